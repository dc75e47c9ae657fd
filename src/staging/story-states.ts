import type { Exchange } from '../evidence/exchange';
import type { BetweenCalls, SeenInStep, SignInManner, StoryStep } from '../evidence/story';
import type { AgentSession, SignInOptions } from '../gateway/agent-session';
import { succeeded } from '../gateway/envelope';
import { BUSY, fence, NO_LONGER_BUSY, quietTime } from './fence';
import { awaitEvent, seeBetween } from './story-calls';

/** What each manner of a sign-in asks for. */
export const SIGN_INS: Readonly<Record<SignInManner, SignInOptions>> = {
  'by force': { force: true },
  busy: { status: 3 },
  'wrapping up': { status: 5 },
  'wrapping up after calls': { wrapUpAfterCalls: true },
  unlinked: { unlinked: true },
};

/** A busy that is refused while the gateway still winds a call up is tried again. */
const ATTEMPTS = 4;

/** Makes an agent busy, and sees it told; `keep` is handed every exchange. */
export async function becomeBusy(session: AgentSession, keep: (exchange: Exchange) => Exchange): Promise<SeenInStep> {
  const from = session.log.end;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (succeeded(keep(await session.sayBusy()))) {
      const { deadlineMs } = session.gateway.site.events;
      const seen = await awaitEvent(session, BUSY, from, deadlineMs, BUSY);
      return { done: seen, happened: seen };
    }
    await quietTime(session);
  }
  return { done: false, happened: false };
}

/** Makes an agent idle, from `busy` or from a wrap-up, and sees it told; `keep` is handed the exchange. */
export async function becomeIdle(
  session: AgentSession,
  busy: boolean,
  keep: (exchange: Exchange) => Exchange,
): Promise<SeenInStep> {
  const from = session.log.end;
  const done = succeeded(keep(await (busy ? session.cancelBusy() : session.sayFree())));
  const event = busy ? NO_LONGER_BUSY : 'AgentState_Ready';
  const seen = done && (await awaitEvent(session, event, from, session.gateway.site.events.deadlineMs, event));
  return { done: seen, happened: seen };
}

/**
 * What is learnt once an agent is signed in. Whose state was not known before may still be winding up a call, whatever its new
 * session is told: it is idle when it can become busy.
 * @param from position in the agent's log before the sign-in
 */
export async function seeSignedIn(
  { who, as }: Extract<StoryStep, { do: 'signs in' }>,
  session: AgentSession,
  from: number,
  before: BetweenCalls,
): Promise<SeenInStep> {
  const seen = { done: true, happened: true };
  await seeBetween(session, from);
  if (before !== 'unknown' || as === 'busy' || as === 'wrapping up') return seen;
  const { proven } = await fence(session, session.gateway.site.events.deadlineMs);
  return proven ? seen : { ...seen, between: { [who]: 'unknown' } };
}
