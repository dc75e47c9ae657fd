import type { EventRecord } from '../evidence/event-record';
import type { Exchange } from '../evidence/exchange';
import { RINGS_AT_LEAST_MS } from '../evidence/of-the-ringing';
import type { AgentSession } from '../gateway/agent-session';
import { delay, now } from '../gateway/clock';
import { ALERTING, isCallOver, isRingingOver } from './call-events';
import { BUSY, fence } from './fence';
import type { Scene } from './scene';
import { NotLent, StageFailure } from './stage-failure';

/** Late in the ringing is when so much of its time has passed. */
const LATE = 0.75;
/** Until so much of it has passed, the end of a call that is told is that of an earlier one. */
const LONG_BEFORE = 0.5;
/** A renewal falls due when so much of the ringing has passed; the poll that brings it may wait long. */
const RENEWED = 0.1;

/** Waits, where that is not too long, until the next renewal of the picker's Guid will come while its phone, or the other one, rings. */
export async function letRenewalComeInRinging(scene: Scene): Promise<void> {
  const { authMode, guid, limits } = scene.lab.site;
  const { issuedAt = now() } = scene.picker.guids.currentIssue ?? {};
  const early = issuedAt + guid.intervalMs - ringMsOf(scene) * RENEWED - now();
  if (authMode === 2 && early > 0 && early <= limits.maxWaitMs) await delay(early);
}

/**
 * The phone rings until the exchange gives up; then its agent is idle. Where it goes on, it is left without a call; an agent
 * that is signed out for that stays so.
 */
export async function ringOut(scene: Scene): Promise<void> {
  const { lab, ringing: session } = scene;
  const { deadlineMs } = lab.site.events;
  const ringMs = ringMsOf(scene);
  await scene.ring(session);
  const begun = now();
  const from = session.log.end;
  const before = new Map(lab.signedIn.map((each) => [each, each.log.end]));
  try {
    // A gateway need not tell of it: then only time shows it. What comes long before tells of an earlier call.
    await session.log.waitFor(
      (event) => event.at > begun + ringMs * LONG_BEFORE && isRingingOver(event),
      from,
      ringMs + deadlineMs,
    );
    const over = session.log.end;
    lab.calls.over(session, from);
    await lab.calls.settle([session]);
    // It may have made its agent busy; the fence makes it idle.
    const { proven } = await fence(session, deadlineMs);
    // Where nothing told of the end it may be ringing once more by now.
    const again = session.log.events.findIndex(({ eventType, at }) => eventType === ALERTING && at > begun + ringMs);
    await offeredToNobody(scene, new Map([...before, [session, again < 0 ? over : Math.min(again, over)]]));
    if (session.lost !== undefined)
      throw new NotLent(`the gateway signs an agent out that does not answer: agent ${session.id}, ${session.lost}`);
    const detail = `it could not become busy and idle; a phone must not ring longer than calls.ringMs (${ringMs} ms)`;
    scene.prove(`agent ${session.id}, whose phone rang out, is idle again`, proven, proven ? '' : detail);
  } catch (error) {
    if (error instanceof StageFailure || error instanceof NotLent) await scene.reset(session);
    throw error;
  }
}

/**
 * An exchange may offer a call that nobody answered once more, to the same agent or to another one, which need not be of
 * the cast: then there is one to pick up.
 */
async function offeredToNobody(scene: Scene, from: ReadonlyMap<AgentSession, number>): Promise<void> {
  const { lab } = scene;
  const { deadlineMs } = lab.site.events;
  const alerts = ({ eventType }: EventRecord) => eventType === ALERTING;
  await Promise.race([delay(deadlineMs), ...[...from].map(([{ log }, end]) => log.waitFor(alerts, end, deadlineMs))]);
  for (const [session, end] of from) {
    if (!session.log.events.slice(end).some(alerts)) continue;
    lab.calls.rings(session, 'external', { from: end });
    if (session !== scene.ringing) await scene.reset(session);
    lab.soil(session);
    throw new NotLent(`a call that nobody answers is offered once more, to agent ${session.id}`);
  }
}

/** The phone goes on until the ringing is nearly over. */
export async function ringLong(scene: Scene): Promise<void> {
  const { rang = now() } = scene.moments;
  await delay(Math.max(0, rang + ringMsOf(scene) * LATE - now()));
}

/** Until when (ms) a phone rings that is made to ring now, unless its call is answered or ended. */
export function ringsUntil({ lab }: Scene): number {
  return now() + (lab.site.calls.ringMs ?? RINGS_AT_LEAST_MS);
}

/** After a refusal: had the phone stopped ringing when it was sent, as its agent is told, if late, or as the time says? */
export async function rangOut(scene: Scene, until: number, from: number, { sentAt }: Exchange): Promise<boolean> {
  const { lab, ringing } = scene;
  return sentAt > until || (await ringing.log.waitFor(isCallOver, from, lab.site.events.deadlineMs)) !== undefined;
}

/** After a refusal: that the phone had not stopped ringing meanwhile. Its agent may be told of it late, or by its state alone. */
export async function seeRangStill(scene: Scene): Promise<void> {
  const { lab, moments, ringing } = scene;
  const { rang = 0 } = moments;
  const tellsOfEnd = (event: EventRecord) => event.at > rang && (isCallOver(event) || event.eventType === BUSY);
  const over = await ringing.log.waitFor(tellsOfEnd, 0, lab.site.events.deadlineMs);
  const detail = over
    ? `${over.eventType} came ${Math.round(over.at - rang)} ms after it began; calls.ringMs says ${ringMsOf(scene)} ms`
    : '';
  scene.prove(`the phone of agent ${ringing.id} rings still`, over === undefined, detail);
}

function ringMsOf({ lab }: Scene): number {
  return lab.site.calls.ringMs ?? 0;
}
