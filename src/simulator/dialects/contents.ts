import { withMembers } from '../answer';
import type { Cause, Hooks, Notice } from '../hooks';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

type Fields = Record<string, unknown>;

const ALERTING = 'AgentOther_PhoneAlerting';
const RINGING = 'AgentEvent_Ringing';
const AUTO_ANSWER = 'AgentEvent_Auto_Answer';
const CUSTOMER_ALERTING = 'AgentEvent_Customer_Alerting';
const CALL_OVER = /_(Call_Release|Customer_Release|No_Answer)$/;
/** What no page of the two operations lists. */
const AROUND = /_(Ringing|Auto_Answer|Customer_Alerting|Call_Release|Customer_Release)$/;

function everyContent(change: (content: unknown, one: Notice, cause: Cause) => unknown): Hooks {
  return {
    events: (cause, notices) =>
      notices.map((one) => ({ ...one, event: { ...one.event, content: change(one.event.content, one, cause) } })),
  };
}

function everyObject(change: (fields: Fields, one: Notice, cause: Cause) => unknown): Hooks {
  return everyContent((content, one, cause) =>
    typeof content === 'object' && content !== null ? change(content as Fields, one, cause) : content,
  );
}

function padded(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : `${value}\0\0`;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, padded(member)]));
}

/** Members of these names, in whatever spelling, hold the call's id. */
function withCallId(fields: Fields, change: (id: unknown) => unknown): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, /^callid$/i.test(name) ? change(value) : value]),
  );
}

/** How events are written, and which of them name the call: what no page fixes, and what deployed gateways do. */
export const contentDialects: readonly Dialect[] = [
  dialect('work-no-as-number', '', "every event's workNo is a number", {
    events: (_cause, notices) =>
      notices.map((one) => ({
        ...one,
        event: { ...one.event, workNo: Number(one.event.workNo) as unknown as string },
      })),
  }),
  dialect('texts-padded-with-nul', '', 'every text in an event is padded with NUL, as fields of fixed length are', {
    events: (_cause, notices) =>
      notices.map((one) => ({
        ...one,
        event: { ...one.event, workNo: `${one.event.workNo}\0\0`, content: padded(one.event.content) },
      })),
  }),
  dialect(
    'end-of-calls-named-by-text',
    '',
    'the content of the events that tell the end of a call is the call id alone, as text',
    everyContent((content, one, { call }) => (CALL_OVER.test(one.event.eventType) && call ? call.id : content)),
  ),
  dialect(
    'end-of-calls-named-by-object',
    '',
    'the content of the events that tell the end of a call is an object with the callid',
    everyContent((content, one, { call }) =>
      CALL_OVER.test(one.event.eventType) && call ? { callid: call.id } : content,
    ),
  ),
  dialect(
    'end-of-calls-not-named',
    '',
    'the events that tell the end of a call have no content',
    everyContent((content, one) => (CALL_OVER.test(one.event.eventType) ? null : content)),
  ),
  dialect(
    'agents-named-with-a',
    '',
    'an agent that is caller or called is named by its ID behind an a, or by its phone behind an a',
    everyObject((fields, { event }, { call }) => {
      if (!call) return fields;
      const byId = AROUND.test(event.eventType);
      const agents = [call.placedTo, call.holder, ...(call.from ? [call.from] : [])];
      const named = (value: unknown) => {
        const agent = agents.find(({ phone }) => phone === value);
        return agent ? `a${byId ? agent.id : agent.phone}` : value;
      };
      return Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, /^calle[rd]$/.test(name) ? named(value) : value]),
      );
    }),
  ),
  dialect(
    'alerting-names-incoming-calls',
    '',
    'PhoneAlerting has callid and caller where a call comes, null where the agent itself dials; no Ringing comes with it',
    {
      events(cause, notices) {
        if (cause.kind !== 'ring' && cause.kind !== 'moved') return notices;
        const { id, caller } = cause.call;
        return notices
          .filter(
            ({ event }) => event.eventType !== RINGING || !notices.some((one) => one.event.eventType === ALERTING),
          )
          .map((one) =>
            one.event.eventType === ALERTING
              ? { ...one, event: { ...one.event, content: { callid: id, caller } } }
              : one,
          );
      },
    },
  ),
  dialect(
    'call-ids-spelt-otherwise',
    '',
    'events that the pages do not list spell callid as callID',
    everyObject(({ callid, ...fields }, { event }) =>
      AROUND.test(event.eventType) && callid !== undefined
        ? { ...fields, callID: callid }
        : { ...fields, ...(callid === undefined ? {} : { callid }) },
    ),
  ),
  dialect(
    'transfrom-in-small-letters',
    '',
    'Ringing and Auto_Answer have transfrom instead of transFrom',
    everyObject(({ transFrom, ...fields }) => (transFrom === undefined ? fields : { ...fields, transfrom: transFrom })),
  ),
  dialect(
    'calls-named-once-answered',
    '',
    'no event names a call before Talking',
    everyContent((content, { event }) =>
      [ALERTING, RINGING, AUTO_ANSWER, CUSTOMER_ALERTING].includes(event.eventType) ? null : content,
    ),
  ),
  dialect(
    'call-ids-in-listed-events-only',
    '',
    'no event but those that the pages list has a call id',
    everyContent((content, { event }) => {
      if (!AROUND.test(event.eventType)) return content;
      if (typeof content !== 'object' || content === null) return null;
      return withCallId(content as Fields, () => undefined);
    }),
  ),
  dialect(
    'call-ids-in-numbers-and-texts',
    '',
    'call ids are whole numbers, in some events as a number, in some as text, in Record with a zero in front',
    everyContent((content, { event }, { call }) => {
      const id = 1_000 + (call?.number ?? 0);
      if (!call) return content;
      if (typeof content === 'string' && CALL_OVER.test(event.eventType)) return String(id);
      if (typeof content !== 'object' || content === null) return content;
      if (event.eventType === 'AgentMediaEvent_Record') return withCallId(content as Fields, () => `0${id}`);
      return withCallId(content as Fields, () => (event.eventType === 'AgentEvent_Talking' ? id : String(id)));
    }),
  ),
  ...(
    [
      ['names-call-in-object', 'an object with the callid', (id: unknown) => ({ callid: id })],
      ['names-no-call', 'null', () => null],
    ] as const
  ).map(([what, text, result]) =>
    dialect(`callinner-${what}`, '', `the result of callinner is ${text}`, {
      answer: (x, answer) =>
        x.operation?.name === 'callinner' && !x.refusedBy
          ? withMembers(answer, { result: result((answer.body as Fields).result) })
          : answer,
    }),
  ),
  dialect(
    'callers-withheld',
    '',
    'the caller of a call from outside is an empty text in every event',
    everyObject((fields, _one, { call }) =>
      call?.kind === 'external' && 'caller' in fields ? { ...fields, caller: '' } : fields,
    ),
  ),
];
