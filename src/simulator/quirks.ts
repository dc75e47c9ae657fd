import type { Hooks } from './hooks';

/** A named way in which the gateway breaks the contract. */
export interface FaultInfo {
  name: string;
  /** The requirements it breaks, the one it is about first. */
  breaks: readonly string[];
  text: string;
}

/** A named way in which the gateway keeps the contract, but unusually. */
export interface DialectInfo {
  name: string;
  text: string;
  /** The free choices it makes use of (A1 to A14). */
  uses?: readonly string[];
  /** The recommendations (never a must) that it does not follow. */
  warns?: readonly string[];
}

/** Hooks that keep something between requests are made anew for each gateway. */
export type HooksOrMaker = Hooks | (() => Hooks);

export interface Fault extends FaultInfo {
  hooks: HooksOrMaker;
}

export interface Dialect extends DialectInfo {
  hooks: HooksOrMaker;
}

export function hooksOf(quirk: Fault | Dialect): Hooks {
  return typeof quirk.hooks === 'function' ? quirk.hooks() : quirk.hooks;
}

/** Finds each name, or says which one is unknown and what comes nearest to it. */
export function pick<Q extends Fault | Dialect>(kind: string, known: readonly Q[], names: readonly string[]): Q[] {
  return names.map((name) => {
    const found = known.find((quirk) => quirk.name === name);
    if (found) return found;
    const near = nearest(
      name,
      known.map((quirk) => quirk.name),
    );
    throw new Error(`unknown ${kind} "${name}"; the nearest known: ${near.join(', ') || 'none'}`);
  });
}

function nearest(name: string, known: readonly string[]): string[] {
  const words = name.split('-');
  return known
    .map((candidate) => ({ candidate, distance: distance(name, candidate) - 3 * shared(words, candidate) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function shared(words: readonly string[], candidate: string): number {
  const others = new Set(candidate.split('-'));
  return words.filter((word) => others.has(word)).length;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
