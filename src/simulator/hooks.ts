import type { Agent } from './agents';
import type { Answer } from './answer';
import type { Call, LiftedBy } from './calls';
import type { Clock } from './clock';
import type { GatewayEvent } from './events';
import type { Exchange } from './exchange';
import type { Settings } from './options';
import type { GatewayRequest } from './request';

/** An event on its way to an agent. */
export interface Notice {
  to: Agent;
  event: GatewayEvent;
  delayMs?: number;
}

/** What made the events that are raised together. */
export type Cause =
  | { kind: 'signed-in' | 'state-set' | 'linkage-set' | 'note' | 'extra'; call?: undefined; exchange?: Exchange }
  | { kind: 'dialled' | 'ring' | 'ended' | 'gave-up'; call: Call; exchange?: Exchange }
  | { kind: 'moved'; call: Call; exchange: Exchange }
  /** The phone of the agent that dialled is lifted; that of the one that is called; the call is connected. */
  | { kind: 'caller-lifted' | 'lifted' | 'answered'; call: Call; by: LiftedBy; exchange: Exchange | undefined };

/** The places where faults and dialects step in. Each gets what the gateway would do and gives back what it does. */
export interface Hooks {
  settings?(settings: Settings): void;
  /** What something in front of the gateway answers in its place; undefined where it lets the request through. */
  inFront?(request: GatewayRequest, clock: Clock): Answer | undefined;
  /** Before a request is routed; may change it. */
  request?(request: GatewayRequest): void;
  method?(x: Exchange, accepted: boolean): boolean;
  /** The agent ID that the path names, in its plain spelling; undefined when it names none. */
  agentId?(x: Exchange, id: string | undefined): string | undefined;
  destWorkNo?(x: Exchange, id: string | undefined, values: readonly string[]): string | undefined;
  guid?(x: Exchange, accepted: boolean): boolean;
  contentType?(x: Exchange, accepted: boolean): boolean;
  prerequisite?(x: Exchange, name: string, holds: boolean): boolean;
  /** Around the effect of a pickup whose prerequisites hold. */
  execute?(x: Exchange, perform: () => void): void | Promise<void>;
  answer?(x: Exchange, answer: Answer): Answer | Promise<Answer>;
  events?(cause: Cause, notices: Notice[]): Notice[];
}

/** Every hook present: those of several faults and dialects, one after the other. */
export type HookChain = Required<Hooks>;

export function combine(all: readonly Hooks[]): HookChain {
  return {
    settings: (settings) => {
      for (const hooks of all) hooks.settings?.(settings);
    },
    inFront: (request, clock) => {
      for (const hooks of all) {
        const answer = hooks.inFront?.(request, clock);
        if (answer) return answer;
      }
      return undefined;
    },
    request: (request) => {
      for (const hooks of all) hooks.request?.(request);
    },
    method: (x, accepted) => all.reduce((value, hooks) => hooks.method?.(x, value) ?? value, accepted),
    agentId: (x, id) => {
      let value = id;
      for (const hooks of all) if (hooks.agentId) value = hooks.agentId(x, value);
      return value;
    },
    destWorkNo: (x, id, values) => {
      let value = id;
      for (const hooks of all) if (hooks.destWorkNo) value = hooks.destWorkNo(x, value, values);
      return value;
    },
    guid: (x, accepted) => all.reduce((value, hooks) => hooks.guid?.(x, value) ?? value, accepted),
    contentType: (x, accepted) => all.reduce((value, hooks) => hooks.contentType?.(x, value) ?? value, accepted),
    prerequisite: (x, name, holds) =>
      all.reduce((value, hooks) => hooks.prerequisite?.(x, name, value) ?? value, holds),
    execute: (x, perform) => nest(all, x, perform),
    answer: (x, answer) => {
      let value: Answer | Promise<Answer> = answer;
      for (const hooks of all) {
        const step = hooks.answer;
        if (!step) continue;
        value = value instanceof Promise ? value.then((ready) => step(x, ready)) : step(x, value);
      }
      return value;
    },
    events: (cause, notices) => all.reduce((value, hooks) => hooks.events?.(cause, value) ?? value, notices),
  };
}

function nest(all: readonly Hooks[], x: Exchange, perform: () => void): void | Promise<void> {
  const around = all.find((hooks) => hooks.execute);
  if (!around?.execute) return perform();
  const rest = all.slice(all.indexOf(around) + 1);
  return around.execute(x, () => void nest(rest, x, perform));
}
