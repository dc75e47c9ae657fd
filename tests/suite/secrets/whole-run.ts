/** The real command against a gateway of its own, with everything that it writes. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from '../commands';
import type { FailingProxy } from '../network/failing-proxy';
import { standingGateway } from '../standing-gateway';
import { filesBelow, type Written } from './found-secrets';

const ROOT = join(__dirname, '../../..');

export interface WholeRun {
  code: number | null;
  /** Files of the reports and of the folder for temporary files, and what was printed. */
  written: Written[];
  passwords: string[];
  /** The parts of the Guids that are not the same in all of them. */
  guids: string[];
  /** The values of the cookies. */
  cookies: string[];
  /** The service tokens of sessions whose events are pushed. */
  tokens: string[];
}

export async function wholeRun(
  authMode: 1 | 2,
  faults: readonly string[],
  /** What else the command is told, and the network between it and the gateway. */
  {
    args = [],
    network,
    push = false,
  }: { args?: readonly string[]; network?: (url: string) => Promise<FailingProxy>; push?: boolean } = {},
): Promise<WholeRun> {
  const issued: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  try {
    const [temporary, reports] = [join(folder, 'tmp'), join(folder, 'reports')];
    mkdirSync(temporary);
    const onSecret = (value: string) => void issued.push(value);
    await using gateway = await standingGateway(folder, { authMode, faults, onSecret, network, push });
    const command = [join(ROOT, 'bin/conformance.mjs'), '--site', gateway.file, '--reports', reports, ...args];
    const { code, stdout, stderr } = await runNode(command, { cwd: temporary, env: { TMPDIR: temporary } });
    const ofKind = (kind: RegExp) =>
      issued.filter((value) => kind.test(value)).map((value) => /^(?:\w+=)?([^.]+)/.exec(value)?.[1] ?? value);
    return {
      code,
      written: [
        { place: 'stdout', text: stdout },
        { place: 'stderr', text: stderr },
        ...filesBelow(reports),
        ...filesBelow(temporary),
      ],
      passwords: gateway.passwords,
      guids: ofKind(/^[^=]+$/),
      cookies: ofKind(/^(?!service_token)\w+=/),
      tokens: ofKind(/^service_token=/),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
