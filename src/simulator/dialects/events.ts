import type { Agent } from '../agents';
import type { Call } from '../calls';
import { ringing } from '../event-contents';
import type { Cause, Notice } from '../hooks';
import { notice } from '../notice';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

const lateMs = 120;
const alerting = 'AgentOther_PhoneAlerting';
const info = 'AgentEvent_Incoming_CallInfo';
const record = 'AgentMediaEvent_Record';
const talking = 'AgentEvent_Talking';

type Fields = Record<string, unknown>;

function everyEvent(change: (one: Notice, cause: Cause) => Notice) {
  return { events: (cause: Cause, notices: Notice[]) => notices.map((one) => change(one, cause)) };
}

function withContent(one: Notice, change: (fields: Fields) => unknown): Notice {
  const { content } = one.event;
  if (typeof content !== 'object' || content === null) return one;
  return { ...one, event: { ...one.event, content: change(content as Fields) } };
}

function mapValues(fields: Fields, change: (value: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]));
}

/** The events of an answered call in another order; the names not listed stay behind the listed ones. */
function answeredInOrder(...order: string[]) {
  const rank = (one: Notice) =>
    order.includes(one.event.eventType) ? order.indexOf(one.event.eventType) : order.length;
  return {
    events: (cause: Cause, notices: Notice[]) =>
      cause.kind === 'answered' ? [...notices].sort((a, b) => rank(a) - rank(b)) : notices,
  };
}

/** Talking comes behind PhoneOffhook; the others anywhere. */
const allowedOrders = [info, record].reduce<string[][]>(
  (orders, event) => orders.flatMap((order) => [...order, ''].map((_, place) => order.toSpliced(place, 0, event))),
  [['AgentOther_PhoneOffhook', talking]],
);

const isSafe = (value: string) => /^(0|[1-9][0-9]{0,14})$/.test(value);
const chatter = (to: Agent) => notice(to, 'AgentOther_Heartbeat_Info', { load: 3, node: 'n1' });

/** What the agent gets whose call was taken. */
function pickedAgentGets(instead: (taken: Agent, callId: string) => Notice[]) {
  return {
    events: (cause: Cause, notices: Notice[]) => {
      const taken = cause.kind === 'moved' ? cause.call.takenFrom : undefined;
      if (!taken) return notices;
      return [...notices.filter((one) => one.to !== taken), ...instead(taken, cause.call?.id ?? '')];
    },
  };
}

/** As AgentEvent_linkagePhoneStatus counts them. */
const phoneStatus = {
  dialled: 5,
  'caller-lifted': 0,
  ring: 5,
  moved: 5,
  lifted: 0,
  answered: 0,
  ended: 1,
  'gave-up': 1,
} as const;

/** Events of calls travel more slowly than those of agents' states and than answers. */
function callEventsTake(delayMs: (call: Call) => number) {
  return everyEvent((one, { call }) =>
    call && !one.event.eventType.startsWith('AgentState_') ? { ...one, delayMs: delayMs(call) } : one,
  );
}

/** In milliseconds; a call whose events are quick follows one whose events are slow. */
const slowMs = 600;
const unevenMs = [0, 900, 0, 300];

/** Who ended a call is told so much later than that it is over, in milliseconds. */
const endToldMs = 1500;

