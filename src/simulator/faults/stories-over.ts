import type { Agent } from '../agents';
import type { Call } from '../calls';
import type { Fault } from '../quirks';
import { asks, fault, phonepickup, snatchpickup } from './fault';
import { acceptedOnceOver, alsoAccepts, robbed, watching } from './story-makers';

const liftedByHandset = () => {
  const byHandset = new WeakSet<Call>();
  return {
    by: (call: Call | undefined) => call?.state === 'connected' && byHandset.has(call),
    watch: watching((cause) => {
      if (cause.kind === 'answered' && cause.by === 'handset') byHandset.add(cause.call);
    }),
  };
};

function talksInternally(agent: Agent | undefined): boolean {
  return agent?.state === 'talking' && agent.call?.kind === 'internal' && agent.call.holder === agent;
}

function talksOnTakenCall(agent: Agent | undefined): boolean {
  return agent?.state === 'talking' && agent.call?.takenFrom !== undefined;
}

const answered: Fault[] = [
  fault(
    'phonepickup-after-handset',
    'PP-PRE-3 PP-RESPONSE-2',
    'after the handset was lifted success is answered',
    () => {
      const { by, watch } = liftedByHandset();
      return { ...alsoAccepts(phonepickup, ['alerting'], (x) => by(x.agent?.call)), ...watch };
    },
  ),
  fault(
    'phonepickup-twice-of-internal-call',
    'PP-PRE-3 PP-RESPONSE-2',
    'a second pickup of an internal call answers success',
    alsoAccepts(phonepickup, ['alerting'], ({ agent }) => talksInternally(agent)),
  ),
  fault(
    'phonepickup-twice-of-taken-call',
    'PP-PRE-3 PP-RESPONSE-2',
    'a second pickup of a call that was taken over answers success',
    alsoAccepts(phonepickup, ['alerting'], ({ agent }) => talksOnTakenCall(agent)),
  ),
  fault(
    'snatchpickup-of-call-answered-by-handset',
    'SP-PRE-2',
    'a call that was answered by the handset is taken from the talking agent',
    () => {
      const { by, watch } = liftedByHandset();
      return { ...alsoAccepts(snatchpickup, ['called-ringing'], (x) => by(x.destination?.call)), ...watch };
    },
  ),
  fault(
    'snatchpickup-of-answered-internal-call',
    'SP-PRE-2 SP-PRE-3',
    'an internal call that was answered is taken from the talking agent',
    alsoAccepts(snatchpickup, ['called-ringing', 'external'], ({ destination }) => talksInternally(destination)),
  ),
  fault(
    'snatchpickup-of-answered-taken-call',
    'SP-PRE-2',
    'a call that was taken over and answered is taken from the talking agent',
    alsoAccepts(snatchpickup, ['called-ringing'], ({ destination }) => talksOnTakenCall(destination)),
  ),
];

const over: Fault[] = [
  fault(
    'phonepickup-after-answered-call',
    'PP-PRE-3 PP-RESPONSE-2',
    'once a call was answered and is over, success is answered until the next one rings',
    acceptedOnceOver(phonepickup, ({ kind, call }) => (kind === 'ended' ? call.holder.session : undefined)),
  ),
  fault(
    'phonepickup-after-taken-call-was-missed',
    'PP-PRE-3 PP-RESPONSE-2',
    'once the caller of a call that was taken over gave up, success is answered until the next one rings',
    acceptedOnceOver(phonepickup, ({ kind, call }) =>
      kind === 'gave-up' && call.takenFrom ? call.holder.session : undefined,
    ),
  ),
  fault(
    'phonepickup-after-call-was-taken',
    'PP-PRE-3 PP-RESPONSE-2',
    'an agent whose call was taken over gets success for picking it up',
    acceptedOnceOver(phonepickup, robbed),
  ),
  fault(
    'snatchpickup-after-taken-call-was-missed',
    'SP-PRE-2 SP-RESPONSE-2',
    'from an agent that took a call over whose caller gave up, success is answered',
    acceptedOnceOver(snatchpickup, ({ kind, call }) =>
      kind === 'gave-up' && call.takenFrom ? call.holder.session : undefined,
    ),
  ),
  fault(
    'snatchpickup-from-robbed-agent',
    'SP-PRE-2 SP-RESPONSE-2',
    'from an agent whose call was taken over already, success is answered once more',
    acceptedOnceOver(snatchpickup, robbed),
  ),
];

const notRinging: Fault[] = [
  fault(
    'snatchpickup-from-calling-agent',
    'SP-PRE-2 SP-PRE-3',
    'from an agent that calls a colleague the call is taken that rings there',
    {
      ...alsoAccepts(
        snatchpickup,
        ['called-ringing', 'external'],
        ({ destination }) => destination?.call?.from === destination && destination?.call?.state === 'alerting',
      ),
      execute(x, perform) {
        const call = asks(x, snatchpickup) ? x.destination?.call : undefined;
        if (call && call.from === x.destination) x.destination = call.holder;
        perform();
      },
    },
  ),
  fault(
    'snatchpickup-from-agent-signed-out-by-force',
    'SP-PRE-2 SP-RESPONSE-2',
    'from an agent that was signed out by force success is answered',
    () => {
      const forced = new WeakSet<Agent>();
      return {
        ...alsoAccepts(
          snatchpickup,
          ['called-signed-in', 'called-ringing'],
          ({ destination }) => destination !== undefined && !destination.session && forced.has(destination),
        ),
        answer(x, answer) {
          if (x.operation?.name === 'forcelogout' && x.agent) forced.add(x.agent);
          return answer;
        },
      };
    },
  ),
];

/** Accepted of a call that was answered or is over, or of a phone that never rang. */
export const storiesOfCallsThatDoNotRing: readonly Fault[] = [...answered, ...over, ...notRinging];
