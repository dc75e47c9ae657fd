import type { CallIdentity } from '../evidence/observation';
import type { PlayedStep } from '../evidence/story';

/** How the ringing named each call of a story, in the order of the world's calls. */
export function callsPlaced(steps: readonly PlayedStep[]): (CallIdentity | undefined)[] {
  return steps
    .filter(({ step, seen }) => (step.do === 'rings' || step.do === 'calls') && seen.done)
    .map(({ seen }) => seen.call);
}
