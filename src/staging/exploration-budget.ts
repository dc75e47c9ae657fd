import { walksOf } from '../cases/exploration';

/** Of an operation's steps, what is kept to confirm and to shorten what is found. */
const KEPT = 0.4;

/** The steps that one operation's walks may take: half of the site's budget. */
export class ExplorationBudget {
  private taken = 0;
  private readonly all: number;
  private readonly perWalk: number;
  private readonly shares = new Map<string, { left: number }>();

  /** @param steps the site's budget */
  constructor(steps: number) {
    this.all = Math.max(1, Math.floor(steps / 2));
    // The same in each run, whatever was found before: a walk can be repeated alone.
    this.perWalk = Math.max(1, Math.floor((this.all * (1 - KEPT)) / walksOf(steps)));
  }

  get left(): number {
    return this.all - this.taken;
  }

  /** What a walk may take to explore; nothing where others used the budget up. */
  shareOf(caseId: string): { left: number } {
    const share = this.shares.get(caseId) ?? { left: this.left < this.perWalk ? 0 : this.perWalk };
    this.shares.set(caseId, share);
    return share;
  }

  pay(steps: number): void {
    this.taken += steps;
  }
}
