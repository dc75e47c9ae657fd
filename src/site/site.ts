export type AuthMode = 1 | 2;
export type EventMode = 'poll' | 'push';

/** A test agent that the site lends. */
export interface LentAgent {
  id: string;
  password: string;
  phone: string;
  phoneModel: string;
  group: string;
  mayPickUp: boolean;
}

/** `ringMs`: how long a phone rings before the exchange gives up, where the site says so. */
export type CallDriverSettings = { ringMs?: number } & CallDriver;

type CallDriver =
  | { driver: 'http'; url: string }
  | { driver: 'command'; command: string; args: readonly string[] }
  | { driver: 'manual' }
  | { driver: 'simulator'; faults: readonly string[]; dialects: readonly string[] }
  | { driver: 'none' };

/** Everything that is known of the gateway under test and of what its site lends; checked, with defaults filled in. */
export interface Site {
  /** The file it came from, absolute. */
  file: string;
  name: string;
  /** Origin without a trailing slash, e.g. `https://gateway.example:8043`. */
  url: string;
  httpUrl?: string;
  edition: string;
  authMode: AuthMode;
  /** AUTHMODE 2: the site's GUIDINTERVAL and GUIDTIMEOUT in milliseconds. */
  guid: { intervalMs: number; timeoutMs: number };
  tls: { ca?: string; insecure: boolean };
  recording: boolean;
  snatchpickupGuid: 'observed' | 'required';
  /** `autoAnswer`: is a call answered once the phone is lifted, or by a request of the agent's software after that? */
  signIn: { force: boolean; autoAnswer: boolean };
  events: {
    deadlineMs: number;
    quietMs: number;
    mode: EventMode;
    callback?: string;
    /** Certificate and key that the suite shows at an https callback; files, absolute. */
    tls?: { cert: string; key: string };
  };
  exploration: { steps: number };
  /** `answerMs`: how long the gateway may take to answer any request but an event poll. */
  limits: { requestsPerSecond?: number; maxWaitMs: number; answerMs: number };
  calls: CallDriverSettings;
  agents: readonly LentAgent[];
}
