import type { ConformanceReport, ReportedRequirement } from '../conformance-report';
import { oneLine, plural } from '../text';
import { type ReportedWaiver, subjectOf } from '../waivers/waiver';

/** Is all that breaks the requirement waived? */
export function isWaived({ waivedBy }: Pick<ReportedRequirement, 'waivedBy'>): boolean {
  return waivedBy !== undefined;
}

const STATUS: Readonly<Record<ReportedWaiver['status'], (waiver: ReportedWaiver) => string>> = {
  used: ({ cases }) => `waives ${plural(cases.length, 'case')}`,
  unused: () => 'UNUSED, nothing is broken with its symptom',
  undecided: () => 'not decided, since not all that it could waive was judged',
  elsewhere: ({ site, edition }) => `for ${[site, edition].filter(Boolean).join(', edition ')} only`,
  expired: () => 'EXPIRED',
  unknown: () => 'UNKNOWN requirement or case',
};

/** What became of a waiver, in a few words. */
export function statusText(waiver: ReportedWaiver): string {
  return STATUS[waiver.status](waiver);
}

/** All waivers that the run was given: nothing is waived silently. */
export function waiverBlock({ waivers = [] }: Pick<ConformanceReport, 'waivers'>): string[][] {
  if (waivers.length === 0) return [];
  const lines = waivers.flatMap((waiver) => [
    `  ${subjectOf(waiver)}  ${statusText(waiver)}`,
    `    ${oneLine(`${waiver.reason} (${waiver.ticket}, ${waiver.owner}, until ${waiver.expires})`)}`,
  ]);
  return [[`Waivers: ${waivers.length}`, ...lines]];
}
