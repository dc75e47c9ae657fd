/** One gateway of the matrix, judged by the whole suite. */
import { createHash } from 'node:crypto';
import { rejudged, TranscriptInMemory } from '../../../fixtures/rejudged';
import type { Judged } from '../../../fixtures/run-cases';
import type { DialectInfo, FaultInfo } from '../../../src/simulator';
import { type Gateway, judgeGateway } from '../judged-gateway';

/** How many cases gave a requirement each of the verdicts that are worth a look. */
export type Trouble = Partial<Record<'fail' | 'warning' | 'inconclusive', number>>;

/** What the whole suite said of one gateway. Plain data, the same in every run. */
export interface MatrixRow {
  kind: 'fault' | 'story fault' | 'dialect';
  name: string;
  text: string;
  /** The requirements that a fault breaks, the one it is about first; those of which a dialect announces a warning. */
  names: readonly string[];
  authMode: 1 | 2;
  /** What a story fault was put to, instead of all cases: its one story. */
  story?: string;
  /** Cases judged, and those of them that the site's reach excused. */
  cases: number;
  excused: number;
  /** Cases of the named requirements with a finding on the first of them. */
  own: number;
  /** By requirement, in the order of their ids. */
  troubles: Readonly<Record<string, Trouble>>;
  /** What judging the run's transcript again changed, a line each; none where it was not judged again. */
  rejudged: readonly string[];
  /** Of every verdict of every case: two runs with the same digest said the same. */
  digest: string;
}

type Quirk = Pick<MatrixRow, 'kind' | 'name' | 'text' | 'names' | 'story'>;

export function ofFault({ name, text, breaks }: FaultInfo): Quirk {
  return { kind: 'fault', name, text, names: breaks };
}

export function ofStoryFault({ name, text, breaks }: FaultInfo, story: string): Quirk {
  return { kind: 'story fault', name, text, names: breaks, story };
}

export function ofDialect({ name, text, warns = [] }: DialectInfo): Quirk {
  return { kind: 'dialect', name, text, names: warns };
}

/** Runs the whole suite, or the story, against the simulated gateway with this fault or dialect. */
export async function judgeRow(quirk: Quirk, by: Pick<Gateway, 'sockets'> = {}): Promise<MatrixRow> {
  const { kind, name, story } = quirk;
  const authMode = name.includes('static') ? 1 : 2;
  const transcript = isJudgedAgain(quirk) ? new TranscriptInMemory() : undefined;
  const gateway = {
    ...(kind === 'dialect' ? { dialects: [name] } : { faults: [name] }),
    ...(name.includes('by-hand') && { declares: { signIn: { force: false, autoAnswer: false } } }),
  };
  const options = { ...(transcript ? { transcript } : {}), ...(story ? playing(story) : {}) };
  const judged = await judgeGateway({ ...gateway, ...by, authMode }, options);
  return { ...rowOf(quirk, authMode, judged), rejudged: transcript ? rejudged(transcript) : [] };
}

/** Of the faults about every fourth, the same ones in every run: it takes a fifth of a gateway's time, and most are alike in it. */
function isJudgedAgain({ kind, name }: Quirk): boolean {
  return kind !== 'fault' || createHash('sha256').update(name).digest().readUInt32BE() % 4 === 0;
}

/** One story, and no other case. */
export function playing(story: string): Parameters<typeof judgeGateway>[1] {
  return { choose: ({ section }) => section === 'exploration', exploration: { story } };
}

function rowOf(quirk: Quirk, authMode: 1 | 2, judged: readonly Judged[]): Omit<MatrixRow, 'rejudged'> {
  const [first] = quirk.names;
  const hash = createHash('sha256');
  const troubles = new Map<string, Trouble>();
  for (const { result } of judged)
    for (const { requirement, verdict } of result.requirements) {
      hash.update(`${result.caseId} ${requirement} ${verdict}\n`);
      if (verdict !== 'fail' && verdict !== 'warning' && verdict !== 'inconclusive') continue;
      const trouble = troubles.get(requirement) ?? {};
      troubles.set(requirement, { ...trouble, [verdict]: (trouble[verdict] ?? 0) + 1 });
    }
  return {
    ...quirk,
    authMode,
    cases: judged.length,
    excused: judged.filter(({ result }) => result.verdict === 'not-applicable').length,
    own: judged.filter(
      ({ of, result }) =>
        of.requirements.some((each) => quirk.names.includes(each)) &&
        result.findings.some(({ requirement }) => requirement === first),
    ).length,
    troubles: Object.fromEntries([...troubles].sort(([a], [b]) => a.localeCompare(b))),
    digest: hash.digest('hex').slice(0, 16),
  };
}
