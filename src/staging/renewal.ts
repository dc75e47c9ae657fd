import type { AgentSession } from '../gateway/agent-session';
import { delay, now } from '../gateway/clock';
import type { Scene } from './scene';

const LOOK_AGAIN_MS = 20;
/** A renewal comes with a poll's answer, so up to one poll after the interval. */
const POLL_SLACK_MS = 12_000;

/** Waits until an event poll has handed out a newer Guid than the one that holds now. */
export async function awaitRenewal(scene: Scene, session: AgentSession): Promise<void> {
  const { guid } = scene.lab.site;
  const count = session.guids.count;
  const until = now() + guid.intervalMs + POLL_SLACK_MS;
  while (session.guids.count === count && now() < until && !session.lost) await delay(LOOK_AGAIN_MS);
  scene.prove(
    `agent ${session.id} was handed a new Guid`,
    session.guids.count > count,
    session.guids.count > count ? '' : `no Set-GUID in a poll's answer within ${guid.intervalMs + POLL_SLACK_MS} ms`,
  );
}
