import { expect, test } from '@playwright/test';
import { startRun } from '../../../fixtures/remote/conformance-run';
import { type RemoteGateway, startRemoteGateway } from '../../../fixtures/remote/remote-gateway';
import { type Mishap, openFailingProxy } from '../network/failing-proxy';

const ANSWER_MS = 300;
/** Enough for the first cases to be judged. */
const UNTIL = 120;
/** What was under way, what is sent again, last tries, and each agent's clean-up; the cases that are left are some 700. */
const AFTERWARDS = 150;

// Each starts the whole command, on a machine that may be busy.
test.describe.configure({ timeout: 180_000 });

let gateway: RemoteGateway;
test.beforeAll(async () => {
  gateway = await startRemoteGateway();
});
test.afterAll(() => gateway[Symbol.asyncDispose]());

/** The whole command, where from a request on nothing comes through any more but by `mishap`. */
async function run(mishap: Mishap, from: number) {
  await using proxy = await openFailingProxy(gateway.addresses.httpUrl);
  proxy.decide = () => (proxy.counts.requests >= from ? mishap : undefined);
  const site = gateway.siteFile({
    url: proxy.url,
    httpUrl: undefined,
    signIn: { force: true },
    limits: { answerMs: ANSWER_MS },
  });
  const ended = await startRun(gateway.folder, ['--site', site]).ended;
  return { ...ended, sent: proxy.counts.requests };
}

for (const [title, mishap, told] of [
  ['accepts and never answers', 'stall', `no-answer-in-time \\(.*no answer within ${ANSWER_MS} ms\\)`],
  [
    'answers byte by byte without end',
    'drip',
    `no-answer-in-time \\(.*began, but did not end within ${ANSWER_MS} ms\\)`,
  ],
] as const) {
  test(`a gateway that ${title} ends the run before it begins, in one line`, async () => {
    const { code, stdout, stderr, report, sent } = await run(mishap, 1);
    expect(code, stdout + stderr).toBe(3);
    expect(stderr).toMatch(new RegExp(`^\\S+\\.yaml: url: expected a gateway at \\S+, found ${told}: [^\\n]+\\n$`));
    expect(report).toBeUndefined();
    expect(sent).toBe(1);
  });

  test(`a gateway that in mid-run ${title} is said so once, and not asked hundreds of times`, async () => {
    const { code, stdout, stderr, report, sent } = await run(mishap, UNTIL);
    expect(code, stdout + stderr).toBe(2);
    const [first, ...others] = stderr.trim().split('\n');
    expect(first).toMatch(
      new RegExp(`^the gateway stopped answering at \\S+Z: ${told}; the cases that are left are not tried$`),
    );
    for (const line of others) expect(line).toMatch(/: agent \d+ may still be signed in, or have a call: /);
    expect(report?.verdict).toBe('inconclusive');
    expect(report?.caseCounts).toMatchObject({ fail: 0, warning: 0 });
    expect(report?.caseCounts.pass).toBeGreaterThan(0);
    expect(sent).toBeLessThan(UNTIL + AFTERWARDS);
  });
}
