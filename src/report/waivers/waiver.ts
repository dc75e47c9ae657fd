/** A known deviation that does not fail a run, as the file of waivers states it. */
export interface Waiver {
  /** Requirement, case, or both. */
  requirement?: string;
  case?: string;
  /** Text that `received` must contain; between slashes a regular expression. */
  symptom: string;
  reason: string;
  owner: string;
  ticket: string;
  /** The last day on which it holds, `2026-12-31`, in UTC. */
  expires: string;
  site?: string;
  edition?: string;
}

/** A file of waivers, checked. */
export interface WaiverFile {
  /** As it is named in messages. */
  file: string;
  waivers: readonly (Waiver & { line: number })[];
}

/**
 * What became of a waiver: `used` waives something; `unused` though all that it could waive was judged; `undecided`
 * because not all of that was; `elsewhere`: it is for another site or edition. Unused, expired and unknown ones fail the run.
 */
export type WaiverStatus = 'used' | 'unused' | 'undecided' | 'elsewhere' | 'expired' | 'unknown';

export interface ReportedWaiver extends Waiver {
  /** File and line. */
  place: string;
  status: WaiverStatus;
  /** Ids of the cases in which it waives something. */
  cases: readonly string[];
}

/** How a waiver names what it is for. */
export function subjectOf(waiver: Pick<Waiver, 'requirement' | 'case'>): string {
  return [waiver.requirement, waiver.case].filter((part) => part !== undefined).join(' in ');
}

/** Does a finding show the symptom? Blanks and line ends count as one blank, on both sides. */
export function hasSymptom(symptom: string, received: string): boolean {
  const plain = received.replace(/\s+/g, ' ').trim();
  const pattern = patternOf(symptom);
  return pattern ? pattern.test(plain) : plain.includes(symptom.replace(/\s+/g, ' ').trim());
}

/** The regular expression that a symptom between slashes is; throws SyntaxError where it is none. */
export function patternOf(symptom: string): RegExp | undefined {
  const match = /^\/(.*)\/(i?)$/s.exec(symptom);
  return match ? new RegExp(match[1] ?? '', `u${match[2]}`) : undefined;
}
