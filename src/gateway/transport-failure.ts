import type { TransportFailure, TransportFailureKind } from '../evidence/exchange';

const kindByCode: Readonly<Record<string, TransportFailureKind>> = {
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_NODATA: 'name-not-found',
  ECONNRESET: 'cut',
  EPIPE: 'cut',
  UND_ERR_SOCKET: 'cut',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cut',
  UND_ERR_HEADERS_TIMEOUT: 'no-answer-in-time',
  UND_ERR_BODY_TIMEOUT: 'no-answer-in-time',
  UND_ERR_ABORTED: 'not-tried',
  UND_ERR_HEADERS_OVERFLOW: 'malformed-answer',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'malformed-answer',
};

const meaningOfTls: readonly (readonly [RegExp, string])[] = [
  [/CERT_HAS_EXPIRED/, 'the certificate has expired'],
  [/CERT_NOT_YET_VALID/, 'the certificate is not valid yet'],
  [/ALTNAME_INVALID/, 'the certificate is for another host'],
  [/DEPTH_ZERO_SELF_SIGNED/, 'the certificate is self-signed and not in tls.ca'],
  [/SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_/, 'the certificate was issued by an authority that is not in tls.ca'],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/, 'the port does not speak TLS'],
  [/REVOKED/, 'the certificate was revoked'],
];

/** Tells apart how a request failed below HTTP: what the network did from what the gateway did. */
export function describeFailure(error: unknown): TransportFailure {
  const { code, message } = causeOf(error);
  // Node's parser errors have a code, undici's a name alone.
  if (code.startsWith('HPE_') || (error instanceof Error && error.name === 'HTTPParserError'))
    return { kind: 'malformed-answer', message };
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)) {
    const meaning = meaningOfTls.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1];
    return { kind: 'tls', message: `${code}: ${meaning ?? message}` };
  }
  if (/before secure TLS connection/.test(message))
    return { kind: 'unreachable', message: `${code}: the connection was cut before TLS was agreed on` };
  // So undici ends a connection on which "100 Continue" comes without being asked for.
  if (code === 'UND_ERR_SOCKET' && message === 'bad response')
    return {
      kind: 'unasked-continue',
      message: 'an interim answer (HTTP 100 Continue, or an upgrade) that nobody asked for',
    };
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
