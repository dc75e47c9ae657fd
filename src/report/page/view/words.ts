import type { Verdict } from '../../../checks/verdict';
import type { Exchange } from '../../../evidence/exchange';

/** Every URL of a gateway begins with this, so that it tells nothing. */
const COMMON = /^https:\/\/[^/]+(\/agentgateway\/resource)?/;
/** Plain HTTP is told: it is another port. */
const COMMON_PLAIN = /^(http:)\/\/[^/]+(\/agentgateway\/resource)?/;

/** `POST /voicecall/110/phonepickup` */
export function requestInWords({ request: { method, url } }: Exchange): string {
  return `${method} ${url.replace(COMMON, '').replace(COMMON_PLAIN, '$1 ')}`;
}

/** `HTTP 200 · retcode 0`, or why there is no answer. */
export function answerInWords({ response, failure }: Exchange): string {
  if (!response) return `no answer: ${failure?.kind ?? 'unknown'}`;
  const { status, body } = response;
  if (body === '') return `HTTP ${status} · no body`;
  try {
    const json: unknown = JSON.parse(body);
    const retcode = typeof json === 'object' && json !== null && 'retcode' in json ? json.retcode : undefined;
    if (retcode !== undefined) return `HTTP ${status} · retcode ${JSON.stringify(retcode)}`;
  } catch {
    // Not JSON: the status has to do.
  }
  return `HTTP ${status} · ${body.replaceAll(/\s+/g, ' ').slice(0, 60)}`;
}

/** `0.4 ms`, `212 ms`, `1.50 s`; with a sign where it is counted from a point in between. */
export function milliseconds(ms: number): string {
  const size = Math.abs(ms);
  const sign = ms < 0 && size >= 0.05 ? '−' : '';
  if (size < 99.95) return `${sign}${size.toFixed(1)} ms`;
  return size < 1000 ? `${sign}${Math.round(size)} ms` : `${sign}${(size / 1000).toFixed(2)} s`;
}

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  fail: 'fail',
  warning: 'warning',
  inconclusive: 'inconclusive',
  'not-applicable': 'not applicable',
  'not-run': 'not run',
};

/** Cuts the middle out of what is longer than `longest`: beginning and end tell most. */
export function middleCut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const tail = Math.floor((longest - 1) / 2);
  return `${text.slice(0, longest - 1 - tail)}…${text.slice(text.length - tail)}`;
}
