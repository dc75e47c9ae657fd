import { expect, test } from '@playwright/test';
import { troubles } from '../judged-gateway';
import { byChance } from './failing-proxy';
import { having, judgedBehind, sections } from './judged-behind';

test('a network that loses one request in twenty brings no verdict on the gateway', async () => {
  const { judged, proxy } = await judgedBehind(
    byChance(0.05, 7),
    sections(/^phonepickup (method|response|prerequisites)/),
  );
  expect(proxy.counts.mishaps).toBeGreaterThan(20);
  expect(judged.flatMap(({ result }) => result.findings)).toEqual([]);
  // What was not lost is judged, and of the rest it is said why.
  expect(having(judged, 'pass').length).toBeGreaterThan(judged.length / 2);
  const reasons = troubles(judged).map((line) => line.replace(/^[^:]*: \S+ /, ''));
  expect(
    reasons.filter(
      (reason) => !/^inconclusive: (lost on the way|the network came between|the gateway was not)/.test(reason),
    ),
  ).toEqual([]);
});

test('what a gateway breaks is not excused by a network that loses requests', async () => {
  const faults = ['phonepickup-accepts-put', 'phonepickup-refused-method-answers-success'];
  const choose = sections(/^phonepickup method/);
  const plain = await judgedBehind(() => undefined, choose, faults);
  const lossy = await judgedBehind(byChance(0.05, 3), choose, faults);
  const broken = having(plain.judged, 'fail');
  expect(broken.length).toBeGreaterThan(10);
  expect(having(lossy.judged, 'pass').filter((id) => broken.includes(id))).toEqual([]);
  expect(having(lossy.judged, 'fail').filter((id) => !broken.includes(id))).toEqual([]);
  expect(having(lossy.judged, 'fail').length).toBeGreaterThan(broken.length / 2);
});

test('what is lost every time, while all else comes through, is the gateway cutting it off', async () => {
  const put = /^PUT \S+\/phonepickup /;
  const { judged } = await judgedBehind(
    (request) => (put.test(request) ? 'swallowed' : undefined),
    sections(/^phonepickup method/),
  );
  const cutOff = judged.filter(({ seen }) =>
    seen.stimuli.some(({ request }) => request.method === 'PUT' && request.url.endsWith('/phonepickup')),
  );
  expect(cutOff.length).toBeGreaterThan(1);
  for (const { result } of cutOff)
    expect(result.findings.map(({ requirement }) => requirement)).toEqual(['PP-ROBUST-1', 'PP-RESPONSE-1']);
  expect(troubles(judged.filter((each) => !cutOff.includes(each)))).toEqual([]);
});

for (const mishap of ['swallowed', 'half', 'unseen', 'gateway-timeout'] as const)
  test(`a pickup that is lost is not sent again on the same call: ${mishap}`, async () => {
    const pickup = /^POST \S+\/phonepickup /;
    const callsPlaced: number[] = [];
    const { judged } = await judgedBehind(
      (request, _proxy, gateway) => {
        if (!pickup.test(request)) return undefined;
        callsPlaced.push(gateway.stats().rings);
        return callsPlaced.length === 1 ? mishap : undefined;
      },
      (of) => of.id === 'phonepickup.method.documented',
    );
    // It is sent once more, for another call, and what that one says is not taken for an answer to the first.
    expect(callsPlaced).toEqual([1, 2]);
    // It came once and not again: that is nobody's fault, and shown.
    expect(judged.map(({ result }) => result.verdict)).toEqual(['pass']);
    for (const { result } of judged)
      expect(result.notes.join()).toMatch(/^sent 2 times, each for another call: .*, then HTTP 200/);
  });

test('when the gateway is gone nothing more is tried, and it is said once', async () => {
  const { judged, proxy } = await judgedBehind(
    (_request, opened) => {
      if (opened.counts.requests === 150) void opened.hangUp();
      return opened.counts.requests >= 150 ? 'unseen' : undefined;
    },
    sections(/^phonepickup/),
  );
  expect(judged.flatMap(({ result }) => result.findings)).toEqual([]);
  const notTried = troubles(judged).filter((line) => line.includes('not tried'));
  expect(notTried.length).toBeGreaterThan(200);
  for (const line of notTried)
    expect(line).toMatch(
      /the gateway stopped answering at \d{4}-\d\d-\d\dT[\d:]+Z: connection-refused \(ECONNREFUSED.*\); not tried$/,
    );
  expect(proxy.counts.requests).toBeLessThan(200);
});
