import { nearest } from '../../site/nearest';
import type { Judgement } from '../conformance-report';
import type { WaiverContext } from './apply-waivers';
import { type ReportedWaiver, subjectOf, type Waiver, type WaiverStatus } from './waiver';

/** Why a waiver does not hold in this run at all; `undefined` where it does. */
export function waiverStatus(
  waiver: Waiver,
  judgement: Pick<Judgement, 'requirements'>,
  { site, edition, today }: Pick<WaiverContext, 'site' | 'edition' | 'today'>,
): Extract<WaiverStatus, 'elsewhere' | 'expired' | 'unknown'> | undefined {
  if ((waiver.site ?? site) !== site || (waiver.edition ?? edition) !== edition) return 'elsewhere';
  if (unknownName(waiver, judgement) !== undefined) return 'unknown';
  return waiver.expires < today ? 'expired' : undefined;
}

/** One line that says what is wrong with a waiver and what to do; `undefined` where all is well. */
export function waiverProblem(waiver: ReportedWaiver, judgement: Pick<Judgement, 'requirements'>): string | undefined {
  const start = `${waiver.place}: the waiver of ${subjectOf(waiver)}`;
  if (waiver.status === 'expired') return `${start} expired after ${waiver.expires}: renew or remove it`;
  if (waiver.status === 'unused')
    return `${start} is unused, nothing is broken with its symptom: remove it, or correct its symptom`;
  if (waiver.status !== 'unknown') return undefined;
  const { name, known } = unknownName(waiver, judgement) ?? { name: '', known: [] };
  const near = nearest(name, known);
  return `${start}: expected a must, a should or a case of this edition, found ${name}${near ? `; did you mean ${near}?` : ''}`;
}

/** What an observation shows is never broken, so it cannot be waived either. */
function unknownName(
  waiver: Waiver,
  { requirements }: Pick<Judgement, 'requirements'>,
): { name: string; known: string[] } | undefined {
  const ids = requirements.filter(({ level }) => level !== 'observe').map(({ id }) => id);
  if (waiver.requirement !== undefined && !ids.includes(waiver.requirement))
    return { name: waiver.requirement, known: ids };
  const meant = requirements.filter(({ id }) => (waiver.requirement ?? id) === id);
  const cases = [...new Set(meant.flatMap((one) => one.cases.map(({ id }) => id)))];
  if (waiver.case !== undefined && !cases.includes(waiver.case)) return { name: waiver.case, known: cases };
  return undefined;
}
