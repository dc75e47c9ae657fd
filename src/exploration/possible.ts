import type { StoryStep } from '../evidence/story';
import { agentOf, callOf, type World } from './world';

/**
 * Can the step be played now? The two operations always can: in wrong moments they are refused. Of the stage only what the
 * protocol leaves no doubt about is done.
 */
export function isPossible(step: StoryStep, world: World): boolean {
  if (!world.agents[step.who] || ('whom' in step && !world.agents[step.whom])) return false;
  const agent = agentOf(world, step.who);
  const call = callOf(world, step.who);
  const free = agent.signedIn && !call;
  switch (step.do) {
    case 'picks up':
      return step.guid !== 'dead' || (agent.signedIn && agent.hasDeadGuid);
    case 'takes':
      return true;
    case 'rings':
      return free;
    case 'calls': {
      const other = agentOf(world, step.whom);
      return (
        free && agent.between === 'idle' && other.signedIn && !callOf(world, step.whom) && other.between === 'idle'
      );
    }
    case 'lifts':
      return call?.certain === true && call.state === 'ringing' && call.holder === step.who && call.kind === 'external';
    case 'caller hangs up':
      return call?.kind === 'external' && call.certain;
    case 'hangs up':
      return call?.state === 'talking' && call.certain;
    case 'becomes busy':
      return free && agent.between === 'idle';
    case 'becomes idle':
      return free && agent.between !== 'idle';
    case 'links':
      return agent.signedIn && agent.supported && (agent.linkageOpen || agent.linked !== step.on);
    case 'signs out':
      return free;
    case 'signs in':
      if (step.as === 'unlinked' && !agent.supported) return false;
      return step.as === 'by force' ? free : !agent.signedIn;
    case 'new Guid':
      // Phones do not ring as long as it may take.
      return agent.signedIn && world.calls.every(({ over, state }) => over || state === 'talking');
  }
}
