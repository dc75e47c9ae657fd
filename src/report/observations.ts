import { readFileSync } from 'node:fs';
import type { Observation } from '../evidence/observation';
import { readTranscript } from '../evidence/transcript';
import type { FinishedRun } from './finished-run';
import { transcriptFile } from './transcript-file';

/** What was seen, by case, from the transcripts in these folders: read when first asked for, since not every report does. */
export function observationsIn(...folders: readonly string[]): FinishedRun['observations'] {
  let known: ReadonlyMap<string, Observation> | undefined;
  return () => {
    known ??= new Map(folders.flatMap(observed));
    return known;
  };
}

/** A run that left no transcript, or half of one, is reported on without. */
function observed(folder: string): [caseId: string, seen: Observation][] {
  try {
    const { cases } = readTranscript(readFileSync(transcriptFile(folder), 'utf8'));
    return cases.map(({ result, seen }) => [result.caseId, seen]);
  } catch {
    return [];
  }
}
