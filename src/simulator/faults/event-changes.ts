import type { Call, LiftedBy } from '../calls';
import type { Cause, Hooks, Notice } from '../hooks';

/** What can happen to the events of one moment. */
export type EventChange = (notices: Notice[], cause: Cause) => Notice[];

type Moment = (cause: Cause) => boolean;

/** The phone is lifted, or its agent has answered by hand: each has events of its own then. */
function isAnswered(cause: Cause): cause is Extract<Cause, { by: LiftedBy }> {
  return cause.kind === 'lifted' || cause.kind === 'answered';
}

/** A phonepickup of a call that was not taken from anybody. */
export const atPhonepickup: Moment = (cause) =>
  isAnswered(cause) && cause.by === 'phonepickup' && !cause.call.takenFrom;
export const atTakeOver: Moment = (cause) => cause.kind === 'moved';
export const atAnswerOfTakenCall: Moment = (cause) => isAnswered(cause) && cause.call.takenFrom !== undefined;
export const atEndOfTakenCall: Moment = (cause) => cause.kind === 'ended' && cause.call.takenFrom !== undefined;

export function at(moment: Moment, change: EventChange): Hooks {
  return { events: (cause, notices) => (moment(cause) ? change(notices, cause) : notices) };
}

/** Only events to the agent that has the call, not those to the agent that placed it. */
function concerns(notice: Notice, eventType: string, cause: Cause): boolean {
  return notice.event.eventType === eventType && (cause.call === undefined || notice.to === cause.call.holder);
}

export function lost(...eventTypes: string[]): EventChange {
  return (notices, cause) => notices.filter((one) => !eventTypes.some((type) => concerns(one, type, cause)));
}

/** Of what one cause raises to one agent only the first is sent, with the poll that hangs; then nobody listens. */
export const firstOnly: EventChange = (notices) =>
  notices.filter((one, place) => notices.findIndex(({ to }) => to === one.to) === place);

export function isLastAgent({ call, exchange }: Cause): boolean {
  return exchange !== undefined && call?.holder.id === String(exchange.gateway.settings.range.last);
}

export function doubled(eventType: string): EventChange {
  return (notices, cause) => notices.flatMap((one) => (concerns(one, eventType, cause) ? [one, one] : [one]));
}

export function delayed(eventType: string, delayMs: number): EventChange {
  return each(eventType, (one) => ({ ...one, delayMs }));
}

export function renamed(eventType: string, name: string): EventChange {
  return each(eventType, (one) => ({ ...one, event: { ...one.event, eventType: name } }));
}

export function exchangedWith(eventType: string, other: string): EventChange {
  return (notices, cause) => {
    const first = notices.findIndex((one) => concerns(one, eventType, cause));
    const second = notices.findIndex((one) => concerns(one, other, cause));
    const [a, b] = [notices[first], notices[second]];
    return a && b ? notices.with(first, b).with(second, a) : notices;
  };
}

/** To another signed-in agent; to nobody where there is none. */
export function misaddressed(eventType: string): EventChange {
  return (notices, cause) =>
    notices.flatMap((one) => {
      if (!concerns(one, eventType, cause)) return [one];
      const other = cause.exchange
        ? [...cause.exchange.gateway.sessions.signedIn].find((agent) => agent !== one.to)
        : cause.call?.placedTo;
      return other && other !== one.to ? [{ ...one, to: other, event: { ...one.event, workNo: other.id } }] : [];
    });
}

export function content(
  eventType: string,
  change: (content: Record<string, unknown>, cause: Cause) => unknown,
): EventChange {
  return (notices, cause) =>
    notices.map((one) =>
      concerns(one, eventType, cause)
        ? { ...one, event: { ...one.event, content: change({ ...(one.event.content as object | null) }, cause) } }
        : one,
    );
}

function each(eventType: string, change: (notice: Notice) => Notice): EventChange {
  return (notices, cause) => notices.map((one) => (concerns(one, eventType, cause) ? change(one) : one));
}

/** The id of a call that rang before, or of none. */
export function otherCallId(call: Call | undefined): string {
  const [seconds = '', number = ''] = (call?.id ?? '').split('-');
  return `${seconds}-${Number(number) - 1}`;
}

/** An event that names another agent than the one that it goes to: one that is signed in, or the next ID. */
function forAnother(one: Notice, { exchange }: Cause): Notice {
  const others = [...(exchange?.gateway.sessions.signedIn ?? [])];
  const workNo = others.find((agent) => agent !== one.to)?.id ?? String(Number(one.to.id) + 1);
  return { ...one, event: { ...one.event, workNo } };
}

export function namedForAnother(eventType: string): EventChange {
  return (notices, cause) => notices.map((one) => (concerns(one, eventType, cause) ? forAnother(one, cause) : one));
}

/** The event as it is, and once more for another agent. */
export function doubledForAnother(eventType: string): EventChange {
  return (notices, cause) =>
    notices.flatMap((one) => (concerns(one, eventType, cause) ? [one, forAnother(one, cause)] : [one]));
}
