import { type Edition, rangeOf, readId } from './editions';
import type { SimulatedAgent } from './options';

/** Which of the listed agents differ from a plain one: eSpace 7910, group A, may pick up. */
export interface AgentDifferences {
  otherGroup?: string;
  mayNotPickUp?: string;
  otherPhone?: string;
}

/** Agents from a list such as `101-110,59999`; agent 101 has the phone 70101. */
export function agentsFromList(
  list: string,
  edition: Edition,
  password: string,
  differences: AgentDifferences = {},
): SimulatedAgent[] {
  const otherGroup = new Set(readIds(differences.otherGroup ?? '', edition));
  const mayNotPickUp = new Set(readIds(differences.mayNotPickUp ?? '', edition));
  const otherPhone = new Set(readIds(differences.otherPhone ?? '', edition));
  return readIds(list, edition).map((id) => ({
    id,
    password,
    phone: `70${id}`,
    phoneModel: otherPhone.has(id) ? 'eSpace 7903' : 'eSpace 7910',
    group: otherGroup.has(id) ? 'B' : 'A',
    mayPickUp: !mayNotPickUp.has(id),
  }));
}

function readIds(list: string, edition: Edition): string[] {
  const parts = list.split(',').filter((part) => part.trim() !== '');
  return [...new Set(parts.flatMap((part) => expand(part.trim(), edition)))];
}

function expand(part: string, edition: Edition): string[] {
  const [first = '', last = first, ...more] = part.split('-');
  const range = rangeOf(edition);
  if (more.length > 0 || !readId(first, range) || !readId(last, range) || Number(first) > Number(last))
    throw new Error(`agents: "${part}" is no ID or range of IDs within ${range.first} to ${range.last}`);
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => String(Number(first) + index));
}
