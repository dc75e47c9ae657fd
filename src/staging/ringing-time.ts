import { delay, now } from '../gateway/clock';
import { isRingingOver } from './call-events';
import { fence, quiet } from './fence';
import type { Scene } from './scene';
import { StageFailure } from './stage-failure';

/** Late in the ringing is when so much of its time has passed. */
const LATE = 0.75;
/** A renewal falls due when so much of the ringing has passed; the poll that brings it may wait long. */
const RENEWED = 0.1;

/** Waits, where that is not too long, until the next renewal of the picker's Guid will come while its phone, or the other one, rings. */
export async function letRenewalComeInRinging(scene: Scene): Promise<void> {
  const { authMode, guid, limits } = scene.lab.site;
  const { issuedAt = now() } = scene.picker.guids.currentIssue ?? {};
  const early = issuedAt + guid.intervalMs - ringMsOf(scene) * RENEWED - now();
  if (authMode === 2 && early > 0 && early <= limits.maxWaitMs) await delay(early);
}

/** The phone rings until the exchange gives up; then its agent is idle. Where it goes on, it is left without a call. */
export async function ringOut(scene: Scene): Promise<void> {
  const { lab, ringing: session } = scene;
  const { deadlineMs } = lab.site.events;
  const ringMs = ringMsOf(scene);
  await scene.ring(session);
  const from = session.log.end;
  try {
    // A gateway need not tell of it: then only time shows it.
    await session.log.waitFor(isRingingOver, from, ringMs + deadlineMs);
    lab.calls.over(session, from);
    await lab.calls.settle([session]);
    // It may have made its agent busy; the fence makes it idle.
    const { proven } = await fence(session, deadlineMs);
    const detail = `it could not become busy and idle; a phone must not ring longer than calls.ringMs (${ringMs} ms)`;
    scene.prove(`agent ${session.id}, whose phone rang out, is idle again`, proven, proven ? '' : detail);
  } catch (error) {
    if (error instanceof StageFailure) await scene.reset(session);
    throw error;
  }
}

/** The phone that rings goes on until the ringing is nearly over. */
export async function ringLong(scene: Scene): Promise<void> {
  const { rang = now() } = scene.moments;
  await delay(Math.max(0, rang + ringMsOf(scene) * LATE - now()));
  ringsStill(scene);
}

/** After a refusal: that the phone had not stopped ringing meanwhile. */
export async function seeRangStill(scene: Scene): Promise<void> {
  await quiet(scene.ringing);
  ringsStill(scene);
}

function ringsStill(scene: Scene): void {
  const { moments, ringing } = scene;
  const over = ringing.log.events.find((event) => event.at > (moments.rang ?? 0) && isRingingOver(event));
  const detail = over
    ? `${over.eventType} came ${Math.round(over.at - (moments.rang ?? 0))} ms after it began, sooner than calls.ringMs says (${ringMsOf(scene)} ms)`
    : '';
  scene.prove(`the phone of agent ${ringing.id} rings still`, over === undefined, detail);
}

function ringMsOf({ lab }: Scene): number {
  return lab.site.calls.ringMs ?? 0;
}
