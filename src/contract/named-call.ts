import type { Contract } from './contract';

export interface NamedCall {
  caller?: string;
  called?: string;
  callId?: string;
}

/** How an event's content names its call, by the members that the description marks with `x-names-the-call`; numbers as text. */
export function namedCall(contract: Contract, eventType: string, content: unknown): NamedCall {
  if (typeof content !== 'object' || content === null) return {};
  const named: NamedCall = {};
  for (const [meaning, member] of Object.entries(contract.callFields(eventType)) as [keyof NamedCall, string][]) {
    const value = (content as Record<string, unknown>)[member];
    if (typeof value === 'string' || typeof value === 'number') named[meaning] = String(value);
  }
  return named;
}
