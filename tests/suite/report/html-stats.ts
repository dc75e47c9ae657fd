import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** The numbers at the top of Playwright's HTML report: it carries its data as a zip archive inside the page. */
export function htmlStats(directory: string): Record<string, unknown> {
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  const base64 = /data:application\/zip;base64,([A-Za-z0-9+/=]+)/.exec(page)?.[1];
  if (!base64) throw new Error('the page carries no data');
  return JSON.parse(unzip(Buffer.from(base64, 'base64'), 'report.json').toString('utf8')).stats;
}

/** One file of an archive, found by the central directory, since local headers may lack the sizes. */
function unzip(archive: Buffer, name: string): Buffer {
  const CENTRAL_HEADER = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = archive.indexOf(CENTRAL_HEADER); at !== -1; at = archive.indexOf(CENTRAL_HEADER, at + 4)) {
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) !== name) continue;
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    return archive.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content);
  }
  throw new Error(`the archive has no ${name}`);
}
