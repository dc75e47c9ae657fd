import { expect, test } from '@playwright/test';
import type { Exchange } from '../../../src/evidence/exchange';
import { isNoAccident } from '../../../src/evidence/transit';
import {
  add,
  answer,
  answered,
  type Change,
  envelope,
  exchange,
  failed,
  judged,
  PICKER,
  phonePickedUp,
  raced,
  refused,
  SENT,
  sentAgain,
  shared,
  told,
  verdicts,
} from './observations';

const get = (response: Exchange['response'] = envelope('100-007')) =>
  refused('phonepickup.method.get', exchange({ method: 'GET', response }));
const redirect = (body = ''): Exchange['response'] => ({
  status: 302,
  headers: [['Location', 'https://sso.example/login?state=4711']],
  body,
});

const ways: [title: string, change: Change, said: RegExp][] = [
  ['is cut', failed('cut', 'ECONNRESET: read ECONNRESET'), /cut \(ECONNRESET/],
  ['is garbage', failed('malformed-answer', 'Expected HTTP/'), /malformed-answer \(Expected HTTP/],
  ['does not come in time', failed('no-answer-in-time'), /no-answer-in-time/],
  ['is HTTP 502', answered(answer(502, '<html>', 'text/html')), /HTTP 502, as a proxy answers/],
  ['is HTTP 503', answered(answer(503, '')), /HTTP 503, as a load balancer answers/],
  ['is HTTP 504', answered(answer(504, '')), /HTTP 504, as a proxy answers/],
  ['leads to a sign-in page', answered(redirect()), /HTTP 302 to https:\/\/sso.example\/login, as a sign-in page/],
];
for (const [title, change, said] of ways) {
  test(`an answer that ${title} once is no verdict`, () => {
    for (const story of [get, phonePickedUp, raced]) {
      const { findings, verdict, requirements } = judged(story(), change);
      expect([findings, verdict]).toEqual([[], 'inconclusive']);
      expect(requirements[0]?.reason).toMatch(said);
    }
  });

  test(`an answer that ${title}, and another time comes, is no verdict`, () => {
    expect(shared(judged(get(), change, sentAgain(2, 1)))).toMatch(/sent 2 times in all.* lost alike 1 times/);
  });

  test(`an answer that ${title} as often as others do is no verdict`, () => {
    expect(shared(judged(get(), change, sentAgain(4, 4, { sent: 500, lost: 25 })))).toMatch(
      /of 500 .* 25 (were lost|got the same answer)/,
    );
  });

  test(`an answer that ${title} every time, where others come, is the gateway's`, () => {
    expect(verdicts(judged(get(), change, sentAgain(3)))).toMatchObject({ 'PP-RESPONSE-1': 'fail' });
  });
}

test('what an envelope says is the gateway that says it', () => {
  for (const response of [envelope('100-007', {}, 503), redirect('{"message":"","retcode":"100-007","result":{}}')])
    expect(judged(get(response)).requirements.filter(({ verdict }) => verdict === 'inconclusive')).toEqual([]);
});

test('a request that must be refused may have no effect, whatever its lost answer said', () => {
  const talking = add(told(PICKER, SENT + 5, 'AgentEvent_Talking'));
  expect(verdicts(judged(get(), failed('cut'), talking))).toMatchObject({ 'PP-METHOD-2': 'fail' });
  expect(verdicts(judged(get(), failed('connection-refused'), talking))).toMatchObject({
    'PP-METHOD-2': 'inconclusive',
  });
});

test('an interim answer that nobody asked for is never held against the gateway', () => {
  const { verdict, findings } = judged(get(), failed('unasked-continue'), sentAgain(5));
  expect([verdict, findings]).toEqual(['inconclusive', []]);
});

test('the more a network loses, the more often a request must be lost', () => {
  const enough = (ordinary: { sent: number; lost: number }) =>
    [1, 2, 3, 4, 5, 6, 7].find((times) => isNoAccident({ sent: times, alike: times, ordinary }));
  expect(enough({ sent: 2000, lost: 0 })).toBe(2);
  expect(enough({ sent: 300, lost: 0 })).toBe(3);
  expect(enough({ sent: 300, lost: 15 })).toBe(5);
  expect(enough({ sent: 300, lost: 90 })).toBeUndefined();
});
