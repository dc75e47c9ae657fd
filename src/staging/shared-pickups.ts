import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, PickupStage } from '../cases/case';
import { pairOf } from '../cases/id-texts';
import { afterForcedSignIn, secondCall } from '../cases/shared-stages';
import type { OperationContract } from '../contract/contract';
import type { Exchange } from '../evidence/exchange';
import type { Observation } from '../evidence/observation';
import { lostInTransit } from '../evidence/transit';
import { delay, now } from '../gateway/clock';
import { outcomeOf, succeeded } from '../gateway/envelope';
import type { Lab } from './lab';
import { onTheWayOf } from './on-the-way';
import { observePickupBehindOthers } from './pickup-behind-others';
import type { SecondLooks } from './second-looks';
import { NotLent, SessionLost, StageFailure } from './stage-failure';
import { undisturbedAndSent } from './undisturbed';

/** While another worker makes a pickup. */
const LOOK_AGAIN_MS = 50;

/**
 * Pickups made once in a run, for all cases that send the same request on the same stage: a call is dear. What one
 * worker has observed lies in the run's directory for the others; an observation is plain data.
 */
export class SharedPickups {
  private readonly mine = new Map<string, Promise<Observation>>();
  private readonly directory: string;

  constructor(
    private readonly lab: Lab,
    runDirectory: string,
    private readonly secondLooks: SecondLooks,
  ) {
    this.directory = join(runDirectory, 'pickups');
    mkdirSync(this.directory, { recursive: true });
  }

  async observe(of: Case): Promise<Observation> {
    if (of.expect.outcome === 'refused') return this.onTheWay(of);
    if (of.stage.name === 'pickup' && of.stage.after === 'takeover') return this.takenOver(of);
    const answered = await this.answeredAfterTakeover(of);
    const { onTheWay, ...pickup } = answered ?? (await this.once(of));
    const seen = { ...pickup, caseId: of.id };
    if (of.needs?.guidWithEvent && !seen.guidWithEvent)
      return { ...seen, notApplicable: 'no answer to an event poll brought an event and a new Guid at once' };
    if (of.needs?.guidWhileRinging && !seen.guidWhileRinging)
      return { ...seen, notApplicable: 'the gateway handed out no new Guid while the phone rang' };
    if (of.needs?.forcedSignIn && seen.notForced !== undefined) return { ...seen, notApplicable: seen.notForced };
    if (of.needs?.occupied && seen.notOccupied !== undefined) return { ...seen, notApplicable: seen.notOccupied };
    if (of.needs?.freed && !seen.freed)
      return { ...seen, notApplicable: 'the gateway does not let an agent become busy and say that it is free' };
    return withCallBeside(of, seen);
  }

  private once(of: Case): Promise<Observation> {
    const { contentType, ...others } = of.stimulus;
    const operation = this.lab.contract.operations[of.operation];
    const stimulus = contentType === operation.contentType ? others : of.stimulus;
    const key = createHash('sha256')
      .update(JSON.stringify([of.operation, of.stage, stimulus]))
      .digest('hex')
      .slice(0, 24);
    const known = this.mine.get(key);
    if (known !== undefined) return known;
    const look = () =>
      undisturbedAndSent(this.lab, operation, of, () =>
        observePickupBehindOthers(this.lab, operation, { ...of, stimulus }),
      );
    const observation = this.readOrMake(join(this.directory, `${key}.json`), async () =>
      this.secondLooks.observe(operation, of, await look(), look),
    );
    this.mine.set(key, observation);
    // Other agents may fare better.
    observation.then(
      ({ inconclusive }) => inconclusive !== undefined && this.mine.delete(key),
      (error) => error instanceof SessionLost && this.mine.delete(key),
    );
    return observation;
  }

  private async readOrMake(file: string, make: () => Promise<Observation>): Promise<Observation> {
    const known = read(file) ?? (await this.ofAnotherWorker(file));
    if (known) return known;
    try {
      // Another worker may have been done between the look and the claim.
      const done = read(file);
      if (done) return done;
      const observation = await make();
      if (observation.inconclusive !== undefined) return observation;
      writeFileSync(`${file}.${process.pid}`, JSON.stringify({ ...observation, worker: this.lab.worker }));
      renameSync(`${file}.${process.pid}`, file);
      return observation;
    } finally {
      rmSync(claimOn(file), { force: true });
    }
  }

  /** What another worker is about to observe, where it comes within the time that an event may take; else it is this worker's. */
  private async ofAnotherWorker(file: string): Promise<Observation | undefined> {
    const until = now() + this.lab.site.events.deadlineMs;
    while (!isMine(claimOn(file)) && now() < until) {
      await delay(LOOK_AGAIN_MS);
      const known = read(file);
      if (known) return known;
    }
    return undefined;
  }

