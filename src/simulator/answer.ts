/** What goes back to the client: a JSON envelope, or a plain text body, or none. */
export interface Answer {
  status: number;
  headers?: Record<string, string | string[]>;
  /** An object is sent as JSON, a string as it stands. */
  body?: object | string;
  /** For a body that is a string. */
  contentType?: string;
  /** How it is written; UTF-8 where nothing is said. */
  encoding?: 'latin1';
  /** The body is sent in this coding. */
  coding?: 'gzip';
  /** The connection is cut instead of an answer. */
  cut?: boolean;
  /** Sent in chunks, without Content-Length. */
  chunked?: boolean;
  /** Called when the client had gone before the answer was written. */
  undelivered?: () => void;
}

export interface Envelope {
  message: unknown;
  retcode: unknown;
  result?: unknown;
  event?: unknown;
}

export function success(result: unknown = {}): Answer {
  return { status: 200, body: { result, message: 'success', retcode: '0' } };
}

export function refusal(retcode: string, message: string, status = 200): Answer {
  return { status, body: { result: {}, message, retcode } };
}

/** The same answer with some members of its envelope changed; `undefined` removes a member. */
export function withMembers(answer: Answer, members: Record<string, unknown>): Answer {
  if (typeof answer.body !== 'object') return answer;
  return { ...answer, body: { ...answer.body, ...members } };
}

export function retcodeOf(answer: Answer): unknown {
  return typeof answer.body === 'object' ? (answer.body as Envelope).retcode : undefined;
}
