import { expect, test } from '@playwright/test';
import type { UnhealthyWindow } from '../../../src/checks/verdict';
import { describeRunHealth, runHealth } from '../../../src/report/account/run-health';

const slept = (agentId: string, from: number, ownMs: number): UnhealthyWindow => ({
  event: 'AgentEvent_Talking',
  agentId,
  from,
  to: from + 12_000,
  notScheduledMs: ownMs - 100,
  slowAnswersMs: 100,
  ownMs,
});

test('a run in which the suite was always quick enough says nothing of its health', () => {
  expect(runHealth([{}, { unhealthy: [] }])).toBeUndefined();
});

test('windows of a pickup that cases share are counted once, and the worst is told', () => {
  const shared = slept('101', 100, 2300);
  const health = runHealth([{ unhealthy: [shared] }, { unhealthy: [shared, slept('102', 100, 4100)] }, {}]);
  expect(health).toEqual({ unhealthyWindows: 2, cases: 2, worstDelayMs: 4100, worstNotScheduledMs: 4000 });
  expect(health && describeRunHealth(health)).toBe(
    'The machine or the network was too slow: in 2 waits for events (2 cases) the suite itself was held up, for up to 4.1 s; late events say nothing there.',
  );
});
