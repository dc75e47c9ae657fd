/** Looks for secrets, and for parts of them, in all that a run wrote. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';

/** So many characters of a secret in one place are no coincidence. */
export const PART = 12;

/** What was written, in plain characters, each with the place where it stands. */
export interface Written {
  place: string;
  text: string;
}

/** Every part of the secrets, whatever its case, as plain text, as JSON and addresses have it, in hex and base64. */
export function partsOf(secrets: Iterable<string>): Map<string, string> {
  const parts = new Map<string, string>();
  for (const secret of secrets) {
    const hex = Buffer.from(secret).toString('hex');
    const spelled = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), hex];
    for (const text of [...spelled, ...base64(secret)])
      for (let at = 0; at + PART <= text.length; at++) parts.set(text.slice(at, at + PART).toLowerCase(), secret);
  }
  return parts;
}

/** As base64 has it at each of the three places where it may begin, without the ends that neighbours share. */
function base64(secret: string): string[] {
  return [0, 1, 2].map((before) =>
    Buffer.from(`${' '.repeat(before)}${secret}`)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(4, -4),
  );
}

/** The places at which a part of a secret stands. */
export function leaks(parts: Map<string, string>, written: Iterable<Written>): string[] {
  const found: string[] = [];
  for (const { place, text } of written) {
    const lower = text.toLowerCase();
    for (let at = 0; at + PART <= lower.length; at++) {
      const secret = parts.get(lower.slice(at, at + PART));
      if (secret === undefined) continue;
      found.push(`${place}: ${secret} in …${text.slice(Math.max(0, at - 80), at + 60)}…`);
      break;
    }
  }
  return found;
}

/** All files below a folder; archives, those within pages, and the deflated data of pages, taken apart. */
export function* filesBelow(folder: string): Generator<Written> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    yield* contentsOf(relative(folder, file), readFileSync(file));
  }
}

function* contentsOf(place: string, bytes: Buffer): Generator<Written> {
  yield { place: `the name of ${place}`, text: place };
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== 0x504b0304) {
    const text = bytes.toString('utf8');
    yield { place, text };
    for (const [index, { 1: data = '' }] of [...text.matchAll(/data:application\/zip;base64,([\w+/=]+)/g)].entries())
      yield* contentsOf(`${place}, archive ${index + 1}`, Buffer.from(data, 'base64'));
    for (const { 1: id, 2: data = '' } of text.matchAll(
      /<script type="application\/octet-stream" id="([\w-]+)">([^<]*)</g,
    ))
      yield* contentsOf(`${place}, ${id}`, inflateSync(Buffer.from(data, 'base64')));
    return;
  }
  for (const [name, content] of unzipped(bytes)) yield* contentsOf(`${place}: ${name}`, content);
}

/** The files of an archive, by its central directory, since local headers may lack the sizes. */
function* unzipped(archive: Buffer): Generator<[name: string, content: Buffer]> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    yield [
      archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)),
      archive.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content),
    ];
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
}
