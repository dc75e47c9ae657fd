/** Some cases against a simulated gateway, with their transcript. */
import { TranscriptInMemory } from '../../../fixtures/rejudged';
import type { Judged } from '../../../fixtures/run-cases';
import { seal } from '../../../src/evidence/seal';
import type { EndLine, TranscriptLine } from '../../../src/evidence/transcript-lines';
import { type Gateway, judgeGateway } from '../judged-gateway';

/** A pickup, requests that share a call, a race, and what is watched to the end of a call. */
export const SOME: ReadonlySet<string> = new Set([
  'phonepickup.agent-id.accepts-101',
  'phonepickup.method.get',
  'phonepickup.method.head',
  'phonepickup.method.put',
  'phonepickup.method.documented',
  'snatchpickup.events.answered-by-handset',
  'snatchpickup.guid.missing',
  'snatchpickup.method.get',
  'snatchpickup.prerequisites.race-between-two-snatchpickups',
]);

export interface RecordedRun {
  judged: Judged[];
  text: string;
}

export async function recordedRun(gateway: Gateway = {}): Promise<RecordedRun> {
  const transcript = new TranscriptInMemory();
  const judged = await judgeGateway(gateway, { choose: ({ id }) => SOME.has(id), transcript });
  return { judged, text: transcript.text };
}

/** The same transcript with other lines in it, as if the run had written those. */
export function rewritten(text: string, change: (line: TranscriptLine) => TranscriptLine | undefined): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TranscriptLine);
  const { kind, lines: _lines, sha256, ...end } = lines.at(-1) as EndLine;
  const changed = lines
    .slice(0, -1)
    .flatMap((line) => change(line) ?? [])
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
  return changed + seal(changed, end);
}

/** Takes an event out of the transcript, wherever it stands. */
export function without(text: string, gone: (eventType: string, agentId: string) => boolean): string {
  const ids = new Set<number>();
  return rewritten(text, (line) => {
    if (line.kind === 'event' && gone(line.event.eventType, line.event.agentId)) {
      ids.add(line.event.id ?? 0);
      return undefined;
    }
    if (line.kind !== 'case') return line;
    const observation = line.observation as { events: { $events: number[] } };
    const events = { $events: observation.events.$events.filter((id) => !ids.has(id)) };
    return { ...line, observation: { ...observation, events } };
  });
}
