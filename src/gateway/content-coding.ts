import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { HeaderList } from '../evidence/exchange';

type Decode = (bytes: Buffer, limits: { maxOutputLength: number }) => Buffer;

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** A body without its content coding: a request without Accept-Encoding leaves the choice to the server. [RFC 9110, section 12.5.3] */
export function decoded(bytes: Buffer, headers: HeaderList, maxOutputLength: number): Buffer {
  const coding = headers
    .findLast(([name]) => /^content-encoding$/i.test(name))?.[1]
    .trim()
    .toLowerCase();
  const decode = coding === undefined || bytes.length === 0 ? undefined : DECODERS[coding];
  try {
    return decode?.(bytes, { maxOutputLength }) ?? bytes;
  } catch {
    // Not what it says it is: shown as it came.
    return bytes;
  }
}
