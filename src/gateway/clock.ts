import { covered } from '../evidence/own-delays';
import { type Span, Wakefulness } from './wakefulness';

/** What everything that waits, or says when something was, goes by. A test may put another in its place. */
export interface Clock {
  /** Milliseconds since this clock started. */
  now(): number;
  /** Runs the action once, `ms` from now; the function returned cancels it. */
  after(ms: number, action: () => void): () => void;
  /** An answer is on order, which this clock must not run ahead of; the function returned says that it has come. */
  ordered(): () => void;
  /** When in a window nothing could be done because the process was not scheduled; absent: it always was. */
  asleep?(from: number, to: number): readonly Span[];
}

let wakefulness: Wakefulness | undefined;

export const realClock: Clock = {
  now: () => Math.round(performance.now() * 1000) / 1000,
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
  ordered: () => () => {},
  asleep: (from, to) => wakefulness?.asleep(from, to) ?? [],
};

/** A wait is made longer by what the process slept through, but not to more than so many times its length. */
const LONGEST = 4;
/** Less is not worth another look at the clock, in milliseconds. */
const LEAST_MS = 1;

let clock = realClock;

/** Puts another clock in the place of this process's; the function returned puts the present one back. */
export function useClock(other: Clock): () => void {
  const before = clock;
  clock = other;
  return () => {
    clock = before;
  };
}

/** From here on this process notes when it was not scheduled. */
export function watchWakefulness(): void {
  wakefulness ??= new Wakefulness(realClock.now);
}

/** Milliseconds since this process's clock started; the time base of every exchange and event record. */
export function now(): number {
  return clock.now();
}

/** When, between two times, this process was not scheduled. */
export function asleep(from: number, to: number): readonly Span[] {
  return clock.asleep?.(from, to) ?? [];
}

/** Runs the action once, `ms` from now; the function returned cancels it. */
export function after(ms: number, action: () => void): () => void {
  return clock.after(ms, action);
}

/**
 * Runs the action once this process was scheduled for `ms`: a time limit that this process slept through says nothing,
 * because what was awaited may lie there unread. The function returned cancels it.
 */
export function afterAwake(ms: number, action: () => void, by: Clock = clock): () => void {
  const from = by.now();
  let granted = 0;
  let cancel = by.after(ms, look);
  function look(): void {
    const slept = Math.min(covered(by.asleep?.(from, by.now()) ?? [], from, by.now()), ms * (LONGEST - 1));
    const more = slept - granted;
    granted = slept;
    if (more > LEAST_MS) cancel = by.after(more, look);
    else action();
  }
  return () => cancel();
}

/** Resolves after `ms` milliseconds; for deadlines of the protocol, never for hoping that something has happened. */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}

/** The same, but only time in which this process was scheduled counts. */
export function delayAwake(ms: number): Promise<void> {
  return new Promise((resolve) => afterAwake(ms, resolve));
}

/** An answer is awaited; the function returned must be called once it has come, or will not. */
export function ordered(): () => void {
  return clock.ordered();
}
