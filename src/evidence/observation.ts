import type { EventRecord } from './event-record';
import type { Exchange } from './exchange';
import type { InBetweenCounts } from './in-between';
import type { OwnDelay } from './own-delays';
import type { Exploration } from './story';
import type { Repetition } from './transit';

/** A step that had to be true before the stimulus; a step that is not proven makes the case inconclusive. */
export interface Step {
  what: string;
  proven: boolean;
  detail?: string;
}

/** Points in time that event traces refer to, in milliseconds of the worker's clock. */
export interface Moments {
  /** The ringing was announced to the agent that is called; events of the ringing itself are not younger. */
  rang?: number;
  /** The stimulus was sent; an event that it triggers cannot be older. */
  requestSent?: number;
  /** The stimulus was answered. */
  requestAccepted?: number;
  /** The first thing that answers the phone was sent (phonepickup, handset); absent: never answered. */
  phoneAnswered?: number;
  /** The handset was lifted: alone, or after a phonepickup that was refused. */
  handsetLifted?: number;
  /** The first thing that ends the call was sent. */
  callEnded?: number;
  /** When what answered the phone, or ended the call, was done with: from here on events are awaited. */
  phoneAnsweringDone?: number;
  callEndDone?: number;
  /** The observation's events are complete up to here. */
  closed?: number;
}

/** What the picker's software did to answer, at a site whose agents answer by hand. */
export interface ManualAnswer {
  /** When the request was answered with success; absent: never. */
  at?: number;
  /** Why the agent could not answer. */
  failed?: string;
}

/** An event that did not come, and how long it was waited for. */
export interface CutShort {
  event: string;
  agentId: string;
  waitedMs: number;
}

/** What names the ringing call before anybody picks it up. */
export interface CallIdentity {
  kind: 'external' | 'internal';
  /** Agent that the call was placed to. */
  placedTo: string;
  caller?: string;
  called?: string;
  callId?: string;
  /** Ids of calls before this one that events still name. */
  earlierIds?: readonly string[];
}

/** Who took part, by role. `agents` lists everybody whose events were watched. */
export interface Cast {
  picker: string;
  called?: string;
  others: readonly string[];
  /** Phone numbers by agent ID. */
  phones: Readonly<Record<string, string>>;
}

/** The same call picked up after refusals, by the same request without the mutation. */
export interface Control {
  exchange?: Exchange;
  /** Did the pickup happen (answer and event)? */
  succeeded: boolean;
  /** The call could be answered, but not as before: one way of answering failed, or it named another caller. */
  impaired?: true;
  /** What showed it, or what was missing. */
  detail: string;
}

/**
 * Sent on the way to a pickup: phonepickup with another party's Guid, or by the agent that calls internally for itself, or by
 * the one whose call was taken; snatchpickup by another agent of the group, wrong in one way, signed out, or by the ID of
 * the one whose call was taken, and before a takeover what must leave its agent free to make it.
 */
export type OnTheWay =
  | `before a takeover: ${string}`
  | 'by a stranger'
  | 'by the caller'
  | 'by the former holder'
  | 'from the former holder'
  | 'snatched with two IDs'
  | 'snatched by another method'
  | 'snatched while signed out';

/**
 * Everything seen around one stimulus: plain data that can be written down and judged again without a gateway.
 */
export interface Observation {
  caseId: string;
  /** Worker that made the observation, where another one judges it: times and ids are that one's. */
  worker?: number;
  cast: Cast;
  steps: readonly Step[];
  /** Usually one; two for a race. */
  stimuli: readonly Exchange[];
  /** The phonepickup that answered a call after it was taken over. */
  answering?: Exchange;
  /** Other exchanges worth showing: what set the stage, answered or ended the call. */
  surroundings: readonly Exchange[];
  call?: CallIdentity;
  /** Each request that was sent on the way to the pickup and must be refused: an observation of its own. */
  onTheWay?: Readonly<Partial<Record<OnTheWay, Observation>>>;
  /** The agent had been busy right before, and said that it is free. */
  freed?: true;
  /** Why the agent's session was not begun by force, as its case asks for. */
  notForced?: string;
  /** Why the agent whose phone rings is idle, where its case asks for another state. */
  notOccupied?: string;
  /** The Guid of the stimulus had come with the answer to a poll that brought an event as well. */
  guidWithEvent?: true;
  /** The Guid of the stimulus had come while the phone rang that it is about. */
  guidWhileRinging?: true;
  /** Rang at another agent of the group at the same time, at any rate until `ringsUntil`. */
  beside?: CallIdentity & { ringsUntil: number };
  /** Why no two phones could ring at the same time. */
  notBeside?: string;
  moments: Moments;
  /** Events of every watched agent from the ring to the closing fence, by time. */
  events: readonly EventRecord[];
  /** From here on (ms) events have another cause than the stimulus: the repair of the stage, the control. */
  explainedFrom?: number;
  control?: Control;
  /** Events after the stimulus that an earlier cause was still owing: a call that was answered, taken or ended before. */
  explained?: readonly Pick<EventRecord, 'agentId' | 'position'>[];
  /** Events that came between this scene and the one before: nothing that was done explains them. */
  strays?: readonly EventRecord[];
  /** Only where agents answer by hand. */
  manualAnswer?: ManualAnswer;
  /** Events that were waited for a part of their time only, because they had been absent again and again. */
  cutShort?: readonly CutShort[];
  /** What, while it was observed, may have made events late other than the gateway's handling of the call. */
  ownDelays?: readonly OwnDelay[];
  /** The same pickup on a new call, where an event was late or missing: is it again? */
  again?: Observation;
  /** Events that were late or missing in earlier pickups already, and in how many: they needed no second look here. */
  overdueBefore?: Readonly<Record<string, number>>;
  /** The gateway repeats the ringing's own events without any request: they say nothing here. */
  ringingRepeats?: true;
  /** Was the absence of further events proven, and how? */
  absence?: { by: 'fence' | 'empty poll' | 'quiet time' | 'nothing'; agents: readonly string[] };
  /**
   * The call was lost, or taken, without an answer that says so; found by repeating the stimulus alone.
   * Text for the finding.
   */
  sideEffect?: string;
  /** The call was picked up all the same: `sideEffect` is about what an agent was left as. */
  callUnharmed?: true;
  /** Stories of many steps, where the case is of the exploration; exchanges and events are those of all of them. */
  exploration?: Exploration;
  /** The network came between while it was observed: of what was not seen nothing can be said. */
  disturbed?: true;
  /** The stimulus got lost on the way and was sent again on other stages. */
  repetition?: Repetition;
  /** What became of the stimulus before, each time on a stage of its own. */
  earlierTries?: readonly string[];
  /** The same of the phonepickup that answered a call after it was taken over. */
  answeringRepetition?: Repetition;
  answeringTries?: readonly string[];
  /** How many answers of something between suite and gateway came meanwhile, whatever was asked for. */
  inBetween?: InBetweenCounts;
  /** Why the case could not be brought to a verdict; wins over everything but proven misbehaviour. */
  inconclusive?: string;
  /** Why this site cannot run the case. */
  notApplicable?: string;
}
