import { expect, test } from '@playwright/test';
import type { IdText } from '../../../src/cases/case';
import type { AgentSession } from '../../../src/gateway/agent-session';
import { idText } from '../../../src/staging/id-text';
import type { Lab } from '../../../src/staging/lab';
import { NotLent } from '../../../src/staging/stage-failure';

const session = (id: string, phone: string) => ({ id, agent: { phone } }) as AgentSession;
const lab = (lent: string[], cast: string[] = []) =>
  ({ site: { agents: lent.map((id) => ({ id })) }, hasCast: (id: string) => cast.includes(id) }) as unknown as Lab;
const range = { minimum: 101, maximum: 59999 };

/** The text in the place of an agent whose phone has this number. */
function sent(text: IdText, own: string, { phone = '7110', at = lab([own]) } = {}): string {
  const picker = session(own, phone);
  return idText(text, picker, { picker, lab: at, range });
}

test('a number that may be the ID of an agent that is not lent is not sent', () => {
  expect(() => sent({ spelled: 'octal-digits' }, '110')).toThrow(NotLent);
  expect(sent({ spelled: 'octal-digits' }, '59999')).toBe('0165137');
  expect(() => sent({ phoneOf: 'picker' }, '110')).toThrow('7110 may be the ID of an agent that is not lent');
  expect(sent({ phoneOf: 'picker' }, '110', { phone: '759999' })).toBe('759999');
  expect(sent({ phoneOf: 'picker' }, '110', { phone: '+86 7110' })).toBe('%2B86%207110');
});

test('nobody is the highest ID that no lent agent has', () => {
  expect(sent({ agent: 'nobody' }, '110', { at: lab(['110', '59999', '59998']) })).toBe('59997');
  expect(sent({ agent: 'nobody' }, '110')).toBe('59999');
});

test('unused is a lent agent that takes no part, best one that this worker never signed in', () => {
  const picker = session('110', '7110');
  const unused = (lent: string[], signedIn: string[]) =>
    idText({ agent: 'unused' }, picker, {
      picker,
      cast: new Map([['picker', picker]]),
      lab: lab(lent, signedIn),
      range,
    });
  expect(unused(['110', '111', '112'], ['110', '112'])).toBe('111');
  expect(unused(['110', '111', '112'], ['110', '111', '112'])).toBe('112');
  expect(() => unused(['110'], ['110'])).toThrow(NotLent);
});
