import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { InBetweenCounts, InBetweenKind } from '../evidence/in-between';
import type { Observation } from '../evidence/observation';
import { observeBreach } from './breach';
import { observeSeries } from './breach-series';
import { DeadGuids } from './dead-guids';
import { isOfASeries } from './interludes';
import type { Lab } from './lab';
import { NeverSignedIn, namesNeverSignedIn } from './never-signed-in';
import { nothingSeen } from './nothing-seen';
import { observeRace } from './race';
import { Refusals } from './refusals';
import { SecondLooks } from './second-looks';
import { SharedPickups } from './shared-pickups';
import { sharesItsCall } from './shared-states';
import { NotLent, StageFailure } from './stage-failure';
import { undisturbedAndSent, withWhatIsKnown } from './undisturbed';
import { NO_DRIVER, unmet } from './unmet';

/** A case takes at most four agents; with so many to each worker, one may be busy with waiting. */
const SPARE_AGENTS = 6;

/**
 * Brings cases to their observations. Refusals that can share a ringing call are observed together, when the first of
 * them is asked for; pickups that are the same request are made once.
 */
export class Observer {
  private readonly observed = new Map<string, Promise<Observation>>();
  /** What the site lacks for a case, by its id: asked for often. */
  private readonly lacking = new Map<string, string | undefined>();
  private readonly secondLooks: SecondLooks;
  private readonly pickups: SharedPickups;
  private readonly neverSignedIn: NeverSignedIn;
  private readonly deadGuids = new DeadGuids();

  constructor(
    private readonly lab: Lab,
    /** Shared by all processes of the run. */
    runDirectory: string,
    /** Walks through stories; without it there are none. */
    private readonly explore: (of: Case) => Promise<Observation> = () =>
      Promise.reject(new StageFailure('this run does not explore')),
  ) {
    this.secondLooks = new SecondLooks(lab.site);
    this.pickups = new SharedPickups(lab, runDirectory, this.secondLooks);
    this.neverSignedIn = new NeverSignedIn(lab, runDirectory);
  }

  /**
   * To be called before the first case, with all of the run. Observes what must come first, and begins what takes long and
   * what these cases will need, where the site has agents to spare for it: never without the number of `processes`.
   */
  async prepare(cases: readonly Case[], processes = Number.POSITIVE_INFINITY): Promise<void> {
    const { site } = this.lab;
    for (const of of cases.filter((each) => namesNeverSignedIn(each) && this.unmet(each) === undefined)) {
      const seen = await this.neverSignedIn.observed(of, () => this.observe(of, []));
      this.observed.set(of.id, Promise.resolve(seen));
    }
    const waits = cases.some((each) => DeadGuids.takesLong(each) && this.unmet(each) === undefined);
    if (waits && site.agents.length >= SPARE_AGENTS * processes) await this.deadGuids.beginAside(this.lab);
  }

  /** The observation of `of`; `companions` are the cases that may be observed with it. */
  observe(of: Case, companions: readonly Case[]): Promise<Observation> {
    const known = this.observed.get(of.id);
    if (known !== undefined) return known;
    const gone = this.lab.gone();
    if (gone !== undefined) return this.told(of, async () => nothingSeen(of, { inconclusive: gone }));
    if (sharesItsCall(of)) this.observeTogether(of, companions);
    else if (isOfASeries(of, this.lab.site)) this.observeInSeries(of, companions);
    else
      this.observed.set(
        of.id,
        this.told(of, () => this.observeAlone(of)),
      );
    return this.observed.get(of.id) ?? Promise.reject(new Error(`no observation of ${of.id}`));
  }

