import { type HeaderLine, TRANSCRIPT_FORMAT, TRANSCRIPT_VERSION } from '../../../src/evidence/transcript-lines';

/** The first line of some run's transcript. */
export const someHeader: HeaderLine = {
  kind: 'header',
  format: TRANSCRIPT_FORMAT,
  version: TRANSCRIPT_VERSION,
  startedAt: '2026-11-21T05:38:00.000Z',
  suite: { version: '1.2.3', sha256: 'a'.repeat(64) },
  description: { edition: '2023-09-27', sha256: 'b'.repeat(64) },
  site: { name: 'Staging', url: 'https://gateway.staging.example:8043', authMode: 2, sha256: 'c'.repeat(64) },
  facts: { recording: true, snatchpickupGuid: 'observed', deadlineMs: 10_000 },
};
