import type { Verdict } from '../../../checks/verdict';
import { VERDICT_WORDS } from './words';

/** A verdict as sign and word: the colour only adds to them. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return (
    <span class={`badge-verdict ${verdict}`}>
      <VerdictSign verdict={verdict} />
      {VERDICT_WORDS[verdict]}
    </span>
  );
}

/** Stands beside a verdict that a waiver keeps from failing the run. */
export function Waived() {
  return <span class="badge-verdict waived">waived</span>;
}

export function VerdictSign({ verdict }: { verdict: Verdict }) {
  return (
    <svg class={`sign ${verdict}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <use href={`#sign-${verdict}`} />
    </svg>
  );
}

const SIGNS: Readonly<Record<Verdict, string>> = {
  pass: 'M3 8.5l3.2 3.2L13 5',
  fail: 'M4 4l8 8M12 4l-8 8',
  warning: 'M8 3.2v6M8 12.2v.6',
  inconclusive: 'M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2 1-1.2 1.9M8 12.6v.4',
  'not-applicable': 'M4 8h8',
  'not-run': 'M8 3.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9',
};

/** The signs, to be put into the page once. */
export function VerdictSigns() {
  return (
    <svg class="definitions" width="0" height="0" aria-hidden="true">
      {Object.entries(SIGNS).map(([verdict, path]) => (
        <symbol key={verdict} id={`sign-${verdict}`} viewBox="0 0 16 16">
          <path
            d={path}
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
      ))}
    </svg>
  );
}
