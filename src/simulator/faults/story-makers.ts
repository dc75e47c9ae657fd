import type { Agent } from '../agents';
import type { Exchange } from '../exchange';
import type { Cause, Hooks } from '../hooks';
import type { Session } from '../sessions';
import { type EventChange, lost } from './event-changes';
import { asks, type Pickup, phonepickup } from './fault';

/** Refused in states in which every prerequisite holds. */
export function alsoRefuses(pickup: Pickup, prerequisite: string, when: (x: Exchange) => boolean): Hooks {
  return {
    prerequisite: (x, name, holds) => holds && !(asks(x, pickup) && name === prerequisite && when(x)),
  };
}

/** Accepted although a prerequisite does not hold. */
export function alsoAccepts(pickup: Pickup, prerequisites: readonly string[], when: (x: Exchange) => boolean): Hooks {
  return {
    prerequisite: (x, name, holds) => holds || (asks(x, pickup) && prerequisites.includes(name) && when(x)),
  };
}

/** Looks at the events of calls without changing them. */
export function watching(see: (cause: Cause) => void): Hooks {
  return {
    events(cause, notices) {
      see(cause);
      return notices;
    },
  };
}

/** The session in which something happened, told by the events of a call or by a request that was answered. */
export interface Happening {
  byEvents?: (cause: Cause) => Session | undefined;
  byAnswer?: (x: Exchange) => Session | undefined;
}

/** Its phone rang, and the caller gave up. */
export const missedCall: Happening = {
  byEvents: ({ kind, call }) => (kind === 'gave-up' ? call.holder.session : undefined),
};
export const answeredByHandset: Happening = {
  byEvents: (cause) => (cause.kind === 'answered' && cause.by === 'handset' ? cause.call.holder.session : undefined),
};
/** Its call was taken over. */
export const robbed = ({ kind, call }: Cause): Session | undefined =>
  kind === 'moved' ? call.takenFrom?.session : undefined;
export const signedInByForce: Happening = {
  byAnswer: ({ operation, session }) => (operation?.name === 'forcelogin' ? session : undefined),
};

/** It signed in with this status. */
export const signedIn = (status: Session['between']): Happening => ({
  byAnswer: ({ operation, session }) =>
    operation?.name === 'sign-in' && session?.between === status ? session : undefined,
});

export const itself = ({ agent }: Exchange): Agent | undefined => agent;
export const called = ({ destination }: Exchange): Agent | undefined => destination;

/** The sessions in which something happened. */
function sessionsAfter({ byEvents, byAnswer }: Happening) {
  const such = new WeakSet<Session>();
  const note = (session: Session | undefined) => void (session && such.add(session));
  const hooks: Hooks = {
    ...watching((cause) => note(byEvents?.(cause))),
    answer(x, answer) {
      note(byAnswer?.(x));
      return answer;
    },
  };
  return { has: (session: Session | undefined) => session !== undefined && such.has(session), hooks };
}

/** Refused for the rest of a session once something happened in it, to the agent itself or to the one that is called. */
export function refusedAfter(pickup: Pickup, prerequisite: string, happening: Happening, who = itself): () => Hooks {
  return () => {
    const { has, hooks } = sessionsAfter(happening);
    return { ...hooks, ...alsoRefuses(pickup, prerequisite, (x) => has(who(x)?.session)) };
  };
}

/** Accepted for the rest of a session, although a prerequisite does not hold. */
export function acceptedAfter(
  pickup: Pickup,
  prerequisite: string,
  happening: Happening,
  also: (x: Exchange) => boolean,
): () => Hooks {
  return () => {
    const { has, hooks } = sessionsAfter(happening);
    return { ...hooks, ...alsoAccepts(pickup, [prerequisite], (x) => has(x.session) && also(x)) };
  };
}

/** Accepted of an agent that lost its call, until its phone has another one. */
export function acceptedOnceOver(pickup: Pickup, over: (cause: Cause) => Session | undefined): () => Hooks {
  const [prerequisite, who] =
    pickup === phonepickup ? (['alerting', itself] as const) : (['called-ringing', called] as const);
  return () => {
    const such = new Set<Session>();
    return {
      ...alsoAccepts(pickup, [prerequisite], (x) => {
        const { call, session } = who(x) ?? {};
        return call === undefined && session !== undefined && such.has(session);
      }),
      ...watching((cause) => {
        const { session } = cause.call?.holder ?? {};
        if (session && (cause.kind === 'ring' || cause.kind === 'moved')) such.delete(session);
        const free = over(cause);
        if (free) such.add(free);
      }),
    };
  };
}

/** What a prerequisite refused is done when the same agent asks for the same again. */
export function acceptedAtSecondTry(pickup: Pickup, prerequisite: string): () => Hooks {
  return () => {
    const tried = new WeakMap<Session, Agent | undefined>();
    return {
      ...alsoAccepts(
        pickup,
        [prerequisite],
        ({ session, destination }) => session !== undefined && tried.has(session) && tried.get(session) === destination,
      ),
      answer(x, answer) {
        if (asks(x, pickup) && x.refusedBy === prerequisite && x.session) tried.set(x.session, x.destination);
        return answer;
      },
    };
  };
}

/** An event is lost at some moment of each call that a session has after something happened in it. */
export function lostAfter(happening: Happening, moment: (cause: Cause) => boolean, eventType: string): () => Hooks {
  return () => {
    const { has, hooks } = sessionsAfter(happening);
    const lose: EventChange = lost(eventType);
    return {
      ...hooks,
      events(cause, notices) {
        hooks.events?.(cause, notices);
        return moment(cause) && has(cause.call?.holder.session) ? lose(notices, cause) : notices;
      },
    };
  };
}
