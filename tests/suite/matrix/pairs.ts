import { createHash } from 'node:crypto';

/** Chooses the pairs; another seed chooses others. */
export const SEED = process.env.GATEWAY_PAIR_SEED || 'pairs';

/** So many different pairs of `all` for which `fits` holds, the same for the same seed. */
export function pairsOf<T>(all: readonly T[], count: number, fits: (a: T, b: T) => boolean, seed = SEED): [T, T][] {
  const chosen = new Map<string, [T, T]>();
  // So many draws find the pairs unless hardly any fit.
  for (let draw = 0; chosen.size < count && draw < 100 * count; draw++) {
    const digest = createHash('sha256').update(`${seed} ${draw}`).digest();
    const places = [digest.readUInt32BE(0) % all.length, digest.readUInt32BE(4) % all.length].sort((a, b) => a - b);
    const [a, b] = places.map((place) => all[place]);
    if (a === undefined || b === undefined || a === b || !fits(a, b)) continue;
    chosen.set(places.join(), [a, b]);
  }
  return [...chosen.values()];
}
