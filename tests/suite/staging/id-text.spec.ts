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

test('unused is a lent agent that has no part, where there is one', () => {
  expect(sent({ agent: 'unused' }, '110', { at: lab(['110', '111', '112'], ['110', '112']) })).toBe('111');
  expect(() => sent({ agent: 'unused' }, '110', { at: lab(['110', '111'], ['110', '111']) })).toThrow(NotLent);
});

test('never signed in is only an agent like the picker that nobody has had', () => {
  const like = { group: 'A', mayPickUp: true, phoneModel: 'eSpace 7910' };
  const agents = [
    { ...like, id: '110' },
    { ...like, id: '111' },
    { ...like, id: '112', group: 'B' },
    { ...like, id: '113', mayPickUp: false },
    { ...like, id: '114', phoneModel: 'eSpace 8950' },
  ];
  const picker = { id: '110', agent: { ...like, phone: '7110' } } as AgentSession;
  const named = (touched: string[]) => {
    const at = { site: { agents }, isUntouched: ({ id }: { id: string }) => !touched.includes(id) } as unknown as Lab;
    return idText({ agent: 'never signed in' }, picker, { picker, lab: at, range });
  };
  expect(named(['110'])).toBe('111');
  expect(() => named(['110', '111'])).toThrow(NotLent);
});
