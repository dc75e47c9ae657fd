import type { AnySchemaObject } from 'ajv/dist/2020';

export type OperationName = 'phonepickup' | 'snatchpickup';
export type Level = 'must' | 'should' | 'observe';

/** One numbered statement of the contract that a gateway can keep or break. */
export interface Requirement {
  id: string;
  level: Level;
  text: string;
  page: string;
  section: string;
  notes: readonly string[];
}

/**
 * What a requirement is about, in words that the code knows; the description binds each to a requirement id
 * (`x-judged-by`). An operation need not bind all.
 */
export type Role =
  | 'method.accepted'
  | 'method.refused'
  | 'uri.served'
  | 'agentid.accepted'
  | 'agentid.refused'
  | 'agentid.spelling'
  | 'destworkno.accepted'
  | 'destworkno.missing'
  | 'destworkno.refused'
  | 'destworkno.meaning'
  | 'destworkno.spelling'
  | 'transport'
  | 'content-type.documented'
  | 'content-type.other'
  | 'guid.missing'
  | 'guid.foreign'
  | 'guid.static'
  | 'guid.dynamic'
  | 'guid.dead'
  | 'guid.header-name'
  | 'body.none'
  | 'response.envelope'
  | 'response.failure-result'
  | 'response.truth'
  | 'robust'
  | 'events.refused'
  | 'events.content'
  | 'events.called-agent'
  | 'call-unharmed'
  | 'race'
  | 'retcode.invalid-parameter'
  | 'retcode.not-signed-in-only'
  | 'retcode.listed';

/** A way in which one prerequisite is broken while the others are kept; the staging knows how. */
export interface Breach {
  /** Name that staging knows, e.g. `linkage-off`. */
  state: string;
  title: string;
}

export interface Prerequisite {
  id: string;
  text: string;
  requirement: string;
  brokenBy: readonly Breach[];
  /** Codes that the refusal must carry, where the page states them outright. */
  refusedWith?: readonly string[];
}

export interface Retcodes {
  success: string;
  /** Codes on the operation's own page. */
  listed: readonly string[];
  notSignedIn: string;
  /** Documented for a Guid that does not match, whether the page lists them or not. */
  wrongGuid: readonly string[];
  /** Expected where a parameter of the URL is invalid; absent where the page lists none. */
  invalidParameter?: readonly string[];
  meanings: Readonly<Record<string, string>>;
}

export type MomentName = 'request accepted' | 'phone answered' | 'call ended';

export interface TraceEvent {
  event: string;
  to: 'picker' | 'called';
  /** Not before this moment. */
  after: MomentName;
  /** Which call it names, for the wording of reports. */
  min: number;
  max: number;
  /** `recording`: only where the site records calls; `external`: only for calls from outside. */
  only: readonly ('recording' | 'external')[];
  /** With manual answering it comes once the agent has answered. */
  onceAnswered?: true;
  requirement: string;
  /** Broken by an event that comes before `after`; default: `requirement`. */
  tooEarly?: string;
  /** Broken by more than `max`. */
  once: string;
}

export interface TraceOrder {
  first: string;
  then: string;
  requirement: string;
}

export interface EventTrace {
  events: readonly TraceEvent[];
  order: readonly TraceOrder[];
  /** Events that only a pickup raises: none may reach anybody after a refusal. */
  forbiddenAfterRefusal: readonly string[];
}

/** A parameter whose value is a whole number in a range. */
export interface NumericRange {
  minimum: number;
  maximum: number;
}

export interface OperationContract {
  name: OperationName;
  /** Upper case. */
  method: string;
  /** Methods that the page names as refused; every other is refused as well. */
  namedRefusedMethods: readonly string[];
  /** As in the description, e.g. `/voicecall/{agentid}/phonepickup`. */
  path: string;
  agentId: NumericRange;
  /** Only where the operation has the parameter. */
  destWorkNo?: NumericRange & { name: string };
  contentType: string;
  guidHeader: string;
  /** Is the Guid header listed by the operation's own page? */
  guidListed: boolean;
  requirements: readonly Requirement[];
  judgedBy: Readonly<Partial<Record<Role, string>>>;
  prerequisites: readonly Prerequisite[];
  retcodes: Retcodes;
  trace: EventTrace;
}

export interface SchemaProblem {
  /** JSON pointer into the value, `` for the whole. */
  at: string;
  expected: string;
}

/** Which members of an event's content name the call, by meaning, and what a content that is a plain text means. */
export interface CallFields {
  caller?: string;
  called?: string;
  callId?: string;
  text?: 'callId';
}

/** The two operations as one edition describes them, with their validators. */
export interface Contract {
  edition: string;
  /** e.g. `/agentgateway/resource` */
  basePath: string;
  operations: Readonly<Record<OperationName, OperationContract>>;
  requirements: readonly Requirement[];
  requirement(id: string): Requirement;
  /** Problems of an answer body against the operation's answer schema; empty when it fits. */
  answerProblems(operation: OperationName, body: unknown): readonly SchemaProblem[];
  /** Problems of an event's content against its published schema; empty when it fits or the type is unknown. */
  contentProblems(eventType: string, content: unknown): readonly SchemaProblem[];
  /** How an event's content names the call, from `x-names-the-call`. */
  callFields(eventType: string): CallFields;
  schema(name: string): AnySchemaObject;
}