  /**
   * A call that an agent took over is answered by phonepickup: that is a pickup of its own, by an agent whose phone
   * alerts. Undefined where the takeover did not get so far; then phonepickup gets a call of its own.
   */
  private async answeredAfterTakeover(of: Case): Promise<Observation | undefined> {
    const { snatchpickup } = this.lab.contract.operations;
    const { stage } = of;
    if (of.operation === snatchpickup.name || stage.name !== 'pickup' || stage.picker === undefined) return undefined;
    // At both ends of the range a phone of its own rings.
    const { minimum, maximum } = this.lab.contract.operations[of.operation].agentId;
    if ([minimum, maximum].includes(Number(stage.picker))) return undefined;
    const pair = pairOf(snatchpickup, Number(stage.picker)).asPicker;
    const isLent = (id: string | undefined) =>
      id !== undefined && this.lab.site.agents.some((agent) => agent.id === id);
    if (Object.keys(of.stimulus).length > 0 || !isLent(pair.picker) || !isLent(pair.called)) return undefined;
    const takeover = await this.once({ ...of, operation: snatchpickup.name, stage: { name: 'pickup', ...pair } });
    return takeover.answering && succeeded(takeover.answering) ? ofAnswering(takeover, takeover.answering) : undefined;
  }

  /** The request that was sent on the way to the pickup on this stage. */
  private async onTheWay(of: Case): Promise<Observation> {
    const { phonepickup, snatchpickup } = this.lab.contract.operations;
    const { after = '', before = after } = of.stage.name === 'pickup' ? of.stage : {};
    const takenOver = before === 'takeover';
    const isSnatch = of.operation === snatchpickup.name;
    const elsewhere = of.stage.name === 'pickup' && of.stage.group !== undefined;
    const plain: Case = { ...of, stimulus: {}, expect: { outcome: 'accepted' } };
    const pickup: Case =
      (takenOver || isSnatch) && !elsewhere
        ? { ...plain, operation: (takenOver ? snatchpickup : phonepickup).name, stage: { name: 'pickup' } }
        : plain;
    const { onTheWay, stimuli, answering, worker, inconclusive } = await this.once(pickup);
    const seen = onTheWay?.[onTheWayOf(of)];
    if (!seen && takenOver && !answering) throw notReached('no phone was to be answered', inconclusive, stimuli[0]);
    if (!seen && onTheWay && elsewhere)
      throw new StageFailure('the agent that was to reach for the call could not become busy before');
    if (!seen && onTheWay?.['snatched with two IDs'])
      throw new StageFailure('the agent that was to reach for the call could not sign out before');
    if (!seen && onTheWay && isSnatch)
      throw new NotLent('the site lends no further agent of the group that could reach for the call');
    if (!seen && onTheWay)
      throw new NotLent('the phone of an agent that places an internal call alerts for that as well');
    if (!seen) throw notReached('no phone was to be answered', inconclusive, stimuli[0]);
    return { ...seen, caseId: of.id, ...(worker === undefined ? {} : { worker }) };
  }

  /** The phonepickup behind a takeover, however it went. */
  private async takenOver(of: Case): Promise<Observation> {
    const { snatchpickup } = this.lab.contract.operations;
    const stage = of.stage.name === 'pickup' ? takeoverBeside(snatchpickup, of.stage) : of.stage;
    const takeover = await this.once({ ...of, operation: snatchpickup.name, stage });
    const { answering, stimuli } = takeover;
    if (!answering) throw notReached('no call was taken over', takeover.inconclusive, stimuli[0]);
    return withCallBeside(of, { ...ofAnswering(takeover, answering), caseId: of.id });
  }
}

/** Why there is nothing to be judged of a pickup that another one was to lead to. */
function notReached(what: string, inconclusive: string | undefined, sent: Exchange | undefined): StageFailure {
  if (inconclusive !== undefined) return new StageFailure(inconclusive);
  const lost = sent && lostInTransit(sent) !== undefined ? 'lost on the way: ' : '';
  return new StageFailure(`${lost}${what}: ${sent ? outcomeOf(sent) : 'no answer'}`);
}

function ofAnswering(takeover: Observation, answering: Exchange): Observation {
  const { onTheWay, again, repetition, earlierTries, answeringRepetition, answeringTries, ...pickup } = takeover;
  const { called, picker, others, phones } = pickup.cast;
  return {
    ...pickup,
    cast: { picker, others: [...(called === undefined ? [] : [called]), ...others], phones },
    stimuli: [answering],
    ...(again ? { again: again.answering ? ofAnswering(again, again.answering) : again } : {}),
    ...(answeringRepetition && { repetition: answeringRepetition }),
    ...(answeringTries && { earlierTries: answeringTries }),
    ...(takeover.moments.handsetLifted === undefined ? {} : { explainedFrom: takeover.moments.handsetLifted }),
    moments: { ...takeover.moments, requestSent: answering.sentAt, requestAccepted: answering.endedAt },
  };
}

/** The takeover, made anyway, during which another agent of the group does what it must. */
function takeoverBeside(snatchpickup: OperationContract, { beside }: PickupStage): PickupStage {
  if (beside === undefined) return { name: 'pickup' };
  return beside === 'talking' ? afterForcedSignIn(snatchpickup) : secondCall(snatchpickup);
}

function withCallBeside(of: Case, seen: Observation): Observation {
  if (!of.needs?.beside || seen.beside) return seen;
  return {
    ...seen,
    notApplicable: seen.notBeside ?? 'the site lends no third agent of the group that could have a call as well',
  };
}

function claimOn(file: string): string {
  return `${file}.being-made`;
}

/** Claims what nobody has claimed. */
function isMine(claim: string): boolean {
  try {
    writeFileSync(claim, '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function read(file: string): Observation | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Observation;
  } catch {
    return undefined;
  }
}
