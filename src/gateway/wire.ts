import type { Dispatcher } from 'undici';

/** What takes requests to an origin. */
export type Wire = (origin: string) => Dispatcher;

let wire: Wire | undefined;

/** Has origins reached another way than by sockets from now on; the function returned puts the present way back. */
export function useWire(other: Wire): () => void {
  const before = wire;
  wire = other;
  return () => {
    wire = before;
  };
}

/** The way that takes the place of sockets; undefined: there is none, as in every run of the suite. */
export function wireInUse(): Wire | undefined {
  return wire;
}
