import type { BetweenCalls, PlayedStep, SeenInStep, StoryName } from '../evidence/story';
import { type AgentState, agentOf, type CallState, callOf, type World } from './world';

const TAKEN_AWAY = 'taken away';

/** The world when it is no longer certain that these agents' calls go on. */
export function doubting(world: World, names: readonly StoryName[] = []): World {
  return names.reduce((each, name) => {
    const { call } = agentOf(each, name);
    return call === undefined ? each : changedCall(each, call, { certain: false });
  }, world);
}

/** The world after a step that was played, by what was learnt then. */
export function advance(world: World, { step, seen }: Pick<PlayedStep, 'step' | 'seen'>): World {
  const { who } = step;
  const { done } = seen;
  switch (step.do) {
    case 'rings':
      return done ? placed(world, { holder: who, kind: 'external' }, seen) : world;
    case 'calls':
      return done ? placed(world, { holder: step.whom, from: who, kind: 'internal' }, seen) : world;
    case 'picks up':
      return done ? answered(world, who, seen, 'phonepickup') : doubted(world, who, seen);
    case 'lifts':
      return answered(world, who, seen, 'handset');
    case 'takes':
      return done ? takenOver(world, who, step.whom, seen) : doubted(world, step.whom, seen);
    case 'caller hangs up':
    case 'hangs up':
      return ended(world, who, seen);
    case 'becomes busy':
      return changed(world, who, { between: done ? 'busy' : 'unknown', misled: false });
    case 'becomes idle':
      return changed(world, who, { between: done ? 'idle' : 'unknown', misled: false });
    case 'links':
      return linked(world, who, step.on, done);
    case 'signs out':
      return changed(world, who, { signedIn: false, hasDeadGuid: true });
    case 'signs in':
      return changed(world, who, {
        signedIn: true,
        hasDeadGuid: true,
        linked: agentOf(world, who).supported && step.as !== 'unlinked',
        linkageOpen: step.as === 'unlinked',
        wrapsUp: step.as === 'wrapping up after calls',
        misled: false,
        between: seen.between?.[who] ?? (step.as === 'busy' ? 'busy' : step.as === 'wrapping up' ? 'wrap-up' : 'idle'),
      });
    case 'new Guid':
      return world;
  }
}

function changed(world: World, name: StoryName, change: Partial<AgentState>): World {
  return { ...world, agents: { ...world.agents, [name]: { ...agentOf(world, name), ...change } } };
}

function changedCall(world: World, index: number, change: Partial<CallState>): World {
  return { ...world, calls: world.calls.map((call, at) => (at === index ? { ...call, ...change } : call)) };
}

function placed(world: World, call: Pick<CallState, 'holder' | 'from' | 'kind'>, seen: SeenInStep): World {
  const index = world.calls.length;
  const state: CallState = {
    ...call,
    state: 'ringing',
    certain: seen.happened,
    alerted: seen.alerted === true,
    takenTimes: 0,
    over: false,
  };
  const parties = [call.holder, ...(call.from ? [call.from] : [])];
  return parties.reduce<World>((each, name) => changed(each, name, { call: index }), {
    ...world,
    calls: [...world.calls, state],
  });
}

function answered(world: World, name: StoryName, seen: SeenInStep, by: 'handset' | 'phonepickup'): World {
  const { call } = agentOf(world, name);
  return call === undefined
    ? world
    : changedCall(world, call, { state: 'talking', answeredBy: by, certain: seen.done && seen.happened });
}

/** What was not done although it may have been, or a call that ended by itself: nothing more is expected of it. */
function doubted(world: World, name: StoryName, { callWasOver }: SeenInStep): World {
  const { call } = agentOf(world, name);
  return callWasOver && call !== undefined ? changedCall(world, call, { certain: false }) : world;
}

function takenOver(world: World, by: StoryName, from: StoryName, seen: SeenInStep): World {
  const { call } = agentOf(world, from);
  if (call === undefined) return world;
  const left = leaving(world, from, seen, TAKEN_AWAY);
  return changed(
    changedCall(left, call, {
      holder: by,
      state: 'ringing',
      certain: seen.happened,
      alerted: seen.alerted === true,
      takenTimes: (world.calls[call]?.takenTimes ?? 0) + 1,
    }),
    by,
    { call },
  );
}

function ended(world: World, name: StoryName, seen: SeenInStep): World {
  const { call } = agentOf(world, name);
  const state = callOf(world, name);
  if (call === undefined || !state) return world;
  const parties = [state.holder, ...(state.from ? [state.from] : [])];
  const past = `${state.kind} ${state.state} ${state.takenTimes > 0 ? 'taken' : ''}`;
  return parties.reduce((each, party) => leaving(each, party, seen, past), changedCall(world, call, { over: true }));
}

/**
 * The agent has no call any more. What it is then, its events told; where they contradict what it was, nothing is known, nor
 * where it was not known before and its call was but taken away: it may still wind up the one before.
 */
function leaving(world: World, name: StoryName, { between }: SeenInStep, past: string): World {
  const { call: _, ...agent } = agentOf(world, name);
  const told: BetweenCalls = between?.[name] ?? 'unknown';
  const believable = told === agent.between || agent.between === 'unknown' || (agent.wrapsUp && told === 'wrap-up');
  const misled = agent.misled || (!believable && told !== 'unknown');
  const stillUnknown = agent.between === 'unknown' && past === TAKEN_AWAY;
  const now: AgentState = {
    ...agent,
    past,
    misled,
    between: believable && !misled && !stillUnknown ? told : 'unknown',
  };
  return { ...world, agents: { ...world.agents, [name]: now } };
}

/** Whether a phone that rings without linkage, or lost it meanwhile, counts as alerting the page does not say. */
function linked(world: World, name: StoryName, on: boolean, done: boolean): World {
  if (!done) return world;
  const { call } = agentOf(world, name);
  const after = changed(world, name, { linked: on, linkageOpen: false });
  return call === undefined ? after : changedCall(after, call, { alerted: false });
}
