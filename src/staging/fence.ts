import type { Observation } from '../evidence/observation';
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
 * Proves that no event of this agent is still under way: makes it busy and idle again, and sees the events of that.
 * Whatever the gateway queued before must have come first. Where the gateway raises no such event, a quiet time passes
 * instead. `proven` is false when the agent could not even become busy: it is not idle. `withinMs`: how long it may take to
 * become idle, beyond a few attempts.
 */
export async function fence(session: AgentSession, withinMs = 0): Promise<{ proven: boolean; by: Absence }> {
  const { deadlineMs, quietMs } = session.gateway.site.events;
  const until = now() + withinMs;
  for (let attempt = 1; attempt <= ATTEMPTS || now() < until; attempt++) {
    const from = session.log.end;
    const busy = await session.sayBusy();
    if (succeeded(busy)) {
      const seen = (await session.awaitEvent(BUSY, ({ eventType }) => eventType === BUSY, from, deadlineMs)).event;
      // Refused also where it was done already and only the answer was lost; then its event shows it.
      const idleAgain = succeeded(await session.cancelBusy()) || (await isIdleAgain(session, from));
      if (seen)
        await session.awaitEvent(NO_LONGER_BUSY, ({ eventType }) => eventType === NO_LONGER_BUSY, from, deadlineMs);
      else await delayAwake(quietMs);
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
export function absenceBy(
  fences: readonly { id: string; proven: boolean; by: Absence }[],
): NonNullable<Observation['absence']> {
  return {
    by: fences.every(({ by }) => by === 'fence')
      ? 'fence'
      : fences.some(({ by }) => by === 'nothing')
        ? 'nothing'
        : 'quiet time',
    agents: fences.filter(({ proven }) => proven).map(({ id }) => id),
  };
}

/** Resolves once the agent's queue was seen empty, or the site's quiet time has passed without an event. */
export async function quiet(session: AgentSession): Promise<'empty poll' | 'quiet time'> {
  const { quietMs } = session.gateway.site.events;
  return Promise.race([
    session.emptyPoll().then(() => 'empty poll' as const),
    delayAwake(quietMs).then(() => 'quiet time' as const),
  ]);
}
