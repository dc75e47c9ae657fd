import { refusal } from '../answer';
import type { Exchange } from '../exchange';
import type { Cause, Hooks, Notice } from '../hooks';
import { notice } from '../notice';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';
import { notServed, refusedAlways } from './not-served';

/** A note that is no use as a means of proof, and one that is a slow one, in milliseconds. */
const lateMs = 3000;
const slowMs = 200;
/** How much later than a note everything else comes. */
const overtakenMs = 300;

function ofNotes(change: (one: Notice, sender: Exchange['agent']) => Notice[]): Hooks {
  return {
    events: (cause, notices) =>
      cause.kind === 'note' ? notices.flatMap((one) => change(one, cause.exchange?.agent)) : notices,
  };
}

function withContent(change: (sent: { sender: string; context: string }) => unknown): Hooks {
  return ofNotes((one) => {
    const content = change(one.event.content as { sender: string; context: string });
    return [{ ...one, event: { ...one.event, content } }];
  });
}

/** Everything but a note, or all that a call raises, takes another way, which is slower. */
function overtakes(isOvertaken: (cause: Cause) => boolean): Hooks {
  return {
    events: (cause, notices) =>
      isOvertaken(cause) ? notices.map((one) => ({ ...one, delayMs: (one.delayMs ?? 0) + overtakenMs })) : notices,
  };
}

/** After so many notes there are no more. */
function fewNotes(most: number): Hooks {
  let sent = 0;
  return {
    answer(x, answer) {
      if (x.operation?.name !== 'sendnoteletex' || x.refusedBy) return answer;
      sent += 1;
      return sent > most ? refusal('100-007', 'too many notes') : answer;
    },
    events: (cause, notices) => (cause.kind === 'note' && sent >= most ? [] : notices),
  };
}

/** Notes, as gateways may or may not have them. */
export const noteDialects: readonly Dialect[] = [
  notServed('notes-not-served', '/sendnoteletex', 'agents cannot send notes'),
  refusedAlways('notes-refused', '/sendnoteletex', '100-007', 'no agent may send notes'),
  dialect(
    'notes-never-arrive',
    '',
    'a note is answered with success, and nobody gets it',
    ofNotes(() => []),
  ),
  dialect(
    'notes-within-group-only',
    '',
    "a note is answered with success, but only agents of the sender's group get it",
    ofNotes((one, sender) => (one.to.group === sender?.group ? [one] : [])),
  ),
  dialect('notes-to-one-only', '', 'of the receivers of a note only the first gets it', {
    events: (cause, notices) => (cause.kind === 'note' ? notices.slice(0, 1) : notices),
  }),
  dialect('notes-soon-used-up', 'A8', 'after a dozen notes each is refused: 100-007', () => fewNotes(12)),
  dialect(
    'notes-late',
    'A14',
    `a note arrives after ${lateMs} ms`,
    ofNotes((one) => [{ ...one, delayMs: lateMs }]),
  ),
  dialect(
    'notes-slow',
    'A14',
    `a note arrives after ${slowMs} ms`,
    ofNotes((one) => [{ ...one, delayMs: slowMs }]),
  ),
  dialect(
    'notes-overtake-call-events',
    'A14',
    `a note comes at once, what a call raises ${overtakenMs} ms after its cause`,
    overtakes(({ call }) => call !== undefined),
  ),
  dialect(
    'notes-overtake-all-events',
    'A14',
    `a note comes at once, every other event ${overtakenMs} ms after its cause`,
    overtakes(({ kind }) => kind !== 'note'),
  ),
  dialect(
    'notes-arrive-twice',
    '',
    'a note arrives twice',
    ofNotes((one) => [one, one]),
  ),
  dialect('notes-come-back-to-the-sender', '', 'the sender of a note gets it too', {
    events(cause, notices) {
      const sender = cause.kind === 'note' ? cause.exchange?.agent : undefined;
      const [first] = notices;
      return sender && first
        ? [notice(sender, 'AgentOther_Note', first.event.content), ...notices.filter(({ to }) => to !== sender)]
        : notices;
    },
  }),
  dialect(
    'notes-as-plain-text',
    '',
    'the content of a note is its text alone, padded with NUL',
    withContent(({ context }) => `${context}\u0000\u0000`),
  ),
  dialect(
    'notes-with-other-names',
    '',
    'the content of a note has other names, and the sender as a number',
    withContent(({ sender, context }) => ({ sendAgentId: Number(sender), noteInfo: { text: context } })),
  ),
];
