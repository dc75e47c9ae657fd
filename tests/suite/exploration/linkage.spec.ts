import { expect, test } from '@playwright/test';
import { readContract } from '../../../src/contract/read-contract';
import { advance } from '../../../src/exploration/advance';
import { isPickup, outcomeOf } from '../../../src/exploration/outcome';
import { isPossible } from '../../../src/exploration/possible';
import { readStory } from '../../../src/exploration/sentences';
import { initialWorld } from '../../../src/exploration/world';

const { phonepickup } = readContract('2023-09-27').operations;
const a = { name: 'a', id: '101', phone: '7101', group: 'A', mayPickUp: true, supported: true } as const;

/** What the last pickup of a story must come to, where everything before was done and seen. */
function mustOf(story: string): string | undefined {
  let must: string | undefined;
  let world = initialWorld([a]);
  for (const step of readStory(story)) {
    expect(isPossible(step, world), story).toBe(true);
    if (isPickup(step)) must = outcomeOf(phonepickup, world, step).must;
    world = advance(world, { step, seen: { done: true, happened: true, alerted: true } });
  }
  return must;
}

for (const [story, must] of [
  ['a signs out; a signs in; a rings; a picks up', 'succeed'],
  ['a signs out; a signs in unlinked; a rings; a picks up', 'agree with its effect'],
  ['a signs out; a signs in unlinked; a turns linkage on; a rings; a picks up', 'succeed'],
  ['a signs out; a signs in unlinked; a turns linkage off; a rings; a picks up', 'be refused'],
  ['a signs out; a signs in unlinked; a signs out; a signs in; a rings; a picks up', 'succeed'],
] as const)
  test(`phonepickup must ${must} after "${story}"`, () => {
    expect(mustOf(story)).toBe(must);
  });
