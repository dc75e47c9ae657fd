import { expect, test } from '@playwright/test';
import type { CaseResult, Latency } from '../../../src/checks/verdict';
import { latencyOf } from '../../../src/report/account/latency';
import { nearDeadlines } from '../../../src/report/terminal/summary-latency';
import { result } from './build';

const talking = (ms: number, change: Partial<Latency> = {}): Latency => ({
  event: 'AgentEvent_Talking',
  agentId: '101',
  after: 'request accepted',
  at: 1000 + ms,
  ms,
  deadlineMs: 100,
  ...change,
});
const seen = (caseId: string, ...latencies: Latency[]): CaseResult => ({ ...result(caseId, 'pass', []), latencies });

test('median, 95th percentile and worst are times that were measured', () => {
  const times = Array.from({ length: 20 }, (_, index) => talking(20 - index));
  expect(latencyOf([seen('one', ...times)])).toEqual([
    {
      operation: result('one', 'pass', []).operation,
      event: 'AgentEvent_Talking',
      after: 'request accepted',
      count: 20,
      medianMs: 10,
      p95Ms: 19,
      worstMs: 20,
      deadlineMs: 100,
    },
  ]);
});

test('what several cases saw of one pickup counts once, other agents and other moments for themselves', () => {
  const [first, ...more] = latencyOf([
    seen('one', talking(5)),
    seen('two', talking(5), talking(5, { agentId: '102' })),
    seen('three', talking(7, { after: 'phone answered' })),
    { ...seen('four', talking(5)), operation: 'another' },
  ]);
  expect(first).toMatchObject({ count: 2, worstMs: 5 });
  expect(more.map(({ operation, after, count }) => [operation === 'another', after, count])).toEqual([
    [false, 'phone answered', 1],
    [true, 'request accepted', 1],
  ]);
});

test('a run without events has no latency', () => {
  expect(latencyOf([seen('one'), result('two', 'pass', [])])).toEqual([]);
  expect(nearDeadlines([])).toEqual([]);
});

test('the terminal tells of events near their deadline alone, the nearest first', () => {
  const told = (...times: number[]) =>
    nearDeadlines(
      latencyOf(times.map((ms, index) => seen(`case ${index}`, talking(ms, { event: `Event_${index}` })))),
    ).flat();
  expect(told(1, 49)).toEqual([]);
  const lines = told(50, 10, 120);
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(
    /^ {2}Event_2 of \w+: up to 120 ms, 120 % of the deadline; median 120 ms, 95 % within 120 ms$/,
  );
  expect(lines[2]).toContain('Event_0');
  expect(told(60, 60, 60, 60, 60, 60).at(-1)).toBe('  … and 2 more, see latency in conformance.json');
});