  private observeTogether(of: Case, companions: readonly Case[]): void {
    const unmet = this.unmet(of);
    if (unmet !== undefined) {
      this.observed.set(of.id, Promise.resolve(nothingSeen(of, { notApplicable: unmet })));
      return;
    }
    const together = companions.filter(
      (each) =>
        sharesItsCall(each) &&
        each.operation === of.operation &&
        each.section === of.section &&
        placeOf(each) === placeOf(of) &&
        !this.observed.has(each.id) &&
        this.unmet(each) === undefined,
    );
    if (!together.some(({ id }) => id === of.id)) together.push(of);
    // What may succeed, and so uses the call up, comes last.
    const ordered = [...together].sort((a, b) => Number(mayBeAccepted(a)) - Number(mayBeAccepted(b)));
    const all = new Refusals(this.lab, this.operation(of), this.deadGuids, this.secondLooks).observe(ordered);
    for (const each of ordered)
      this.observed.set(
        each.id,
        this.told(each, async () => (await all).get(each.id) ?? nothingSeen(each, { inconclusive: 'never sent' })),
      );
  }

  /** Cases whose prerequisites are broken beside a call that rings all the time share that call. */
  private observeInSeries(of: Case, companions: readonly Case[]): void {
    const together = [of, ...companions.filter((each) => each.id !== of.id && isOfASeries(each, this.lab.site))].filter(
      (each) => each.operation === of.operation && !this.observed.has(each.id) && this.unmet(each) === undefined,
    );
    const all = observeSeries(this.lab, this.operation(of), together, (each) => this.observeAlone(each));
    for (const each of together.length > 0 ? together : [of])
      this.observed.set(
        each.id,
        this.told(each, async () => (await all).get(each.id) ?? nothingSeen(each, { inconclusive: 'never sent' })),
      );
  }

  private async observeAlone(of: Case): Promise<Observation> {
    const { stage } = of;
    const operation = this.operation(of);
    switch (stage.name) {
      case 'ringing':
      case 'pickup':
        return this.pickups.observe(of);
      case 'breach':
      case 'own-call':
      case 'answerable-after-refusal':
        return undisturbedAndSent(this.lab, operation, of, () => observeBreach(this.lab, operation, of));
      case 'race':
        return undisturbedAndSent(this.lab, operation, of, () => observeRace(this.lab, operation, of, stage.between));
      case 'story':
        return this.explore(of);
    }
  }

  private async told(of: Case, observe: () => Promise<Observation>): Promise<Observation> {
    const unmet = this.unmet(of);
    if (unmet !== undefined) return nothingSeen(of, { notApplicable: unmet });
    const { inBetween: before } = this.lab.gateway;
    try {
      const seen = await observe();
      this.lab.idle();
      return withInBetween(withWhatIsKnown(this.lab, seen), before, this.lab.gateway.inBetween);
    } catch (error) {
      this.lab.idle();
      if (error instanceof NotLent) return nothingSeen(of, this.lab.without(error));
      if (error instanceof StageFailure) return nothingSeen(of, { inconclusive: error.message });
      throw error;
    }
  }

  private unmet(of: Case): string | undefined {
    const { site, contract, driver } = this.lab;
    if (!this.lacking.has(of.id))
      this.lacking.set(of.id, unmet(of, { site, contract, ...(driver.available ? {} : { noCalls: NO_DRIVER }) }));
    return this.lacking.get(of.id);
  }

  private operation(of: Case): OperationContract {
    return this.lab.contract.operations[of.operation];
  }
}

/** Answers of something in between that came while it was observed, or while what it shares a call with was. */
function withInBetween(seen: Observation, before: InBetweenCounts, after: InBetweenCounts): Observation {
  const came = Object.entries(after).flatMap(([kind, count]) => {
    const more = count - (before[kind as InBetweenKind] ?? 0);
    return more > 0 ? [[kind, more]] : [];
  });
  return came.length === 0 ? seen : { ...seen, inBetween: Object.fromEntries(came) as InBetweenCounts };
}

/** Requests can share a call that rings at the same place. */
function placeOf({ stage }: Case): string {
  return stage.name === 'ringing' ? `${stage.picker ?? ''} ${stage.called ?? ''}` : ' ';
}

function mayBeAccepted({ expect }: Case): boolean {
  return expect.outcome !== 'refused';
}
