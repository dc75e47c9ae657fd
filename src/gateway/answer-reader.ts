import { isUtf8 } from 'node:buffer';
import type { Dispatcher } from 'undici';
import type { HeaderList } from '../evidence/exchange';
import { decoded } from './content-coding';

/** Answers larger than this are a malfunction. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

export interface WholeAnswer {
  status: number;
  headers: HeaderList;
  body: string;
  /** The body's bytes are no UTF-8: what was not was replaced by U+FFFD. */
  notUtf8?: true;
}

/** A body as it came in, read as UTF-8. */
export function textOf(bytes: Buffer): Pick<WholeAnswer, 'body' | 'notUtf8'> {
  return { body: bytes.toString('utf8'), ...(isUtf8(bytes) ? {} : { notUtf8: true }) };
}

/**
 * Takes one answer from undici to its last byte. Its `request` would do the same by way of a stream and an abort signal,
 * which cost more than the request itself.
 */
export class AnswerReader implements Dispatcher.DispatchHandler {
  /** Rejects with what undici says of a connection that fails, or with the reason for giving up. */
  readonly whole: Promise<WholeAnswer>;
  /** Has the answer's head come? Then it is its end that is missing. */
  began = false;
  private resolve: (answer: WholeAnswer) => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private givenUpFor: Error | undefined;
  private status = 0;
  private headers: HeaderList = [];
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor() {
    this.whole = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** Ends the request, and its connection with it; one that has no connection yet as soon as it has. */
  giveUp(reason: Error): void {
    this.givenUpFor = reason;
    this.controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.givenUpFor) controller.abort(this.givenUpFor);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // An interim answer.
    if (status < 200) return;
    this.began = true;
    this.status = status;
    this.headers = pairs(controller.rawHeaders as readonly (string | Buffer)[]);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size <= MAX_ANSWER_BYTES) this.chunks.push(chunk);
    else
      controller.abort(
        Object.assign(new Error(`answer larger than ${MAX_ANSWER_BYTES} bytes`), {
          code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE',
        }),
      );
  }

  onResponseEnd(): void {
    const [only = Buffer.alloc(0), ...more] = this.chunks;
    const bytes = decoded(more.length === 0 ? only : Buffer.concat(this.chunks), this.headers, MAX_ANSWER_BYTES);
    this.resolve({ status: this.status, headers: this.headers, ...textOf(bytes) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.reject(error);
  }
}

function pairs(raw: readonly (string | Buffer)[]): HeaderList {
  const list: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) list.push([text(raw[at]), text(raw[at + 1])]);
  return list;
}

/** As bytes stand on the wire. */
function text(bytes: string | Buffer = ''): string {
  return typeof bytes === 'string' ? bytes : bytes.toString('latin1');
}
