import type { Cause, Hooks, Notice } from '../hooks';
import { notice } from '../notice';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';
import { knowingGateway } from './knowing-gateway';

const busy = 'AgentState_Busy';
const talking = 'AgentEvent_Talking';
const connected = new Set([talking, 'AgentEvent_Incoming_CallInfo', 'AgentMediaEvent_Record']);
const automatic = new Set(['AgentEvent_Auto_Answer', 'AgentEvent_Customer_Alerting']);

/** How long a call takes to be connected, and linkage to be switched on, in milliseconds. */
const connectingMs = 700;
const linkingMs = 300;
/** Seen at a deployed gateway. */
const recordingMs = 2000;

function when(kinds: readonly Cause['kind'][], change: (notices: Notice[], cause: Cause) => Notice[]): Hooks {
  return { events: (cause, notices) => (kinds.includes(cause.kind) ? change(notices, cause) : notices) };
}

const late = (isLate: (eventType: string) => boolean, delayMs: number) => (notices: Notice[]) =>
  notices.map((one) => (isLate(one.event.eventType) ? { ...one, delayMs } : one));

/** The agent is told that it handles a call only when its phone is lifted. */
const busyWhenLifted: Hooks = {
  events(cause, notices) {
    if (cause.kind === 'ring' || cause.kind === 'moved') return notices.filter(({ event }) => event.eventType !== busy);
    const isLifted = notices.some(({ event }) => event.eventType === 'AgentOther_PhoneOffhook');
    const { call, kind } = cause;
    if (!isLifted || (kind !== 'lifted' && kind !== 'answered') || !call) return notices;
    return [notice(call.holder, busy, null), ...notices];
  },
};

/** A later release answers phone and call by one request. */
const answerLiftsPhone = knowingGateway(() => ({
  agentId(x, id) {
    const agent = id === undefined ? undefined : x.gateway.agents.find(id);
    if (x.operation?.name === 'answer' && agent?.call && agent.alerting) x.gateway.calls.lift(agent.call, 'handset', x);
    return id;
  },
}));

/** How phones that are lifted come to talk, and calls to their end. */
export const answeringDialects: readonly Dialect[] = [
  dialect('linkage-takes-time', 'A14', `linkage is on, and confirmed, ${linkingMs} ms after it was asked for`, {
    settings(settings) {
      settings.linkageAfterMs = linkingMs;
    },
  }),
  dialect('linkage-confirmed-at-sign-in', 'A9', 'linkage that a sign-in asks for is confirmed by an event, too', {
    ...when(['signed-in'], (notices) => {
      const [{ to } = {}] = notices;
      return to?.session?.linkage ? [...notices, notice(to, 'AgentEvent_linkageCapability', { result: 0 })] : notices;
    }),
  }),
  dialect(
    'calls-connected-later',
    'A14',
    `a call is connected ${connectingMs} ms after its phone was lifted`,
    when(
      ['answered'],
      late((eventType) => connected.has(eventType), connectingMs),
    ),
  ),
  dialect(
    'record-two-seconds-later',
    'A14',
    `Record comes ${recordingMs} ms after Talking`,
    when(
      ['answered'],
      late((eventType) => eventType === 'AgentMediaEvent_Record', recordingMs),
    ),
  ),
  dialect(
    'automatic-answer-told-behind-talking',
    'A9',
    'Auto_Answer and Customer_Alerting come behind Talking',
    when(['answered'], (notices) => {
      const isAutomatic = ({ event }: Notice) => automatic.has(event.eventType);
      return [...notices.filter((one) => !isAutomatic(one)), ...notices.filter(isAutomatic)];
    }),
  ),
  dialect('busy-when-lifted', 'A9', 'an agent is told that it handles a call when its phone is lifted', busyWhenLifted),
  dialect(
    'state-told-before-end',
    'A9',
    'an agent is told what state it is in before it is told that its call is over',
    when(['ended', 'gave-up'], (notices) => notices.toReversed()),
  ),
  dialect(
    'work-before-ready-after-calls',
    'A9',
    'an agent that is ready after a call is told of wrap-up before',
    when(['ended'], (notices) =>
      notices.flatMap((one) =>
        one.event.eventType === 'AgentState_Ready' ? [notice(one.to, 'AgentState_Work', null), one] : [one],
      ),
    ),
  ),
  dialect(
    'answer-by-hand-needs-callid',
    'A15',
    'where agents answer by hand, the operation answer must name the call',
    () => ({
      request(request) {
        if (request.path.endsWith('/answer') && !request.query.includes('callid=')) request.path = '/';
      },
    }),
  ),
  dialect(
    'answer-by-hand-lifts-phone',
    'A15',
    'where agents answer by hand, the operation answer lifts a phone that rings as well',
    answerLiftsPhone,
  ),
  dialect(
    'ringing-by-hand-at-alerting-only',
    'A15',
    'where agents answer by hand, Ringing comes when the phone begins to ring, and not again when it is lifted',
    {
      events(cause, notices) {
        if (cause.kind === 'lifted') return notices.filter(({ event }) => event.eventType !== 'AgentEvent_Ringing');
        if (cause.kind !== 'ring' && cause.kind !== 'moved') return notices;
        return [...notices, notice(cause.call.holder, 'AgentEvent_Ringing', { callid: cause.call.id })];
      },
    },
  ),
  dialect('lifting-answers-by-hand', 'A15', 'where agents answer by hand, who lifts the phone has answered', {
    settings(settings) {
      settings.liftingAnswers = true;
    },
  }),
];