export const eventDialects: readonly Dialect[] = [
  dialect(
    'events-late',
    'A14',
    `every event comes ${lateMs} ms after its cause`,
    everyEvent((one) => ({ ...one, delayMs: (one.delayMs ?? 0) + lateMs })),
  ),
  dialect(
    'call-events-slow',
    'A14',
    `every event of a call comes ${slowMs} ms after its cause, those of agents' states at once`,
    callEventsTake(() => slowMs),
  ),
  dialect(
    'call-events-of-uneven-speed',
    'A14',
    `the events of every second call come late, those of agents' states at once`,
    callEventsTake(({ number }) => unevenMs[number % unevenMs.length] ?? 0),
  ),
  dialect(
    'record-late',
    'A9',
    `Record comes ${slowMs} ms after the other events of an answered call`,
    everyEvent((one) => (one.event.eventType === record ? { ...one, delayMs: slowMs } : one)),
  ),
  dialect('events-with-gen-time', '', 'every event has eventGenTime, and jsonKey where it has a content', () => {
    let time = 1_700_000_000_000;
    return everyEvent((one) => {
      time += 1;
      const keys = Object.keys((one.event.content as Fields | null) ?? {});
      return {
        ...one,
        event: { ...one.event, eventGenTime: time, ...(keys.length > 0 && { jsonKey: keys }) } as Notice['event'],
      };
    });
  }),
  dialect(
    'contents-with-members',
    '',
    'event contents have members that no page shows',
    everyEvent((one) =>
      withContent(one, (fields) => ({ ...fields, vdn: 1, userData: { priority: 'high' }, isSecret: false })),
    ),
  ),
  dialect(
    'info-without-routing',
    '',
    'Incoming_CallInfo has no members about skills, the last agent and re-queueing',
    everyEvent((one) => {
      if (one.event.eventType !== info) return one;
      const { callId, caller, called, mediaType } = one.event.content as Fields;
      return { ...one, event: { ...one.event, content: { callId, caller, called, mediaType } } };
    }),
  ),
  dialect(
    'contents-in-numbers',
    '',
    'what is a number in a content is sent as a number',
    everyEvent((one) =>
      withContent(one, (fields) =>
        mapValues(fields, (value) => (typeof value === 'string' && isSafe(value) ? Number(value) : value)),
      ),
    ),
  ),
  dialect(
    'contents-in-strings',
    '',
    'numbers in a content are sent as strings',
    everyEvent((one) =>
      withContent(one, (fields) => mapValues(fields, (value) => (typeof value === 'number' ? String(value) : value))),
    ),
  ),
  dialect(
    'alerting-with-content',
    '',
    'PhoneAlerting has a content with callid and caller',
    everyEvent((one, { call }) =>
      one.event.eventType === alerting && call
        ? { ...one, event: { ...one.event, content: { callid: call.id, caller: call.caller } } }
        : one,
    ),
  ),
  dialect('ringing-after-take-over', 'A9', 'the picker gets Ringing too, behind PhoneAlerting', {
    events: (cause, notices) =>
      cause.kind === 'moved'
        ? [...notices, notice(cause.call.holder, 'AgentEvent_Ringing', ringing(cause.call))]
        : notices,
  }),
  dialect(
    'info-before-talking',
    'A9',
    'Incoming_CallInfo comes between PhoneOffhook and Talking',
    answeredInOrder('AgentOther_PhoneOffhook', info, talking, record),
  ),
  dialect(
    'record-before-talking',
    'A9',
    'Record and Incoming_CallInfo come between PhoneOffhook and Talking',
    answeredInOrder('AgentOther_PhoneOffhook', record, info, talking),
  ),
  dialect(
    'record-before-info',
    'A9',
    'Record comes before Incoming_CallInfo',
    answeredInOrder('AgentOther_PhoneOffhook', talking, record, info),
  ),
  dialect(
    'info-first',
    'A9',
    'Incoming_CallInfo comes first of all after answering',
    answeredInOrder(info, 'AgentOther_PhoneOffhook', talking, record),
  ),
  dialect(
    'answered-in-every-order',
    'A9',
    'the events of answering come in every allowed order, one after the other',
    () => {
      let calls = 0;
      return {
        events(cause, notices) {
          if (cause.kind !== 'answered') return notices;
          return answeredInOrder(...(allowedOrders[calls++ % allowedOrders.length] ?? [])).events(cause, notices);
        },
      };
    },
  ),
  dialect('unknown-events-between', 'A9', 'between all events stand such as no page knows', {
    events: (_cause, notices) => notices.flatMap((one) => [chatter(one.to), one]),
  }),
  dialect('event-bursts', 'A9', 'with the events of a call come a dozen others', {
    events: (cause, notices) => {
      const first = notices[0];
      if (!cause.call || !first) return notices;
      const burst = Array.from({ length: 6 }, () => chatter(first.to));
      return [...burst, ...notices, ...burst];
    },
  }),
  dialect(
    'linkage-phone-status',
    'A9',
    "AgentEvent_linkagePhoneStatus tells of every change of a linked agent's phone",
    {
      events(cause, notices) {
        const { call } = cause;
        if (!call || !notices.some((one) => one.to === call.holder)) return notices;
        const result = phoneStatus[cause.kind];
        const status = notice(call.holder, 'AgentEvent_linkagePhoneStatus', { result });
        return call.holder.session?.linkage ? [...notices, status] : notices;
      },
    },
  ),
  dialect(
    'picked-agent-gets-nothing',
    'A10',
    'the agent whose call is taken gets no event',
    pickedAgentGets(() => []),
  ),
  dialect(
    'picked-agent-gets-other-events',
    'A10',
    'the agent whose call is taken gets Call_Release and Ready',
    pickedAgentGets((taken, callid) => [
      notice(taken, 'AgentEvent_Call_Release', { callid }),
      notice(taken, 'AgentState_Ready', null),
    ]),
  ),
  dialect(
    'called-is-picker',
    '',
    "after a pickup the events' called is the picker's phone",
    everyEvent((one, { call }) =>
      call?.takenFrom
        ? withContent(one, (fields) => ('called' in fields ? { ...fields, called: call.holder.phone } : fields))
        : one,
    ),
  ),
  dialect(
    'called-differs-by-event',
    '',
    "an event's called is the number dialled, the first agent's phone, the picker's ID or the picker's phone",
    everyEvent((one, { call }) => {
      const numbers: Record<string, string | undefined> = {
        AgentEvent_Auto_Answer: '4008000',
        AgentEvent_Ringing: '4008000',
        [talking]: call?.placedTo.phone,
        [info]: call?.holder.id,
        [record]: call?.holder.phone,
      };
      const called = numbers[one.event.eventType];
      return called === undefined ? one : withContent(one, (fields) => ({ ...fields, called }));
    }),
  ),
  dialect('release-without-customer-release', 'A9', 'when a call ends no event tells who hung up', {
    events: (cause, notices) =>
      cause.kind === 'ended'
        ? notices.filter((one) => !/_(Call|Customer)_Release$/.test(one.event.eventType))
        : notices,
  }),
  dialect(
    'end-of-calls-told-late',
    'A9 A14',
    `who hung up, or that nobody answered, is told ${endToldMs} ms after the end of the call`,
    everyEvent((one) =>
      /_(Call_Release|Customer_Release|No_Answer)$/.test(one.event.eventType) ? { ...one, delayMs: endToldMs } : one,
    ),
  ),
  dialect('caller-gives-up-unannounced', '', 'an agent is not told that a caller gave up', {
    events: (cause, notices) => (cause.kind === 'gave-up' ? [] : notices),
  }),
  dialect(
    'record-in-other-types',
    '',
    'Record has numbers for its ids, and a file name with backslashes',
    everyEvent((one) =>
      one.event.eventType === record
        ? withContent(one, (fields) => ({
            ...fields,
            taskId: 1,
            recordID: 17,
            fileName: 'Y:\\1\\0\\20230927\\1.V3',
            fileMediaType: '1',
          }))
        : one,
    ),
  ),
];
