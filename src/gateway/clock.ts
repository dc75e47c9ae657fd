/** Milliseconds since this process's clock started; the time base of every exchange and event record. */
export function now(): number {
  return Math.round(performance.now() * 1000) / 1000;
}

/** Resolves after `ms` milliseconds; for deadlines of the protocol, never for hoping that something has happened. */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
