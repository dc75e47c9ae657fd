import { expect, test } from '@playwright/test';
import { troubles } from '../judged-gateway';
import { having, judgedBehind, sections } from './judged-behind';

// A network that wants a sign-in shows everybody its page: HTTP 200 with HTML, whatever is asked for.

const PICKUP = /^(POST|PUT) \S+\/(phonepickup|snatchpickup)/;

for (const [from, begins] of [
  ['in the middle of the staging', (_request: string, count: number) => count === 150],
  ['with a pickup', (request: string) => PICKUP.test(request)],
] as const)
  test(`a sign-in page that comes up ${from} is never held against the gateway, and said once`, async () => {
    let up = false;
    const { judged, proxy } = await judgedBehind(
      (request, { counts }) => {
        up ||= begins(request, counts.requests);
        return up ? 'portal' : undefined;
      },
      sections(/^phonepickup/),
    );
    expect(judged.flatMap(({ result }) => result.findings)).toEqual([]);
    const notTried = troubles(judged).filter((line) => line.includes('not tried'));
    expect(notTried.length).toBeGreaterThan(200);
    for (const line of notTried)
      expect(line).toMatch(/the gateway stopped answering at \S+Z: HTTP 200 with a page \(HTML\), .*; not tried$/);
    expect(proxy.counts.mishaps).toBeLessThan(60);
  });

test('a sign-in page that goes away again costs single cases their verdict, and makes none wrong', async () => {
  const { judged } = await judgedBehind(
    (_request, { counts }) => (counts.requests % 100 < 3 ? 'portal' : undefined),
    sections(/^phonepickup (method|prerequisites)/),
  );
  expect(having(judged, 'pass').length).toBeGreaterThan(judged.length / 2);
  for (const line of troubles(judged))
    expect(line).toMatch(/inconclusive: .*(a page \(HTML\)|lost its session|came between)/);
});

test('a page in answer to one kind of pickup, while all else is answered, is the gateway giving it', async () => {
  const { judged } = await judgedBehind(
    (request) => (/^PUT \S+\/phonepickup /.test(request) ? 'portal' : undefined),
    sections(/^phonepickup method/),
  );
  const shown = judged.filter(({ seen }) =>
    seen.stimuli.some(({ request }) => request.method === 'PUT' && request.url.endsWith('/phonepickup')),
  );
  expect(shown.length).toBeGreaterThan(1);
  for (const { result } of shown)
    expect(result.findings.map(({ requirement }) => requirement)).toContain('PP-RESPONSE-1');
  expect(troubles(judged.filter((each) => !shown.includes(each)))).toEqual([]);
});
