import * as contents from '../event-contents';
import type { Cause, Hooks, Notice } from '../hooks';
import { notice } from '../notice';
import type { Settings } from '../options';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

const alerting = 'AgentOther_PhoneAlerting';

type Change = (notices: Notice[], cause: Cause) => Notice[];

/** Deployed gateways leave out what the guide names beside the events that both pages state. */
const without =
  (eventType: string): Change =>
  (notices) =>
    notices.filter(({ event }) => event.eventType !== eventType);

const ringingWith =
  (place: 'before' | 'behind'): Change =>
  (notices, cause) => {
    if (cause.kind !== 'ring') return notices;
    const ringing = notice(cause.call.holder, 'AgentEvent_Ringing', contents.ringing(cause.call));
    return place === 'before' ? [ringing, ...notices] : [...notices, ringing];
  };

/** Without linkage the gateway has no word of the phone itself before it is lifted. */
const alertingIfLinked: Change = (notices, { kind }) =>
  kind === 'ring' || kind === 'dialled'
    ? notices.filter(({ to, event }) => event.eventType !== alerting || to.session?.linkage)
    : notices;

/** Whatever an agent signs in as, it is told nothing else. */
const oneStateAtSignIn: Change = (notices, { kind }) =>
  kind === 'signed-in' && notices.length > 2
    ? notices.filter(({ event }) => event.eventType !== 'AgentState_Ready')
    : notices;

const calledPhoneAtOnce = (settings: Settings) => {
  settings.callerPhoneFirst = false;
};

const idleAfterNoAnswer = (settings: Settings) => {
  settings.busyAfterNoAnswer = false;
};

/** What gateways of the field are known to do otherwise than the guide says. */
const parts: readonly [name: string, text: string, change: Change][] = [
  ['calls-without-busy', 'an agent that handles a call is not told that it is busy', without('AgentState_Busy')],
  ['calls-without-auto-answer', 'no Auto_Answer comes', without('AgentEvent_Auto_Answer')],
  ['calls-without-customer-alerting', 'no Customer_Alerting comes', without('AgentEvent_Customer_Alerting')],
  ['linkage-unconfirmed', 'no event confirms linkage', without('AgentEvent_linkageCapability')],
  ['ringing-at-alerting', 'Ringing comes when the phone begins to ring, too', ringingWith('before')],
  ['alerting-with-linkage-only', 'without linkage no PhoneAlerting comes', alertingIfLinked],
  ['one-state-at-sign-in', 'an agent that signs in busy or wrapping up is not ready first', oneStateAtSignIn],
];

const quiet: Hooks = {
  settings(settings) {
    calledPhoneAtOnce(settings);
    idleAfterNoAnswer(settings);
  },
  events: (cause, notices) => parts.reduce((value, [, , change]) => change(value, cause), notices),
};

/** How calls reach agents elsewhere than in the development guide. */
export const callFlowDialects: readonly Dialect[] = [
  ...parts.map(([name, text, change]) =>
    dialect(name, 'A9', text, { events: (cause, notices) => change(notices, cause) }),
  ),
  dialect('alerting-before-ringing', 'A9', 'Ringing comes when the phone begins to ring, too, behind PhoneAlerting', {
    events: (cause, notices) => ringingWith('behind')(notices, cause),
  }),
  dialect('called-phone-rings-at-once', 'A15', 'the phone of an agent that dials does not ring, only the other one', {
    settings: calledPhoneAtOnce,
  }),
  dialect('no-answer-leaves-idle', '', 'an agent that did not answer is idle then', { settings: idleAfterNoAnswer }),
  dialect('lifting-answers', 'A15', 'who lifts the phone has answered, whatever the agent signed in with', {
    settings(settings) {
      settings.liftingAnswers = true;
    },
  }),
  dialect(
    'quiet',
    'A9',
    'calls reach agents with no other events than a call needs, and Ringing with the alerting',
    quiet,
  ),
  dialect('quiet-by-hand', 'A9 A15', 'where agents answer by hand, the same', quiet),
];
