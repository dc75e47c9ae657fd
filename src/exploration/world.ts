import type { BetweenCalls, StoryAgent, StoryName } from '../evidence/story';

/** What is known of an agent in the middle of a story. */
export interface AgentState extends StoryAgent {
  signedIn: boolean;
  linked: boolean;
  /** Signed in without asking for linkage: whether it is on all the same the pages do not say. */
  linkageOpen: boolean;
  between: BetweenCalls;
  /** Told after a call to be what it cannot be: until it is set anew, no more is believed. */
  misled: boolean;
  /** Signed in so that it wraps up after each call. */
  wrapsUp: boolean;
  /** A Guid of a session of this story that is over. */
  hasDeadGuid: boolean;
  /** How its last call went, in a word or two. */
  past: string;
  /** Index of its call in the world's. */
  call?: number;
}

export interface CallState {
  kind: 'external' | 'internal';
  /** Whose phone has it; the agent that was called, or that took it. */
  holder: StoryName;
  /** The agent that placed an internal call. */
  from?: StoryName;
  state: 'ringing' | 'talking';
  /** Seen to be so; otherwise nothing is expected of it. */
  certain: boolean;
  /** PhoneAlerting came to the holder, whose linkage was not touched since. */
  alerted: boolean;
  /** How often it was taken over; then snatchpickup promises its events. */
  takenTimes: number;
  answeredBy?: 'handset' | 'phonepickup';
  over: boolean;
}

/** The state of a story: what the protocol says of agents and calls after what was done. */
export interface World {
  agents: Readonly<Partial<Record<StoryName, AgentState>>>;
  calls: readonly CallState[];
}

/** Everybody signed in, idle, linked and without a call. */
export function initialWorld(agents: readonly StoryAgent[]): World {
  return {
    agents: Object.fromEntries(
      agents.map((agent): [StoryName, AgentState] => [
        agent.name,
        {
          ...agent,
          signedIn: true,
          linked: agent.supported,
          linkageOpen: false,
          between: 'idle',
          misled: false,
          wrapsUp: false,
          hasDeadGuid: false,
          past: '',
        },
      ]),
    ),
    calls: [],
  };
}

export function agentOf(world: World, name: StoryName): AgentState {
  const agent = world.agents[name];
  if (!agent) throw new Error(`nobody in this story is called ${name}`);
  return agent;
}

export function callOf(world: World, name: StoryName): CallState | undefined {
  const { call } = agentOf(world, name);
  return call === undefined ? undefined : world.calls[call];
}
