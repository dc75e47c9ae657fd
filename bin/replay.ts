/**
 * `npm run replay -- CASE`: runs one case again and prints the curl commands of its exchanges, what came of them, and the
 * verdict. With `--from FILE` it tells the case of a transcript instead. Takes the site from `GATEWAY_SITE`.
 */
import { ReplayError, type Replayed, replayCase, replayFrom } from '../fixtures/replay';
import { TranscriptError } from '../src/evidence/transcript';

const NOT_MADE = 3;

async function replayed(caseId: string, from: string | undefined): Promise<Replayed> {
  if (from !== undefined) return replayFrom(from, caseId);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  return replayCase(caseId, stop.signal);
}

async function main(): Promise<number> {
  const [caseId = '', from] = process.argv.slice(2);
  try {
    const { result, script } = await replayed(caseId, from);
    process.stdout.write(script);
    return result.verdict === 'fail' ? 1 : result.verdict === 'inconclusive' ? 2 : 0;
  } catch (error) {
    if (!(error instanceof ReplayError || error instanceof TranscriptError)) throw error;
    process.stderr.write(`replay: ${error.message}\n`);
    return NOT_MADE;
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`replay: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = NOT_MADE;
  },
);
