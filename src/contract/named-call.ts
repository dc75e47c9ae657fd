import type { Contract } from './contract';

export interface NamedCall {
  caller?: string;
  called?: string;
  callId?: string;
}

/**
 * How an event's content names its call, by the members that the description marks with `x-names-the-call`: as text,
 * without padding. Gateways spell `callid` in more than one way, and some contents are the call id itself.
 */
export function namedCall(contract: Contract, eventType: string, content: unknown): NamedCall {
  const { text, ...members } = contract.callFields(eventType);
  const whole = plainText(content);
  if (whole !== undefined) return text === undefined || whole === '' ? {} : { [text]: asId(whole) };
  if (typeof content !== 'object' || content === null) return {};
  const named: NamedCall = {};
  for (const [meaning, member] of Object.entries(members) as [keyof NamedCall, string][]) {
    const value = plainText(memberOf(content, member));
    if (value === undefined || (meaning === 'callId' && value === '')) continue;
    named[meaning] = meaning === 'callId' ? asId(value) : value;
  }
  return named;
}

/** The call that the answer to an internal call names: its id, or an object with it. */
export function callIdOf(result: unknown): string | undefined {
  const id = plainText(typeof result === 'object' && result !== null ? memberOf(result, 'callid') : result);
  return id === undefined || id === '' ? undefined : asId(id);
}

/**
 * Do two texts name one party of a call? An agent is named by its ID or its phone, and may begin with `a`.
 * @param phones phone numbers by agent ID
 */
export function sameParty(one: string, other: string, phones: Readonly<Record<string, string>>): boolean {
  return partyOf(one, phones) === partyOf(other, phones);
}

/** The ID of the agent that a text names, by its ID or its phone; the plain number of anybody else. */
export function partyOf(text: string, phones: Readonly<Record<string, string>>): string {
  const plain = asId(text.replace(/^a(?=[0-9]+$)/i, ''));
  const agent = Object.entries(phones).find(([id, phone]) => id === plain || asId(phone) === plain);
  return agent?.[0] ?? plain;
}

/** A text, or a number as text, without the NULs and blanks that pad it; undefined for anything else. */
export function plainText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).replaceAll('\0', '').trim();
}

/** A number is the same with and without zeros in front. */
function asId(text: string): string {
  return text.replace(/^0+(?=[0-9]+$)/, '');
}

function memberOf(content: object, name: string): unknown {
  if (Object.hasOwn(content, name)) return (content as Record<string, unknown>)[name];
  return Object.entries(content).find(([member]) => member.toLowerCase() === name.toLowerCase())?.[1];
}
