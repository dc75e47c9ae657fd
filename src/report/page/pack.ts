import { deflateSync } from 'node:zlib';
import type { Exchange, HeaderList } from '../../evidence/exchange';
import type { Observation } from '../../evidence/observation';
import type { ConformanceReport } from '../conformance-report';
import type { CaseEvidence } from './case-evidence';
import { caseVerdicts } from './case-verdicts';
import { type CaseIndex, ChunkWriter, type IndexedCase, type IndexedJudgement } from './packed';

/** Few enough that opening one case is instant, enough that cases of one call stand together. */
const CASES_PER_CHUNK = 64;
/** Longer bodies and header values are cut: the page shows them, the transcript holds them. */
const LONGEST_BODY = 4000;
const LONGEST_HEADER = 600;

/** Everything that the page's script reads: JSON, deflated, in base64. */
export interface PackedEvidence {
  index: string;
  chunks: readonly string[];
}

/** Packs the cases of a run for the page. */
export function packEvidence(
  report: Pick<ConformanceReport, 'requirements'>,
  evidence: ReadonlyMap<string, CaseEvidence>,
): PackedEvidence {
  const chunkOf = new Map<string, number>();
  const chunks: string[] = [];
  let writer = new ChunkWriter();
  const close = () => {
    if (writer.size > 0) chunks.push(deflated(writer.finish()));
    writer = new ChunkWriter();
  };
  const shorten = shortener();
  for (const [id, { result, seen }] of evidence) {
    chunkOf.set(id, chunks.length);
    writer.add(id, { result, ...(seen && { seen: shorten(seen) }) });
    if (writer.size === CASES_PER_CHUNK) close();
  }
  close();
  return { index: deflated(indexOf(report, chunkOf)), chunks };
}

function indexOf({ requirements }: Pick<ConformanceReport, 'requirements'>, chunkOf: ReadonlyMap<string, number>) {
  const cases: IndexedCase[] = [];
  const positions = new Map<string, number>();
  const reasons: string[] = [];
  const reasonPositions = new Map<string, number>();
  const verdicts = caseVerdicts(requirements);
  const byRequirement: Record<string, IndexedJudgement[]> = {};
  for (const requirement of requirements)
    byRequirement[requirement.id] = requirement.cases.map(({ id, title, verdict, reason, waivedBy }) => {
      let position = positions.get(id);
      if (position === undefined) {
        position = cases.push({ id, title, verdict: verdicts.get(id) ?? verdict, chunk: chunkOf.get(id) ?? -1 }) - 1;
        positions.set(id, position);
      }
      const known = reason === undefined ? -1 : (reasonPositions.get(reason) ?? reasons.push(reason) - 1);
      if (reason !== undefined) reasonPositions.set(reason, known);
      return waivedBy ? [position, verdict, known, waivedBy] : [position, verdict, known];
    });
  return { cases, reasons, requirements: byRequirement } satisfies CaseIndex;
}

function deflated(value: unknown): string {
  return deflateSync(JSON.stringify(value)).toString('base64');
}

/** Cuts what is too long, in copies; what is short stays the same object, so that it is still known to be shared. */
function shortener(): (seen: Observation) => Observation {
  const exchanges = new Map<Exchange, Exchange>();
  const of = (exchange: Exchange): Exchange => {
    const known = exchanges.get(exchange) ?? shortExchange(exchange);
    exchanges.set(exchange, known);
    return known;
  };
  return (seen) => ({
    ...seen,
    stimuli: seen.stimuli.map(of),
    surroundings: seen.surroundings.map(of),
    ...(seen.answering && { answering: of(seen.answering) }),
    ...(seen.control?.exchange && { control: { ...seen.control, exchange: of(seen.control.exchange) } }),
  });
}

function shortExchange(exchange: Exchange): Exchange {
  const { request, response } = exchange;
  return {
    ...exchange,
    request: {
      ...request,
      url: cut(request.url, LONGEST_BODY),
      headers: shortHeaders(request.headers),
      ...(request.body !== undefined && { body: cut(request.body, LONGEST_BODY) }),
    },
    ...(response && {
      response: { ...response, headers: shortHeaders(response.headers), body: cut(response.body, LONGEST_BODY) },
    }),
  };
}

function shortHeaders(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => [cut(name, LONGEST_HEADER), cut(value, LONGEST_HEADER)] as const);
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}
