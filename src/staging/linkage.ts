import type { Exchange } from '../evidence/exchange';
import { lostInTransit } from '../evidence/transit';
import type { AgentSession } from '../gateway/agent-session';
import { succeeded } from '../gateway/envelope';
import type { Scene } from './scene';

/**
 * Enables the phone linkage right after a sign-in, which asked for it already. Where a gateway refuses that, or does not serve
 * it, linkage may be on all the same: the alerting phone shows it.
 */
export function enableLinkage(scene: Scene, session: AgentSession): Promise<void> {
  return enableLinkageAt(scene, session, (exchange) => scene.surroundings.push(exchange));
}

/** The same on another stage; `keep` is handed the exchange. */
export async function enableLinkageAt(
  stage: Pick<Scene, 'prove'>,
  session: AgentSession,
  keep: (exchange: Exchange) => unknown,
): Promise<void> {
  const exchange = await session.setLinkage(true);
  keep(exchange);
  stage.prove(`agent ${session.id} enables its phone linkage`, mayBeLinked(session, exchange), session.linkageRefused);
}

/** Enabled, or refused to an agent that is signed in; what was lost on the way tells nothing, and an event that it failed all. */
export function mayBeLinked(session: AgentSession, exchange: Exchange): boolean {
  session.noteEnd(exchange);
  if (session.linkageFailed !== undefined) return false;
  return succeeded(exchange) || (lostInTransit(exchange) === undefined && session.lost === undefined);
}

/** What may be why a phone does not alert; empty where linkage could be enabled. */
export function whyUnlinked({ linkageRefused }: AgentSession): string {
  return linkageRefused === undefined ? '' : `; it could not enable its phone linkage: ${linkageRefused}`;
}
