import { createPrivateKey, X509Certificate } from 'node:crypto';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** Why a file of certificates cannot be used, or `undefined`. */
export function caProblem(path: string, folder: string): string | undefined {
  const file = resolve(folder, path);
  try {
    const pem = readFileSync(file, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) return 'a file without a PEM certificate';
    new X509Certificate(pem);
    return undefined;
  } catch (error) {
    return problemOf(error) ?? 'a file with a broken certificate';
  }
}

/** Why a file with a private key cannot be used, or `undefined`; where the certificate can be read, it must be its key. */
export function keyProblem(path: string, certificate: string, folder: string): string | undefined {
  try {
    const pem = readFileSync(resolve(folder, path), 'utf8');
    if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return 'a file without a PEM key';
    if (/ENCRYPTED/.test(pem)) return 'a key that needs a passphrase';
    const key = createPrivateKey(pem);
    if (caProblem(certificate, folder)) return undefined;
    const fits = new X509Certificate(readFileSync(resolve(folder, certificate))).checkPrivateKey(key);
    return fits ? undefined : 'the key of another certificate';
  } catch (error) {
    return problemOf(error) ?? 'a file with a broken key';
  }
}

/** Why a program cannot be run, or `undefined`. */
export function commandProblem(command: string, folder: string): string | undefined {
  return findCommand(command, folder).problem;
}

/** A program by its path relative to the folder or, where it is a mere name, also found in PATH. */
export function findCommand(command: string, folder: string): { file: string; problem?: string } {
  const file = resolve(folder, command);
  const problem = runProblem(file);
  if (!problem) return { file };
  if (!/[/\\]/.test(command)) {
    const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
    const inPath = folders.map((place) => join(place, command)).find((candidate) => !runProblem(candidate));
    if (inPath) return { file: inPath };
  }
  return { file, problem };
}

function runProblem(file: string): string | undefined {
  try {
    if (!statSync(file).isFile()) return 'which is no file';
    accessSync(file, constants.X_OK);
    return undefined;
  } catch (error) {
    return problemOf(error) ?? 'which cannot be read';
  }
}

/** What went wrong with a file, in words; `undefined` for what is no error of the system. */
export function problemOf(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'which does not exist';
  if (code === 'EISDIR') return 'which is a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'for which the permission is missing';
  return code?.startsWith('E') && !code.startsWith('ERR_') ? `which cannot be read (${code})` : undefined;
}
