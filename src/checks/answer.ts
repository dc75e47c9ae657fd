import type { Exchange } from '../evidence/exchange';

/** What an answer says, read without prejudice. */
export interface Answer {
  status?: number;
  /** The body as JSON, or undefined when it is none. */
  json?: unknown;
  /** `retcode` where the body is an object that has one. */
  retcode?: unknown;
  /** The body tells success, in whatever type: retcode "0" or 0. */
  claimsSuccess: boolean;
  /** In a few words, for findings. */
  shown: string;
}

const LONGEST_SHOWN = 160;

/** Reads an exchange's answer; a missing one claims nothing. */
export function readAnswer(exchange: Exchange | undefined, success: string): Answer {
  if (!exchange?.response) {
    const failure = exchange?.failure;
    return { claimsSuccess: false, shown: failure ? `no answer: ${failure.kind} (${failure.message})` : 'no answer' };
  }
  const { status, body } = exchange.response;
  const shown = `HTTP ${status} ${body === '' ? 'without a body' : shorten(body)}`;
  try {
    const json: unknown = JSON.parse(body);
    const retcode = typeof json === 'object' && json !== null ? (json as Record<string, unknown>).retcode : undefined;
    return { status, json, retcode, claimsSuccess: String(retcode) === success, shown };
  } catch {
    return { status, claimsSuccess: false, shown };
  }
}

/** Statuses by which a request may be refused with any body. [note A7] */
export function refusesByStatus(status: number): boolean {
  return (status >= 400 && status < 500) || status === 501;
}

function shorten(body: string): string {
  const line = body.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
}
