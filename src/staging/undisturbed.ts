import { mayBeCutOff } from '../contract/cut-off-methods';
import type { Observation } from '../evidence/observation';
import { isNoAccident, lostInTransit, neverArrived, waySoLost } from '../evidence/transit';
import type { Lab } from './lab';
import { NotLent, StageFailure } from './stage-failure';

/** A stage that the network spoiled is set so often before its case is left without a verdict. */
export const ATTEMPTS = 4;
/** A stimulus that gets lost is sent at most so often, each time on a stage of its own. */
const SENT_AT_MOST = 7;

/**
 * Observes until the network has kept out of it, a few times at most. Each time everything is new, the call as well: what
 * was sent once is never sent again on the same call.
 */
export async function undisturbed(lab: Lab, observe: () => Promise<Observation>): Promise<Observation> {
  for (let attempt = 1; ; attempt++) {
    const mark = lab.markDisturbances();
    const last = attempt === ATTEMPTS || lab.gone() !== undefined;
    try {
      const seen = await observe();
      if (!seen.disturbed || last || lab.gone() !== undefined) return seen;
    } catch (error) {
      const [disturbed] = lab.disturbancesSince(mark);
      // What the network spoiled tells nothing of what the site lends, either.
      if (!(error instanceof StageFailure || error instanceof NotLent) || disturbed === undefined) throw error;
      if (last || lab.gone() !== undefined)
        throw new StageFailure(`the network came between: ${disturbed}; ${error.message}`);
    }
  }
}

/** The stimulus of an observation that got lost, and may not have been cut off. */
export function isLost({ stimuli }: Observation): boolean {
  return stimuli.some((exchange) => lostInTransit(exchange) !== undefined && !mayBeCutOff(exchange.request.method));
}

/**
 * Finds out whether a lost stimulus is the network's or the gateway's doing, by sending it again on other stages: all of
 * `lost` together, by `observe`. One that never arrived is observed anew and nothing is held against anybody.
 */
export async function sentAgain(
  lab: Lab,
  lost: readonly Observation[],
  observe: (caseIds: readonly string[]) => Promise<ReadonlyMap<string, Observation>>,
): Promise<Map<string, Observation>> {
  const settled = new Map<string, Observation>();
  let open = lost.map((first) => counted(lab, first, 1, 1));
  for (let sent = 2; open.length > 0 && sent <= SENT_AT_MOST && lab.gone() === undefined; sent++) {
    const again = await observe(open.map(({ caseId }) => caseId)).catch(nothingLearnt);
    const still: Observation[] = [];
    for (const before of open) {
      const seen = again.get(before.caseId);
      const next = seen && compare(lab, before, seen);
      if (next && isLost(next) && goesOn(next)) still.push(next);
      else settled.set(before.caseId, next ?? before);
    }
    open = still;
  }
  for (const each of open) settled.set(each.caseId, each);
  return settled;
}

/** The stage could not be set: what was seen before stands as it is. */
function nothingLearnt(error: unknown): ReadonlyMap<string, Observation> {
  if (error instanceof StageFailure) return new Map();
  throw error;
}

function compare(lab: Lab, before: Observation, seen: Observation): Observation {
  const { sent = 1, alike = 1 } = before.repetition ?? {};
  // The stage could not be set again: nothing new was learnt.
  if (seen.stimuli.length === 0 || seen.disturbed) return counted(lab, before, sent, alike);
  if (before.stimuli.every((each) => lostInTransit(each) === undefined || neverArrived(each)))
    return isLost(seen) ? counted(lab, seen, 1, 1) : seen;
  // What went with it is controlled by one that arrives.
  const { onTheWay = before.onTheWay } = isLost(seen) ? before : seen;
  const known = onTheWay ? { ...before, onTheWay } : before;
  return counted(lab, known, sent + 1, alike + Number(isLost(seen) && wayOf(seen) === wayOf(before)));
}

function counted(lab: Lab, seen: Observation, sent: number, alike: number): Observation {
  return { ...seen, repetition: { sent, alike, ordinary: { ...lab.traffic() } } };
}

function goesOn({ repetition }: Observation): boolean {
  return repetition !== undefined && repetition.alike === repetition.sent && !isNoAccident(repetition);
}

function wayOf({ stimuli }: Observation): string {
  const lost = stimuli.find((exchange) => lostInTransit(exchange) !== undefined);
  return lost ? waySoLost(lost) : '';
}

/** One observation of a case with a stage of its own: undisturbed, and where its stimulus got lost, sent again. */
export async function undisturbedAndSent(lab: Lab, observe: () => Promise<Observation>): Promise<Observation> {
  const seen = await undisturbed(lab, observe);
  if (!isLost(seen) || seen.disturbed) return seen;
  const again = await sentAgain(lab, [seen], async () => new Map([[seen.caseId, await undisturbed(lab, observe)]]));
  return again.get(seen.caseId) ?? seen;
}
