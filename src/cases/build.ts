import type { OperationContract, Role } from '../contract/contract';
import { mayBeCutOff } from '../contract/cut-off-methods';
import type { Case, Expectation, Section, Stage, Stimulus } from './case';

interface Draft {
  /** Last part of the id; letters, digits and dashes. */
  what: string;
  title: string;
  /** A requirement id, or what it is bound to. */
  judges: Role | { requirement: string };
  stage?: Stage;
  stimulus?: Stimulus;
  expect: Expectation;
  needs?: Case['needs'];
}

/** Completes a case: its id, and every requirement that a case of this kind judges beside its own. */
export function buildCase(operation: OperationContract, section: Section, draft: Draft): Case | undefined {
  const own = typeof draft.judges === 'string' ? operation.judgedBy[draft.judges] : draft.judges.requirement;
  if (own === undefined) return undefined;
  return {
    id: `${operation.name}.${section}.${draft.what}`,
    operation: operation.name,
    section,
    title: draft.title,
    requirement: own,
    requirements: [...new Set([own, ...besides(operation, draft)])],
    stage: draft.stage ?? { name: draft.expect.outcome === 'accepted' ? 'pickup' : 'ringing' },
    stimulus: draft.stimulus ?? {},
    expect: draft.expect,
    ...(draft.needs ? { needs: draft.needs } : {}),
  };
}

/** `buildCase` for many; drafts whose role the operation does not bind are left out. */
export function buildCases(operation: OperationContract, section: Section, drafts: readonly Draft[]): Case[] {
  return drafts.flatMap((draft) => buildCase(operation, section, draft) ?? []);
}

function besides(operation: OperationContract, draft: Draft): string[] {
  const bound = (...roles: Role[]) => roles.flatMap((role) => operation.judgedBy[role] ?? []);
  // Whoever may cut the request off need not answer it.
  const robust = mayBeCutOff(draft.stimulus?.method ?? operation.method) ? [] : bound('robust');
  const always = [...bound('response.envelope', 'response.truth'), ...robust];
  if (draft.expect.outcome === 'accepted')
    return [...always, ...bound('events.content'), ...traceRequirements(operation)];
  const refusal = [...always, ...bound('response.failure-result', 'events.refused', 'call-unharmed')];
  if (draft.expect.retcodes?.requirement) refusal.push(draft.expect.retcodes.requirement);
  if (draft.expect.retcodes?.role) refusal.push(...bound(draft.expect.retcodes.role));
  if (!draft.expect.anyRetcode) refusal.push(...bound('retcode.listed'));
  if (draft.expect.ownSession) refusal.push(...bound('retcode.not-signed-in-only'));
  return refusal;
}

/** Requirements that a triggered event can keep or break. */
export function traceRequirements(operation: OperationContract): string[] {
  return [
    ...operation.trace.events.flatMap((event) => [
      event.requirement,
      event.once,
      ...(event.tooEarly ? [event.tooEarly] : []),
    ]),
    ...operation.trace.order.map((order) => order.requirement),
  ];
}

export type { Draft };
