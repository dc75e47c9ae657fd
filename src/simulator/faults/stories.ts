import type { Fault } from '../quirks';
import { storiesOfAcceptances } from './stories-accepted';
import { storiesOfEvents } from './stories-events';
import { storiesOfCallsThatDoNotRing } from './stories-over';
import { storiesOfRefusals } from './stories-refused';

/** Ways of breaking the contract that a longer story shows; most of them nothing else, because the cases' own requests are answered well. */
export const storyFaults: readonly Fault[] = [
  ...storiesOfRefusals,
  ...storiesOfAcceptances,
  ...storiesOfCallsThatDoNotRing,
  ...storiesOfEvents,
];
