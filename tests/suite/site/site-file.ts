import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { Environment } from '../../../src/site/environment';
import { readSite, SiteError } from '../../../src/site/read-site';
import type { Site } from '../../../src/site/site';

export const EDITIONS = {
  '2023-09-27': { minimum: 101, maximum: 59999 },
  '2025-11-13': { minimum: 101, maximum: 999999 },
};

export const ENV: Environment = { PASSWORD: 'hunter2-secret', EMPTY: '', PATH: process.env.PATH };

/** A site file without mistakes that mistakes are worked into; line numbers in tests count from its first line. */
export const GOOD = `name: Good
url: https://gateway.example:8043
edition: "2023-09-27"
authMode: 2
agents:
  - {id: "101", password: "\${PASSWORD}", phone: "70101"}
`;

/** Runs something in a folder of its own that has a certificate, a program and a file that is neither. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  try {
    writeFileSync(join(folder, 'ca.pem'), rootCertificates[0] ?? '');
    writeFileSync(join(folder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    writeFileSync(join(folder, 'ring.sh'), '#!/bin/sh\n', { mode: 0o755 });
    writeFileSync(join(folder, 'notes.txt'), 'ring\n', { mode: 0o644 });
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads a text as a site file. */
export function readText(text: string | Uint8Array, env: Environment = ENV): Site {
  return inFolder((folder) => {
    const file = join(folder, 'site.yaml');
    writeFileSync(file, text);
    return readSite(file, { env, editions: EDITIONS });
  });
}

/** The lines that a text gets as a site file, without the folder's name in them; none for a good one. */
export function linesFor(text: string | Uint8Array, env: Environment = ENV): string[] {
  return linesOf(() => readText(text, env));
}

/** The lines of the error that an action ends with, without the folder's name in them. */
export function linesOf(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    return error.message.split('\n').map((line) => line.replace(/^.*\/(?=site\.yaml)/, ''));
  }
}
