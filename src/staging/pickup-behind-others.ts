import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import { asksFor } from '../evidence/asks-for';
import type { Exchange } from '../evidence/exchange';
import type { Observation, OnTheWay } from '../evidence/observation';
import { isNoAccident, lostInTransit, waySoLost } from '../evidence/transit';
import { succeeded } from '../gateway/envelope';
import { forbiddenEvents } from './forbidden-events';
import type { Lab } from './lab';
import { isBeforeTakeover, ON_THE_WAY } from './on-the-way';
import { observePickup } from './pickup';
import { ATTEMPTS, isLost, sentAgain } from './undisturbed';

/**
 * A pickup with requests on its way that must be refused. What they did must not be held against the pickup: where it was
 * not as if they had never been sent, the pickup is made anew without them, and what differs is held against the one that
 * it goes with.
 */
export async function observePickupBehindOthers(
  lab: Lab,
  operation: OperationContract,
  of: Case,
): Promise<Observation> {
  const seen = await observeAsIfAlone(lab, operation, of);
  // It is sent again for another call, with its own requests on the way.
  if (isLost(lab, seen)) return seen;
  const settled = isPickupLost(lab, seen) ? await untilItArrives(lab, operation, of, seen) : seen;
  const { onTheWay } = settled;
  if (settled.inconclusive !== undefined || onTheWay === undefined) return settled;
  const lost = ON_THE_WAY.flatMap((which) => named(which, onTheWay[which])).filter((each) => isLost(lab, each));
  if (lost.length === 0) return settled;
  const repeat = async (wanted: readonly string[]) => {
    const which = ON_THE_WAY.filter((each) => wanted.includes(each));
    const repeated = await observeArrived(lab, operation, of, which);
    return new Map(which.flatMap((each) => named(each, repeated.onTheWay?.[each])).map((each) => [each.caseId, each]));
  };
  const again = await sentAgain(lab, lost, repeat, (before) => isAnswered(lab, before));
  const known = [...again].map(([which, each]) => [which, { ...each, caseId: of.id }]);
  return { ...settled, onTheWay: { ...onTheWay, ...Object.fromEntries(known) } };
}

/**
 * The phonepickup behind a takeover got lost: the takeover is made again until one arrives. A pickup that got lost controls
 * nothing of what was on its way, either.
 */
async function untilItArrives(
  lab: Lab,
  operation: OperationContract,
  of: Case,
  first: Observation,
): Promise<Observation> {
  const { answering } = first;
  if (first.inconclusive !== undefined || !answering) return first;
  let alike = 1;
  for (let sent = 2; sent <= ATTEMPTS && lab.gone() === undefined; sent++) {
    const other = await observeAsIfAlone(lab, operation, of);
    if (other.inconclusive !== undefined || !other.answering) continue;
    if (!isPickupLost(lab, other))
      return {
        ...other,
        surroundings: [answering, ...other.surroundings],
        answeringTries: [lostInTransit(answering) ?? ''],
      };
    alike += Number(waySoLost(other.answering) === waySoLost(answering));
    if (lab.known.timesOwn(other.answering) !== undefined) return other;
    const repetition = { sent, alike, ordinary: lab.traffic(answering) };
    if (sent === ATTEMPTS || isNoAccident(repetition)) return { ...first, answeringRepetition: repetition };
  }
  return first;
}

/** All that goes with one pickup is of one case: to be told apart they go by what they are. */
function named(which: OnTheWay, seen: Observation | undefined): Observation[] {
  return seen ? [{ ...seen, caseId: which }] : [];
}

/** The pickup without what the requests on its way did to it, and those by what they did alone. */
async function observeAsIfAlone(lab: Lab, operation: OperationContract, of: Case): Promise<Observation> {
  const first = await observePickup(lab, operation, of);
  const { onTheWay = {} } = first;
  const suspects = ON_THE_WAY.filter((which) => onTheWay[which] && !isHarmless(lab, onTheWay[which]));
  // A pickup that got lost on the way fails for that.
  if (suspects.length === 0 || first.inconclusive !== undefined || isPickupLost(lab, first)) return first;
  const without = await observeArrived(lab, operation, of, []);
  if (without.inconclusive !== undefined || !isPickedUp(without)) return { ...without, onTheWay };
  const told: Partial<Record<OnTheWay, Observation>> = { ...onTheWay };
  for (const which of suspects) {
    const seen = onTheWay[which];
    if (!seen || (isBeforeTakeover(which) ? seen.stimuli.some(succeeded) : isAnswered(lab, seen))) continue;
    const again = (await observeArrived(lab, operation, of, [which])).onTheWay?.[which] ?? seen;
    // What the network came between compares with nothing.
    if (again.inconclusive !== undefined) told[which] = again;
    else
      told[which] = isHarmless(lab, again)
        ? repeatedHarmless(seen, again, suspects.length === 1)
        : isAnswered(lab, again)
          ? again
          : compared(again, await observeArrived(lab, operation, of, [which], durationOf(again)));
  }
  return { ...without, onTheWay: told };
}

/** A pickup that something in between answered, or that got lost, compares with nothing: it is made again, a few times. */
async function observeArrived(...asked: Parameters<typeof observePickup>): Promise<Observation> {
  const [lab] = asked;
  let seen = await observePickup(...asked);
  for (let sent = 2; sent <= ATTEMPTS && isPickupLost(lab, seen) && lab.gone() === undefined; sent++)
    seen = await observePickup(...asked);
  return seen;
}

/** What is to be said of a request behind which the pickup failed once; `alone`: no other was sent before it then. */
function repeatedHarmless(seen: Observation, again: Observation, alone: boolean): Observation {
  return alone
    ? { ...again, inconclusive: `unstable: ${seen.control?.detail ?? ''}; repeated it was harmless` }
    : again;
}

/** What is to be said of a request behind which the pickup failed again; `without` it all else was as with it. */
function compared(again: Observation, without: Observation): Observation {
  const { control } = again;
  if (!control) return again;
  if (without.inconclusive !== undefined) return { ...again, inconclusive: without.inconclusive };
  return isPickedUp(without)
    ? { ...again, sideEffect: `${control.detail}; without the refused request it succeeded` }
    : { ...again, control: { ...control, detail: `${control.detail}; without the refused request as well` } };
}

function durationOf({ stimuli }: Observation): number {
  return stimuli.reduce((sum, { sentAt, endedAt }) => sum + endedAt - sentAt, 0);
}

function isPickupLost(lab: Lab, seen: Observation): boolean {
  return isLost(lab, { stimuli: pickupsOf(seen) });
}

function isHarmless(lab: Lab, request: Observation): boolean {
  return request.control?.succeeded === true && !isAnswered(lab, request);
}

/** Answered with success, or by an event of a pickup. */
function isAnswered({ contract }: Lab, request: Observation): boolean {
  const { phonepickup, snatchpickup } = contract.operations;
  const isSnatch = request.stimuli.some((each) => asksFor(each, snatchpickup.name));
  return (
    request.stimuli.some(succeeded) ||
    forbiddenEvents(isSnatch ? snatchpickup : phonepickup, request).some(
      ({ agentId }) => agentId === request.cast.picker,
    )
  );
}

function isPickedUp(seen: Observation): boolean {
  return pickupsOf(seen).every(succeeded);
}

/** What was to pick the call up: the stimulus, and behind a takeover the phonepickup that answers it. */
function pickupsOf({ stimuli, answering }: Observation): readonly Exchange[] {
  return answering ? [...stimuli, answering] : stimuli;
}
