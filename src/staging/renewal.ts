import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import type { IssuedGuid } from '../gateway/guid-chain';
import { heartbeatMs } from '../gateway/heartbeat';
import { busyAndIdle } from './fence';
import type { Scene } from './scene';

/** A renewal comes with the answer to a poll or heartbeat, so up to one of those after the interval; a gateway's polls may wait long. */
const POLL_SLACK_MS = 12_000;

/** Events are raised from so long before a renewal is due on, in milliseconds. */
const BEFORE_DUE_MS = 50;
/** So often at most, and with so long between, in milliseconds: then its renewal waits for something else. */
const MOST_FENCES = 20;
const BETWEEN_FENCES_MS = 10;

/**
 * Waits for a renewal, and lets it come with an event: from when the interval is nearly over, the polls are answered with
 * the agent's becoming busy and idle. A renewal that comes with an empty answer all the same is as good, but brings none.
 */
export async function awaitRenewalWithEvent(scene: Pick<Scene, 'lab' | 'prove'>, session: AgentSession): Promise<void> {
  const { currentIssue } = session.guids;
  const { guid, events } = scene.lab.site;
  const due = (currentIssue?.issuedAt ?? 0) + guid.intervalMs;
  if (events.mode === 'poll') {
    await session.guids.next(Math.max(0, due - BEFORE_DUE_MS - now()));
    await raiseEvents(session, currentIssue);
  }
  if (session.guids.currentIssue === currentIssue) await awaitRenewal(scene, session);
}

/**
 * Waits until an event poll has handed out a newer Guid than the one that holds now. A gateway may do so only with an event:
 * where none comes in time, one that is `idle` is made busy for a moment, which raises some.
 */
export async function awaitRenewal(
  scene: Pick<Scene, 'lab' | 'prove'>,
  session: AgentSession,
  idle = true,
): Promise<void> {
  const { guid, events } = scene.lab.site;
  const isPolled = events.mode === 'poll';
  const longest = guid.intervalMs + Math.max(POLL_SLACK_MS, isPolled ? guid.intervalMs : heartbeatMs(scene.lab.site));
  const { count, currentIssue } = session.guids;
  const isDue = () => session.guids.count === count && !session.lost;
  const since = now();
  const left = () => Math.max(0, since + longest - now());
  const overdue = (currentIssue?.issuedAt ?? since) + guid.intervalMs + POLL_SLACK_MS;
  if (isPolled && idle && isDue()) {
    await session.guids.next(Math.min(left(), Math.max(0, overdue - now())));
    await raiseEvents(session, currentIssue);
  }
  if (isDue()) await session.guids.next(left());
  const isNew = session.guids.count > count;
  scene.prove(
    `agent ${session.id} was handed a new Guid`,
    isNew,
    isNew ? '' : `no Set-GUID in an answer to a poll or heartbeat within ${longest} ms`,
  );
}

/** Makes an agent busy and idle, with the events of that, until it is handed a newer Guid. */
async function raiseEvents(session: AgentSession, issue: IssuedGuid | undefined): Promise<void> {
  const isDue = () => session.guids.currentIssue === issue && !session.lost;
  for (let fences = 0; isDue() && fences < MOST_FENCES; fences++) {
    await busyAndIdle(session);
    if (isDue()) await session.guids.next(BETWEEN_FENCES_MS);
  }
}
