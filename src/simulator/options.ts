import type { Clock } from './clock';
import { type Edition, type Range, rangeOf } from './editions';
import type { GuidForm } from './guid';

export interface SimulatedAgent {
  id: string;
  password: string;
  phone: string;
  /** 'eSpace 7910' unless said otherwise. */
  phoneModel?: string;
  /** 'A' unless said otherwise. */
  group?: string;
  /** The group pickup permission; true unless said otherwise. */
  mayPickUp?: boolean;
}

export interface GuidTimes {
  intervalMs: number;
  timeoutMs: number;
}

export interface SimulatorOptions {
  edition: Edition;
  authMode: 1 | 2;
  /** AUTHMODE 2: how often the Guid is renewed, and how long a replaced one still works. */
  guid?: GuidTimes;
  agents: SimulatedAgent[];
  recording?: boolean;
  /** How long a poll waits for an event; 0 = the wait is switched off. */
  pollWaitMs?: number;
  ringTimeoutMs?: number;
  plainHttp?: boolean;
  host?: string;
  port?: number;
  httpPort?: number;
  driverPort?: number;
  faults?: string[];
  dialects?: string[];
  clock?: Clock;
  /** Where Guids come from: UUIDs, by chance unless said otherwise. */
  uuid?: () => string;
  log?: (line: string) => void;
  /** Told of every Guid and cookie when it is issued, and of every service token it is given: for tests that look where else it turns up. */
  onSecret?: (value: string) => void;
}

/** How this gateway behaves, after defaults; faults and dialects may change it before the start. */
export interface Settings {
  edition: Edition;
  range: Range;
  authMode: 1 | 2;
  guid: GuidTimes;
  recording: boolean;
  pollWaitMs: number;
  /** How long a call from outside takes to reach the phone. */
  ringsAfterMs: number;
  ringTimeoutMs: number;
  /** Who lifts the phone has answered, whatever the agent signed in with. */
  liftingAnswers: boolean;
  /** The phone of an agent that dials rings first. */
  callerPhoneFirst: boolean;
  /** An agent that did not answer is busy then. */
  busyAfterNoAnswer: boolean;
  /** How long linkage takes that is asked for. */
  linkageAfterMs: number;
  /** An agent that does not poll (or beat, in push mode) for so long is signed out. */
  silenceMs: number;
  guidRefusal: '100-006' | '000-003';
  renewOnEveryPoll: boolean;
  /** No new Guid comes with an answer to a poll that brings no event. */
  renewWithEventsOnly: boolean;
  guidForm: GuidForm;
  snatchpickupGuid: 'required' | 'optional' | 'ignored';
  cookies: 'ignored' | 'required';
  /** Which Content-Type a pickup may have: four clients of deployed gateways send none. */
  contentType: 'documented' | 'documented or none' | 'any';
  pickupBody: 'ignored' | 'refused';
}

export function settingsFrom(options: SimulatorOptions): Settings {
  return {
    edition: options.edition,
    range: rangeOf(options.edition),
    authMode: options.authMode,
    guid: options.guid ?? { intervalMs: 60_000, timeoutMs: 120_000 },
    recording: options.recording ?? true,
    pollWaitMs: options.pollWaitMs ?? 10_000,
    ringsAfterMs: 0,
    ringTimeoutMs: options.ringTimeoutMs ?? 60_000,
    liftingAnswers: false,
    callerPhoneFirst: true,
    busyAfterNoAnswer: true,
    linkageAfterMs: 0,
    silenceMs: 120_000,
    guidRefusal: '100-006',
    renewOnEveryPoll: false,
    renewWithEventsOnly: false,
    guidForm: 'with node',
    snatchpickupGuid: 'required',
    cookies: 'ignored',
    contentType: 'documented or none',
    pickupBody: 'ignored',
  };
}
