import type { AgentSession } from '../gateway/agent-session';
import { heartbeatMs } from '../gateway/heartbeat';
import type { Scene } from './scene';

/** A renewal comes with the answer to a poll or heartbeat, so up to one of those after the interval; a gateway's polls may wait long. */
const POLL_SLACK_MS = 12_000;

/** Waits until an event poll has handed out a newer Guid than the one that holds now. */
export async function awaitRenewal(scene: Pick<Scene, 'lab' | 'prove'>, session: AgentSession): Promise<void> {
  const { guid, events } = scene.lab.site;
  const beat = events.mode === 'push' ? heartbeatMs(scene.lab.site) : guid.intervalMs;
  const slack = Math.max(POLL_SLACK_MS, beat);
  const count = session.guids.count;
  if (!session.lost) await session.guids.next(guid.intervalMs + slack);
  scene.prove(
    `agent ${session.id} was handed a new Guid`,
    session.guids.count > count,
    session.guids.count > count
      ? ''
      : `no Set-GUID in an answer to a poll or heartbeat within ${guid.intervalMs + slack} ms`,
  );
}
