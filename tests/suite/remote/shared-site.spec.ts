import { expect, test } from '@playwright/test';
import { type EndedRun, startRun } from '../../../fixtures/remote/conformance-run';
import { type RemoteGateway, sixAgents, startRemoteGateway } from '../../../fixtures/remote/remote-gateway';

/** Some of every kind: refusals that share a call, pickups, a race, another group. */
const CASES = ['--grep', '@PP-METHOD-1|@SP-PRE-1|@SP-PRE-4|@SP-PRE-5|@SP-PRE-8|@PP-PRE-3'];
/** Of so many files that each of two shards gets its part. */
const CASES_OF_SHARDS =
  '@PP-METHOD-1|@SP-METHOD-1|@SP-PRE-1|@SP-PRE-4|@SP-PRE-8|@PP-PRE-3|@SP-EVENT-10|@SP-GUID-1|@PP-GUID-6';
const RATE = 60;

// Each starts the whole command, some of them twice, on a machine that may be busy.
test.describe.configure({ timeout: 180_000 });

let gateway: RemoteGateway;
test.beforeAll(async () => {
  gateway = await startRemoteGateway();
});
test.afterAll(() => gateway[Symbol.asyncDispose]());

const verdicts = ({ report }: EndedRun) => {
  const { pass = 0, 'not-applicable': notApplicable = 0, ...others } = report?.caseCounts ?? {};
  return { pass, notApplicable, others };
};
const excused = ({ report }: EndedRun) =>
  (report?.requirements ?? [])
    .flatMap(({ cases }) => cases)
    .flatMap(({ id, verdict }) => (verdict === 'not-applicable' ? [id] : []));
/** The site does not say how long its phones ring. */
const EXCUSED = /\.(rang-out|late-in-the-ringing)$/;
const NOTHING_ELSE = { fail: 0, warning: 0, inconclusive: 0 };

for (const agents of [2, 3, 4, 6])
  test(`two workers with ${agents} agents take turns: nobody has another's agent, and all ends`, async () => {
    const { collisions: before } = await gateway.state();
    // With two and three agents: of one group, without anybody special.
    const site = gateway.siteFile({ agents: sixAgents.slice(0, agents) });
    const ended = await startRun(gateway.folder, ['--site', site, '--workers', '2', ...CASES]).ended;
    const { pass, notApplicable, others } = verdicts(ended);
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(others).toMatchObject(NOTHING_ELSE);
    expect(pass).toBeGreaterThan(5);
    if (agents < 4) expect(notApplicable).toBeGreaterThan(0);
    else if (agents === 6) expect(excused(ended).filter((id) => !EXCUSED.test(id))).toEqual([]);
    expect((await gateway.state()).collisions).toBe(before);
    expect(await gateway.leftOver()).toEqual([]);
  });

test('two shards at once share agents and request rate', async () => {
  const { collisions: before, arrivals: earlier } = await gateway.state();
  const site = () => gateway.siteFile({ agents: sixAgents.slice(0, 4), limits: { requestsPerSecond: RATE } });
  const args = (shard: string) => ['--site', site(), '--shard', shard, '--grep', CASES_OF_SHARDS];
  const runs = ['1/2', '2/2'].map((shard) => startRun(gateway.folder, args(shard)));
  for (const { code, stdout, stderr } of await Promise.all(runs.map(({ ended }) => ended)))
    expect(code, stdout + stderr).toBe(0);
  const { collisions, arrivals } = await gateway.state();
  expect(collisions).toBe(before);
  const since = arrivals.slice(earlier.length);
  expect(since.length).toBeGreaterThan(RATE);
  const busiest = Math.max(...since.map((from) => since.filter((at) => at >= from && at < from + 1000).length));
  expect(busiest).toBeLessThanOrEqual(RATE);
  expect(await gateway.leftOver()).toEqual([]);
});
