import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import { mayBeCutOff } from '../contract/cut-off-methods';
import type { Exchange } from '../evidence/exchange';
import { isPage } from '../evidence/in-between';
import type { Observation } from '../evidence/observation';
import { isOfTheRinging } from '../evidence/of-the-ringing';
import { isNoAccident, lostInTransit, neverArrived, wasTurnedAway, waySoLost } from '../evidence/transit';
import { forbiddenEvents } from './forbidden-events';
import type { Lab } from './lab';
import { NotLent, StageFailure } from './stage-failure';

/** A stage that the network spoiled is set so often before its case is left without a verdict. */
export const ATTEMPTS = 6;
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

/** The stimulus of an observation that got lost: it may not have been cut off, and its answer not be known to be the gateway's own. */
export function isLost(lab: Lab, { stimuli }: Pick<Observation, 'stimuli'>): boolean {
  return stimuli.some((exchange) => mayBeLost(exchange) && lab.known.timesOwn(exchange) === undefined);
}

function mayBeLost(exchange: Exchange): boolean {
  // To be cut off is one thing, a page another.
  return lostInTransit(exchange) !== undefined && (isPage(exchange) || !mayBeCutOff(exchange.request.method));
}

/** What goes with an answer that its like have always got: so it need not be sent again. */
export function withWhatIsKnown(lab: Lab, seen: Observation): Observation {
  const lost = seen.stimuli.find(mayBeLost);
  const known = lost && lab.known.timesOwn(lost);
  if (!lost || known === undefined || seen.repetition) return seen;
  return { ...seen, repetition: { sent: 1, alike: 1, ordinary: lab.traffic(lost), known } };
}

/**
 * Finds out whether a lost stimulus is the network's or the gateway's doing, by sending it again on other stages: all of
 * `lost` together, by `observe`. What is answered then is judged, unless what was seen before `stands` against the gateway
 * whatever its answer was. One that never arrived is observed anew.
 */
export async function sentAgain(
  lab: Lab,
  lost: readonly Observation[],
  observe: (caseIds: readonly string[]) => Promise<ReadonlyMap<string, Observation>>,
  stands: (before: Observation) => boolean,
): Promise<Map<string, Observation>> {
  const settled = new Map<string, Observation>();
  let open = lost.map((first) => counted(lab, first, 1, 1));
  for (let sent = 2; open.length > 0 && sent <= SENT_AT_MOST && lab.gone() === undefined; sent++) {
    const again = await observe(open.map(({ caseId }) => caseId)).catch(nothingLearnt);
    const still: Observation[] = [];
    for (const before of open) {
      const seen = again.get(before.caseId);
      const next = seen && compare(lab, before, seen, stands);
      if (next?.stimuli.some(mayBeLost) && goesOn(next)) still.push(next);
      else settled.set(before.caseId, next ?? before);
      if (next && !still.includes(next)) learn(lab, before, next);
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

function compare(
  lab: Lab,
  before: Observation,
  seen: Observation,
  stands: (before: Observation) => boolean,
): Observation {
  const { sent = 1, alike = 1 } = before.repetition ?? {};
  // The stage could not be set again: nothing new was learnt.
  if (seen.stimuli.length === 0 || seen.disturbed) return counted(lab, before, sent, alike);
  const lostAgain = seen.stimuli.some(mayBeLost);
  if (before.stimuli.every((each) => lostInTransit(each) === undefined || neverArrived(each)))
    return lostAgain ? counted(lab, seen, 1, 1) : seen;
  if (!lostAgain && !stands(before)) return withEarlierTries(before, seen);
  const kept = withEarlierTries(before, lostAgain && stands(seen) ? seen : before);
  // What went with it is controlled by one that arrives.
  const { onTheWay = before.onTheWay } = lostAgain ? before : seen;
  const known = onTheWay ? { ...kept, onTheWay } : kept;
  return counted(lab, known, sent + 1, alike + Number(lostAgain && wayOf(seen) === wayOf(before)));
}

/** What was seen in the end, with what came of the requests before it. */
export function withEarlierTries(before: Observation, seen: Observation): Observation {
  const { repetition, ...answered } = seen;
  const surroundings = [...before.stimuli.filter((each) => !seen.stimuli.includes(each)), ...seen.surroundings];
  return { ...answered, surroundings, earlierTries: triesWith(before) };
}

/** What became of the stimulus so far, one line for each time that it was sent. */
function triesWith({ stimuli, earlierTries = [] }: Observation): readonly string[] {
  const lost = stimuli.map(lostInTransit).find((each) => each !== undefined);
  return [...earlierTries, lost ?? 'answered'];
}

export function counted(lab: Lab, seen: Observation, sent: number, alike: number): Observation {
  const lost = seen.stimuli.find(mayBeLost);
  return { ...seen, repetition: { sent, alike, ordinary: lost ? lab.traffic(lost) : { sent: 0, lost: 0 } } };
}

function goesOn({ repetition }: Observation): boolean {
  return repetition !== undefined && !isNoAccident(repetition);
}

function learn(lab: Lab, before: Observation, settled: Observation): void {
  const lost = before.stimuli.find(mayBeLost);
  if (lost) lab.known.settled(lost, settled.repetition !== undefined && isNoAccident(settled.repetition));
}

function wayOf({ stimuli }: Observation): string {
  const lost = stimuli.find(mayBeLost);
  return lost ? waySoLost(lost) : '';
}

/** One observation of a case with a stage of its own: undisturbed, and where its stimulus got lost, sent again. */
export async function undisturbedAndSent(
  lab: Lab,
  operation: OperationContract,
  of: Case,
  observe: () => Promise<Observation>,
): Promise<Observation> {
  const seen = await undisturbed(lab, observe);
  if (!isLost(lab, seen) || seen.disturbed) return seen;
  const again = await sentAgain(
    lab,
    [seen],
    async () => new Map([[seen.caseId, await undisturbed(lab, observe)]]),
    (before) => standsAgainst(operation, of, before),
  );
  return again.get(seen.caseId) ?? seen;
}

/**
 * Is something to be held against the gateway, whatever the lost answer said? An effect of what must be refused; an effect of
 * what was turned away in front of it, so that the answer was its own.
 */
export function standsAgainst(operation: OperationContract, of: Case, seen: Observation): boolean {
  if (of.stage.name === 'race') return false;
  if (seen.sideEffect !== undefined) return true;
  const mayTakeEffect = of.expect.outcome !== 'refused';
  if (mayTakeEffect && !seen.stimuli.some(wasTurnedAway)) return false;
  const first = operation.trace.events.flatMap(({ event, after }) => (after === 'request accepted' ? [event] : []));
  const [sender = seen.cast.picker] = seen.stimuli.flatMap(({ agentId }) => agentId ?? []);
  const events = forbiddenEvents(operation, seen).filter((event) => !isOfTheRinging(event, seen));
  return mayTakeEffect
    ? events.some(({ agentId, eventType }) => agentId === sender && first.includes(eventType))
    : events.length > 0;
}
