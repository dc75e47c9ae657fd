import type { Observation } from '../evidence/observation';
import { lostInTransit } from '../evidence/transit';
import type { AgentSession } from '../gateway/agent-session';
import { delay, delayAwake, now } from '../gateway/clock';
import { succeeded } from '../gateway/envelope';

/** Events that only the fence's own requests raise. [cec_07_1210 to 1212] */
export const BUSY = 'AgentState_SetNotReady_Success';
export const NO_LONGER_BUSY = 'AgentState_CancelNotReady_Success';

/** How often a refused busy is tried again, while the gateway is still winding a call up. */
const ATTEMPTS = 5;
const BETWEEN_ATTEMPTS_MS = 60;

export type Absence = 'fence' | 'quiet time' | 'nothing';

/**
 * Proves that no event of this agent is still under way, and that it is idle: by a note to it and by the state that the
 * gateway tells, where both can be relied on; else, and where it is not idle yet, by making it busy and idle.
 * `proven` is false when the agent is not idle. `withinMs`: how long it may take to become idle, beyond a few attempts.
 */
export async function fence(session: AgentSession, withinMs = 0): Promise<{ proven: boolean; by: Absence }> {
  const { notes, states } = session.gateway;
  if (notes.trusted && (await states.isIdle(session)) === true && (await notes.reach(session)))
    return { proven: true, by: 'fence' };
  const fenced = await busyAndIdle(session, withinMs);
  // An agent that cannot become busy can still be written to.
  if (fenced.by !== 'nothing' || !notes.trusted || !(await notes.reach(session))) return fenced;
  return { proven: false, by: 'fence' };
}

/**
 * Makes an agent busy and idle again, and sees the events of that: whatever the gateway queued before must have come first.
 * Where the gateway raises no such event, a quiet time passes instead.
 */
export async function busyAndIdle(session: AgentSession, withinMs = 0): Promise<{ proven: boolean; by: Absence }> {
  const { site, states } = session.gateway;
  const { deadlineMs, quietMs } = site.events;
  const until = now() + withinMs;
  const told = await states.sample(session);
  for (let attempt = 1; attempt <= ATTEMPTS || now() < until; attempt++) {
    const from = session.log.end;
    const busy = await session.sayBusy();
    // Also an agent that is not idle may become busy; one that may not is not idle.
    if (attempt === 1 && !succeeded(busy) && lostInTransit(busy) === undefined) told(false);
    if (succeeded(busy)) {
      const seen = (await session.awaitEvent(BUSY, ({ eventType }) => eventType === BUSY, from, deadlineMs)).event;
      const whileBusy = seen && (await states.sample(session));
      // Refused also where it was done already and only the answer was lost; then its event shows it.
      const idleAgain = succeeded(await session.cancelBusy()) || (await isIdleAgain(session, from));
      whileBusy?.(false);
      if (seen)
        await session.awaitEvent(NO_LONGER_BUSY, ({ eventType }) => eventType === NO_LONGER_BUSY, from, deadlineMs);
      else await delayAwake(quietMs);
      if (seen && idleAgain) (await states.sample(session))(true);
      return { proven: idleAgain, by: seen ? 'fence' : 'quiet time' };
    }
    session.noteEnd(busy);
    if (session.lost) break;
    if (attempt > 1) await session.sayFree();
    await delay(BETWEEN_ATTEMPTS_MS);
  }
  return { proven: false, by: 'nothing' };
}

async function isIdleAgain(session: AgentSession, from: number): Promise<boolean> {
  const { quietMs } = session.gateway.site.events;
  return (await session.log.waitFor((event) => event.eventType === NO_LONGER_BUSY, from, quietMs)) !== undefined;
}

/** What the fences of several agents prove together: as much as the weakest of them. */
export function absenceBy(fences: readonly { id: string; by: Absence }[]): NonNullable<Observation['absence']> {
  return {
    by: fences.every(({ by }) => by === 'fence')
      ? 'fence'
      : fences.some(({ by }) => by === 'nothing')
        ? 'nothing'
        : 'quiet time',
    agents: fences.filter(({ by }) => by !== 'nothing').map(({ id }) => id),
  };
}

/**
 * Resolves once no event of the agent is under way that anything before may have raised: a note has come where notes can be
 * relied on, else its queue was seen empty or the site's quiet time has passed.
 */
export async function quiet(session: AgentSession): Promise<'note' | 'empty poll' | 'quiet time'> {
  if (session.gateway.notes.trusted && (await session.gateway.notes.reach(session))) return 'note';
  return quietTime(session);
}

/** The same, but not by a note: for what comes from outside, or needs a while. */
export async function quietTime(session: AgentSession): Promise<'empty poll' | 'quiet time'> {
  const { quietMs } = session.gateway.site.events;
  return Promise.race([
    session.emptyPoll().then(() => 'empty poll' as const),
    delayAwake(quietMs).then(() => 'quiet time' as const),
  ]);
}
