/** All times and timers of the simulated gateway go through a clock, so that tests can move it. */
export interface Clock {
  now(): number;
  /** Runs the action once, `ms` from now; the function returned cancels it. */
  after(ms: number, action: () => void): () => void;
  /** A request is being answered; the function returned says that it is answered, or its client gone. */
  answering?(): () => void;
}

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    // A waiting timer must not keep a process alive whose servers are closed.
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface ManualClock extends Clock {
  /** Moves the time on and runs what falls due on the way, in the order of its time. */
  advance(ms: number): void;
}

interface Due {
  at: number;
  action: () => void;
}

export function manualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start;
  const waiting = new Set<Due>();

  function next(until: number): Due | undefined {
    let first: Due | undefined;
    for (const due of waiting) if (due.at <= until && (!first || due.at < first.at)) first = due;
    return first;
  }

  return {
    now: () => now,
    after(ms, action) {
      const due = { at: now + ms, action };
      waiting.add(due);
      return () => waiting.delete(due);
    },
    advance(ms) {
      const until = now + ms;
      for (let due = next(until); due; due = next(until)) {
        waiting.delete(due);
        now = due.at;
        due.action();
      }
      now = until;
    },
  };
}
