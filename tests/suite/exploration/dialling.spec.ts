import { expect, test } from '@playwright/test';
import { readContract } from '../../../src/contract/read-contract';
import { advance } from '../../../src/exploration/advance';
import { isPickup, outcomeOf } from '../../../src/exploration/outcome';
import { readStory } from '../../../src/exploration/sentences';
import { initialWorld } from '../../../src/exploration/world';

const { snatchpickup } = readContract('2023-09-27').operations;
const agent = { phone: '7101', group: 'A', mayPickUp: true, supported: true };
const agents = (['a', 'b', 'c'] as const).map((name, index) => ({ ...agent, name, id: `${101 + index}` }));

/** What the last snatchpickup of a story must come to; `placed`: was the internal call seen to ring? */
function mustOf(story: string, placed = true): string | undefined {
  let must: string | undefined;
  let world = initialWorld(agents);
  for (const step of readStory(story)) {
    if (isPickup(step)) must = outcomeOf(snatchpickup, world, step).must;
    world = advance(world, { step, seen: { done: true, happened: step.do !== 'calls' || placed, alerted: true } });
  }
  return must;
}

test('an agent that dials handles a call: its snatchpickup must be refused', () => {
  expect(mustOf('c rings; a takes the call of c')).toBe('succeed');
  expect(mustOf('a calls b; c rings; a takes the call of c')).toBe('be refused');
  expect(mustOf('a calls b; c rings; a takes the call of c', false)).toBe('agree with its effect');
});
