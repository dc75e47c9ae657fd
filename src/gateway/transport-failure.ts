import type { TransportFailure, TransportFailureKind } from '../evidence/exchange';

const kindByCode: Readonly<Record<string, TransportFailureKind>> = {
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  ENETUNREACH: 'connection-refused',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  ECONNRESET: 'cut',
  EPIPE: 'cut',
  UND_ERR_SOCKET: 'cut',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cut',
  UND_ERR_HEADERS_TIMEOUT: 'no-answer-in-time',
  UND_ERR_BODY_TIMEOUT: 'no-answer-in-time',
  UND_ERR_ABORTED: 'no-answer-in-time',
  UND_ERR_CONNECT_TIMEOUT: 'connection-refused',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'malformed-answer',
};

/** Tells apart how a request failed below HTTP: what the network did from what the gateway did. */
export function describeFailure(error: unknown): TransportFailure {
  const { code, message } = causeOf(error);
  // Node's parser errors have a code, undici's a name alone.
  if (code.startsWith('HPE_') || (error instanceof Error && error.name === 'HTTPParserError'))
    return { kind: 'malformed-answer', message };
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code))
    return { kind: 'tls', message: `${code}: ${message}` };
  const kind = kindByCode[code] ?? 'cut';
  return { kind, message: code ? `${code}: ${message}` : message };
}

/** A request that could not even be sent as it was asked for: a mistake of the suite, not of network or gateway. */
export function isOwnMistake(error: unknown): boolean {
  return /^(UND_ERR_INVALID_ARG|ERR_INVALID_|ERR_UNESCAPED_)/.test(causeOf(error).code);
}

function causeOf(error: unknown): { code: string; message: string } {
  let current: unknown = error;
  while (current instanceof Error) {
    const code = (current as NodeJS.ErrnoException).code;
    if (current instanceof AggregateError && current.errors.length > 0) current = current.errors[0];
    else if (typeof code === 'string') return { code, message: firstLine(current.message) };
    else if (current.cause === undefined) return { code: '', message: firstLine(current.message) };
    else current = current.cause;
  }
  return { code: '', message: firstLine(String(current)) };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
