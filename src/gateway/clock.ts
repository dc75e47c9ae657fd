/** What everything that waits, or says when something was, goes by. A test may put another in its place. */
export interface Clock {
  /** Milliseconds since this clock started. */
  now(): number;
  /** Runs the action once, `ms` from now; the function returned cancels it. */
  after(ms: number, action: () => void): () => void;
  /** An answer is on order, which this clock must not run ahead of; the function returned says that it has come. */
  ordered(): () => void;
}

export const realClock: Clock = {
  now: () => Math.round(performance.now() * 1000) / 1000,
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
  ordered: () => () => {},
};

let clock = realClock;

/** Puts another clock in the place of this process's; the function returned puts the present one back. */
export function useClock(other: Clock): () => void {
  const before = clock;
  clock = other;
  return () => {
    clock = before;
  };
}

/** Milliseconds since this process's clock started; the time base of every exchange and event record. */
export function now(): number {
  return clock.now();
}

/** Runs the action once, `ms` from now; the function returned cancels it. */
export function after(ms: number, action: () => void): () => void {
  return clock.after(ms, action);
}

/** Resolves after `ms` milliseconds; for deadlines of the protocol, never for hoping that something has happened. */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}

/** An answer is awaited; the function returned must be called once it has come, or will not. */
export function ordered(): () => void {
  return clock.ordered();
}
