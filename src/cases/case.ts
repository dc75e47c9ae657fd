import type { OperationName, Role } from '../contract/contract';
import type { IdSpelling } from './lexical-classes';

export type Section =
  | 'method'
  | 'agent-id'
  | 'dest-work-no'
  | 'headers'
  | 'guid'
  | 'response'
  | 'prerequisites'
  | 'events'
  | 'retcodes'
  | 'exploration';

/** How an ID stands in the request: another spelling of the agent's own or of another one's, or a text, percent-encoded as sent. */
export type IdText =
  | { spelled: IdSpelling; of?: 'called' | 'another' }
  | { text: string }
  /**
   * `nobody`: no lent agent has it; `unused`: of a lent agent that takes no part; `never signed in`: of one that could take
   * the picker's part and that nobody signs in until the request was made.
   */
  | { agent: 'picker' | 'another' | 'nobody' | 'unused' | 'never signed in' }
  | { phoneOf: 'picker' | 'called' }
  | { groupOf: 'called' };

/** Which Guid a request carries; `own` is the valid one. */
export type GuidChoice =
  | 'own'
  | 'missing'
  | 'empty'
  | 'made-up'
  | 'truncated'
  | 'first-half'
  | 'lengthened'
  | 'other-case'
  | 'without-node'
  | 'other-node'
  | 'last-digit-changed'
  | 'all-zeros'
  | 'null'
  | 'wildcard'
  | 'like-pattern'
  | 'regular-expression'
  | 'without-hyphens'
  | 'in-braces'
  | 'in-quotes'
  | 'with-jsessionid'
  | 'in-a-list'
  | 'last-block'
  | 'very-long'
  | 'agent-id'
  | 'condition'
  | 'not-ascii'
  | 'of-another-agent'
  | 'of-called-agent'
  | 'of-agent-of-other-group'
  | 'of-agent-without-permission'
  | 'of-agent-with-other-phone'
  | 'after-sign-out'
  | 'after-forced-sign-in'
  | 'after-timeout'
  /** Of a Guid that came by a renewal, not with the sign-in. */
  | 'renewed-after-forced-sign-in'
  | 'renewed-after-timeout'
  /** Valid: it came with the second renewal of its session, or a later one. */
  | 'renewed-again'
  /** Valid in AUTHMODE 1, also when the time is over in which Guids are renewed and die in AUTHMODE 2. */
  | 'of-sign-in';

/** The one request of a case, told as its difference from the documented one. */
export interface Stimulus {
  method?: string;
  agentId?: IdText;
  destWorkNo?: IdText;
  /** Replaces the whole query string; `{dest}` stands for the called agent's ID. */
  query?: string;
  /** Added to the documented query string; `{guid}` stands for the agent's own Guid, in headers as well. */
  extraQuery?: string;
  guid?: GuidChoice;
  /** Name under which the Guid is sent. */
  guidHeader?: string;
  /** null: none sent. */
  contentType?: string | null;
  headers?: readonly (readonly [name: string, value: string])[];
  body?: string;
  /** Replaces the operation's path; `{agentid}` stands for the agent's ID. */
  path?: string;
  /** Put before or behind the operation's path; `{dest}` stands for the called agent's ID. */
  pathPrefix?: string;
  pathSuffix?: string;
  port?: 'https' | 'http';
}

/** What must hold of a refused request beyond having no effect. */
export interface Refusal {
  /** Retcodes that it must carry, and what is broken if it carries another. */
  retcodes?: { allowed: readonly string[]; role?: Role; requirement?: string };
  /** The Guid does not match, so its documented codes are allowed beside the listed ones. */
  wrongGuid?: boolean;
  /** The agent in the path is signed in and the Guid its own: "not signed in" would be untrue. */
  ownSession?: boolean;
  /** It need not reach the operation: no statement of the page covers the retcode, and it may be redirected. */
  anyRetcode?: boolean;
}

export type RaceBetween = 'two snatchpickups' | 'snatchpickup and phonepickup' | 'two phonepickups';

export type Expectation =
  | { outcome: 'accepted' }
  | ({ outcome: 'refused' } & Refusal)
  /** Two requests at once: one is accepted, the other refused. */
  | ({ outcome: 'one of two accepted' } & Refusal)
  /** Both conform; what must hold is that answer and effect agree. */
  | ({ outcome: 'accepted or refused' } & Refusal)
  /** Many requests, each with an expectation of its own. */
  | ({ outcome: 'as the state allows' } & Refusal);

/**
 * What has to be so before the stimulus.
 * `ringing`: the call rings, every prerequisite holds; refusals share one call. `picker` and `called` name agents that
 * take the part where the site lends them. `pickup`: the same, one call per case.
 * The others break one prerequisite, or bring about a moment of their own; staging has a procedure for each.
 */
export type Stage =
  | { name: 'ringing'; picker?: string; called?: string }
  | PickupStage
  | { name: 'breach'; state: string }
  | { name: 'race'; between: RaceBetween }
  | { name: 'own-call' }
  | { name: 'answerable-after-refusal' }
  /** Of the exploration: a seeded walk, or the given story. */
  | { name: 'story'; walk: string };

/** A pickup with every prerequisite met, on a call of its own. */
export interface PickupStage {
  name: 'pickup';
  picker?: string;
  called?: string;
  answerBy?: 'phonepickup' | 'handset';
  endBy?: 'caller' | 'agent';
  call?: 'external' | 'internal';
  /** This part is taken by an agent without the pickup permission, where the site lends one. */
  unprivileged?: 'picker' | 'called';
  after?: 'renewal' | 'forced sign-in' | 'earlier call' | 'takeover';
  /** Sent by the agent that is to take a call over, right before it does. */
  before?: 'takeover';
  /** Of a group that the site did not name first, where it lends two agents of one. */
  group?: 'another';
  /** The call before, in the same session, was never answered. */
  missedCall?: true;
  /** The phone has rung for most of the time that phones of the site ring. */
  late?: true;
  /** Another phone of the group rings as well, since before or after the one that is meant, or was answered before. */
  beside?: 'earlier' | 'later' | 'talking';
  /** What the agent whose phone rings is since before the call; its phone rings all the same, where the site lets it. */
  ringingAgent?: 'busy' | 'wrapping up';
}

/** One stimulus for one or more requirements. Data; made from the contract, judged against it. */
export interface Case {
  /** Permanent: `<operation>.<section>.<what>`. */
  id: string;
  operation: OperationName;
  section: Section;
  /** A sentence that a failure reads as. */
  title: string;
  /** Requirement that the case is there for. */
  requirement: string;
  /** All requirements that it judges, the first among them. */
  requirements: readonly string[];
  stage: Stage;
  stimulus: Stimulus;
  expect: Expectation;
  /** Only for sites like this; otherwise not applicable, with the text. */
  needs?: {
    authMode?: 1 | 2;
    plainHttp?: true;
    agent?: string;
    callInner?: true;
    unprivileged?: true;
    anotherGroup?: true;
    occupied?: true;
    guidWithEvent?: true;
    guidWhileRinging?: true;
    freed?: true;
    forcedSignIn?: true;
    beside?: true;
    ringMs?: true;
  };
}
