import { loadavg } from 'node:os';

const QUIET_LOAD = 0.7;
const LONGEST_WAIT_MS = 180_000;
const LOOK_AGAIN_MS = 5000;

/** Waits for the machine to have little else to do, but not for ever; resolves with its load. */
export async function quietMachine(): Promise<{ load: number; quiet: boolean }> {
  const until = Date.now() + LONGEST_WAIT_MS;
  while (load() >= QUIET_LOAD && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  return { load: load(), quiet: load() < QUIET_LOAD };
}

/** Processes that ran or wanted to, on the average of the last minute. */
export function load(): number {
  return loadavg()[0] ?? 0;
}
