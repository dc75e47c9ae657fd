import type { Draft } from './build';
import type { Refusal } from './case';

/**
 * A parameter given more than once: frameworks use the first value (Java, Spring, Go) or the last (Python), or refuse. What
 * was not given may never be used.
 */
export function repeatedParameter(name: string, invalid: Refusal): Draft[] {
  // A value that is valid in itself may be what is refused, for an agent that does not ring: then as any other.
  const valid: Refusal = { ownSession: true };
  const variants: [what: string, shown: string, query: string, Refusal][] = [
    ['same', 'with one value', `${name}={dest}&${name}={dest}`, invalid],
    ['other-first', 'another ID first', `${name}={other}&${name}={dest}`, valid],
    ['other-last', 'another ID last', `${name}={dest}&${name}={other}`, valid],
    ['empty-first', 'first empty', `${name}=&${name}={dest}`, invalid],
    ['empty-last', 'last empty', `${name}={dest}&${name}=`, invalid],
  ];
  return [
    ...variants.map(
      ([what, shown, query, refusal]): Draft => ({
        what: `repeated-${what}`,
        title: `of ${name} given twice, ${shown}, one value counts, or it is refused`,
        judges: 'destworkno.spelling',
        stimulus: { query },
        expect: { outcome: 'accepted or refused', ...refusal },
      }),
    ),
    {
      what: 'repeated-not-ringing',
      title: `${name} given twice, both times an agent that does not ring, is refused`,
      judges: 'destworkno.meaning',
      stimulus: { query: `${name}={other}&${name}={other}` },
      expect: { outcome: 'refused', ...valid },
    },
    {
      what: 'repeated-out-of-range',
      title: `${name} given twice, both times out of range, is refused`,
      judges: 'destworkno.refused',
      stimulus: { query: `${name}=0&${name}=0` },
      expect: { outcome: 'refused', ...invalid },
    },
  ];
}
