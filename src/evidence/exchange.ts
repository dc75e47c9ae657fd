/** Why a request was sent; only a stimulus is judged, the rest brings agents to the place or back. */
export type Purpose = 'stimulus' | 'control' | 'stage' | 'poll' | 'fence' | 'clean-up';

/** How a request ended when no complete HTTP answer came. */
export type TransportFailureKind =
  | 'connection-refused'
  /** No route, no connection in time, or cut off before TLS was agreed on: the request was never sent. */
  | 'unreachable'
  | 'name-not-found'
  | 'tls'
  | 'cut'
  | 'malformed-answer'
  /** An interim answer that HTTP allows and the suite's client cannot read: nobody's fault but ours. */
  | 'unasked-continue'
  | 'no-answer-in-time'
  /** The suite did not send it, or gave it up. */
  | 'not-tried';

export interface TransportFailure {
  kind: TransportFailureKind;
  message: string;
}

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** One request and what came back. Times are milliseconds since the run's worker started its clock. */
export interface Exchange {
  /** Counts up within one worker. */
  id: number;
  purpose: Purpose;
  /** The agent on whose behalf the suite sent it. */
  agentId?: string;
  sentAt: number;
  endedAt: number;
  request: { method: string; url: string; headers: HeaderList; body?: string };
  response?: {
    status: number;
    headers: HeaderList;
    body: string;
    /** The body's bytes are no UTF-8: what was not stands as U+FFFD. */
    notUtf8?: true;
  };
  failure?: TransportFailure;
}
