import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { delay } from './clock';

/** Slots are this much longer than the rate asks for, so that a request may leave late and no second holds too many. */
const SLOTS_PER_RATE_MS = 1050;
/** A sender that wakes later than this, in milliseconds, takes another slot. */
const LATE_MS = 40;
const KEPT_MS = 5000;

/**
 * Spaces requests evenly: all processes that share `directory` together never send more than `perSecond` in any second.
 * Each request takes a slot of time, by making a file that can be made only once; a process that dies leaves nothing
 * that others wait for.
 */
export class Pace {
  private readonly slotMs: number;
  private last = 0;
  private taken: number[] = [];

  constructor(
    perSecond: number,
    private readonly directory: string,
  ) {
    this.slotMs = SLOTS_PER_RATE_MS / perSecond;
    mkdirSync(directory, { recursive: true });
    this.forget(readdirSync(directory).map(Number));
  }

  /** Resolves when the next request may go out. */
  async turn(): Promise<void> {
    for (;;) {
      const at = this.take() * this.slotMs;
      const wait = at - Date.now();
      if (wait > 0) await delay(wait);
      if (Date.now() <= at + LATE_MS) return;
    }
  }

  private take(): number {
    let slot = Math.max(Math.ceil(Date.now() / this.slotMs), this.last + 1);
    while (!this.isFirstAt(slot)) slot += 1;
    this.last = slot;
    this.taken.push(slot);
    this.taken = this.forget(this.taken);
    return slot;
  }

  private isFirstAt(slot: number): boolean {
    try {
      closeSync(openSync(join(this.directory, String(slot)), 'wx'));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /** Removes slots that are long past; returns the others. */
  private forget(slots: readonly number[]): number[] {
    const past = (slot: number) => slot * this.slotMs < Date.now() - KEPT_MS;
    for (const slot of slots.filter(past)) rmSync(join(this.directory, String(slot)), { force: true });
    return slots.filter((slot) => !past(slot));
  }
}
