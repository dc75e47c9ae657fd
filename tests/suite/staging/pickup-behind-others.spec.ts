import { expect, test } from '@playwright/test';
import { judgeGateway } from '../judged-gateway';

/** What is said of the snatchpickups that are refused before the called agent answers, and of that pickup, where answers are slow. */
async function toldWhere(ringMs: number, faults: readonly string[] = []): Promise<Record<string, string>> {
  const judged = await judgeGateway(
    { dialects: ['answers-slow'], ringMs, faults },
    { choose: ({ id }) => id.includes('.phonepickup-after-') || id === 'phonepickup.method.documented' },
  );
  return Object.fromEntries(
    judged.map(({ of, result: { requirements } }) => {
      const [{ verdict = '', reason = '' } = {}] = requirements;
      return [of.id.split('.').at(-1) ?? '', `${verdict}: ${reason}`];
    }),
  );
}

const pass = expect.stringMatching(/^pass/);

test('a call that stops ringing while an agent signs out and in again is held against no request of that agent', async () => {
  const told = await toldWhere(120);
  expect(told).toEqual({
    documented: pass,
    'phonepickup-after-repeated-dest': pass,
    'phonepickup-after-delete': pass,
    'phonepickup-after-signed-out': expect.stringMatching(
      /^inconclusive: control failed: .* the refused request as well$/,
    ),
  });
});

test('nor is one that stops ringing while any answer is waited for', async () => {
  const inconclusive = expect.stringMatching(/^inconclusive: control failed: .* the refused request as well$/);
  expect(await toldWhere(60)).toEqual({
    documented: pass,
    'phonepickup-after-repeated-dest': inconclusive,
    'phonepickup-after-delete': inconclusive,
    'phonepickup-after-signed-out': inconclusive,
  });
});

test('where there is time enough, only the request behind which the phonepickup is refused is blamed', async () => {
  expect(await toldWhere(400)).toEqual({
    documented: pass,
    'phonepickup-after-repeated-dest': pass,
    'phonepickup-after-delete': pass,
    'phonepickup-after-signed-out': pass,
  });
  expect(await toldWhere(400, ['snatchpickup-refused-for-session-stops-phonepickup'])).toEqual({
    documented: pass,
    'phonepickup-after-repeated-dest': pass,
    'phonepickup-after-delete': pass,
    'phonepickup-after-signed-out': expect.stringMatching(/^fail: .*; without the refused request it succeeded/),
  });
});
