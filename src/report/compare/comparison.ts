import type { Verdict } from '../../checks/verdict';
import type { Level } from '../../contract/contract';
import type { ConformanceReport, ReportedRequirement } from '../conformance-report';

/** How a verdict moved; `other`: neither is better, e.g. because only one run judged it. */
export type Direction = 'worse' | 'better' | 'other';

export interface CaseChange {
  id: string;
  before: Verdict;
  now: Verdict;
  direction: Direction;
  /** What is received, or why, now. */
  reason?: string;
}

export interface RequirementChange {
  id: string;
  level: Level;
  text: string;
  before: Verdict;
  now: Verdict;
  direction: Direction;
  cases: readonly CaseChange[];
}

/** The same verdict for another reason. */
export interface ReasonChange {
  requirement: string;
  case: string;
  before: string;
  now: string;
}

export interface Comparison {
  /** Of the circumstances, what differs: site, edition, suite … */
  differences: readonly { what: string; before: string; now: string }[];
  /** Requirements whose verdict, or that of one of whose cases, is another. */
  requirements: readonly RequirementChange[];
  reasons: readonly ReasonChange[];
  /** Requirements that only one of both knows. */
  onlyBefore: readonly string[];
  onlyNow: readonly string[];
}

/** What the second run shows that the first did not. Levels gate nothing here: a new warning is worse, too. */
export function compareReports(before: ConformanceReport, now: ConformanceReport): Comparison {
  const old = new Map(before.requirements.map((requirement) => [requirement.id, requirement]));
  const pairs = now.requirements.flatMap((requirement) => {
    const was = old.get(requirement.id);
    return was ? [{ was, is: requirement }] : [];
  });
  const known = new Set(now.requirements.map(({ id }) => id));
  return {
    differences: differencesOf(before, now),
    requirements: pairs.flatMap(({ was, is }) => requirementChange(was, is) ?? []),
    reasons: pairs.flatMap(({ was, is }) => reasonChanges(was, is)),
    onlyBefore: before.requirements.map(({ id }) => id).filter((id) => !known.has(id)),
    onlyNow: now.requirements.map(({ id }) => id).filter((id) => !old.has(id)),
  };
}

/** Is anything worse, in a requirement or in one of its cases? */
export function isWorse({ requirements }: Comparison): boolean {
  return requirements.some((one) => [one, ...one.cases].some(({ direction }) => direction === 'worse'));
}

/** Broken is worse than anything else, and what is kept on evidence better than what is open. */
export function directionOf(before: Verdict, now: Verdict): Direction {
  const broken = (verdict: Verdict) => verdict === 'fail' || verdict === 'warning';
  if (broken(now) && !broken(before)) return 'worse';
  if (before === 'pass' && now === 'inconclusive') return 'worse';
  if (now === 'pass' && (broken(before) || before === 'inconclusive')) return 'better';
  return 'other';
}

function requirementChange(was: ReportedRequirement, is: ReportedRequirement): RequirementChange | undefined {
  const old = new Map(was.cases.map((one) => [one.id, one]));
  const cases = is.cases.flatMap((one): CaseChange[] => {
    const before = old.get(one.id)?.verdict;
    if (before === undefined || before === one.verdict) return [];
    const reason = saidOf(is, one.id);
    const direction = directionOf(before, one.verdict);
    return [{ id: one.id, before, now: one.verdict, direction, ...(reason !== undefined && { reason }) }];
  });
  if (was.verdict === is.verdict && cases.length === 0) return undefined;
  const { id, level, text } = is;
  return {
    id,
    level,
    text,
    before: was.verdict,
    now: is.verdict,
    direction: directionOf(was.verdict, is.verdict),
    cases,
  };
}

function reasonChanges(was: ReportedRequirement, is: ReportedRequirement): ReasonChange[] {
  const old = new Map(was.cases.map((one) => [one.id, one.verdict]));
  return is.cases.flatMap(({ id, verdict }) => {
    if (old.get(id) !== verdict) return [];
    const [before, now] = [saidOf(was, id) ?? 'nothing', saidOf(is, id) ?? 'nothing'];
    return lasting(before) === lasting(now) ? [] : [{ requirement: is.id, case: id, before, now }];
  });
}

/** What a requirement has to say of one of its cases: what was received where it deviates, else the reason. */
function saidOf({ findings, cases }: ReportedRequirement, caseId: string): string | undefined {
  const received = findings.filter((finding) => finding.caseId === caseId).map((finding) => finding.received);
  return received.length > 0 ? received.join('; ') : cases.find(({ id }) => id === caseId)?.reason;
}

/** Without what differs from run to run: which agent was lent, how long something took. */
function lasting(text: string): string {
  return text
    .replace(/\bagent \d+/g, 'agent …')
    .replace(/\/voicecall\/\d+/g, '/voicecall/…')
    .replace(/[\d.]+ m?s\b/g, '… ms');
}

function differencesOf(before: ConformanceReport, now: ConformanceReport): Comparison['differences'] {
  const parts: [what: string, of: (report: ConformanceReport) => string][] = [
    ['site', ({ site }) => `${site.name}, ${site.url}`],
    ['edition', ({ edition }) => edition],
    ['AUTHMODE', ({ site }) => String(site.authMode)],
    ['suite', ({ suite }) => suite.version],
    ['cases', ({ selection }) => `${selection.selected} of ${selection.planned}`],
    ['verdict', ({ verdict }) => verdict],
  ];
  return parts
    .map(([what, of]) => ({ what, before: of(before), now: of(now) }))
    .filter((one) => one.before !== one.now);
}
