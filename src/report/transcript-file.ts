import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLines, seal } from '../evidence/seal';
import type { EndLine, HeaderLine, SelectionLine } from '../evidence/transcript-lines';

export const TRANSCRIPT_NAME = 'transcript.jsonl';

export function transcriptFile(reports: string): string {
  return join(reports, TRANSCRIPT_NAME);
}

/** Begins the run's transcript and tells the workers, who add to it while they go: a run that is killed leaves what there is. */
export function beginTranscript(reports: string, header: HeaderLine, selection: Omit<SelectionLine, 'kind'>): void {
  mkdirSync(reports, { recursive: true });
  const file = transcriptFile(reports);
  writeFileSync(file, firstLines(header, selection));
  process.env.GATEWAY_TRANSCRIPT = file;
}

/** Seals it, once all workers have ended. */
export function endTranscript(reports: string, end: Omit<EndLine, 'kind' | 'lines' | 'sha256'>): void {
  const file = transcriptFile(reports);
  appendFileSync(file, seal(readFileSync(file, 'utf8'), end));
}
