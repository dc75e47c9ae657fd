import type { Exchange } from '../src/evidence/exchange';
import { groupBy } from './group';
import { isPoll } from './work';

/** The recording's name of a secret that is seen for the first time. */
const NOT_YET_KNOWN = '<not shown>';

/** Which of its Guids, as the recording numbers them, was an agent's newest at a given moment. */
export class GuidLabels {
  private readonly newest = new Map<string, { label: number; since: number }[]>();

  constructor(exchanges: readonly Exchange[]) {
    for (const [agentId, own] of groupBy(exchanges, (each) => each.agentId ?? ''))
      this.newest.set(agentId, labelled(own));
  }

  /** How often the agent was given a new Guid after this one, until `at`. */
  renewalsSince(agentId: string, label: number, at: number): number {
    const newest = this.newest.get(agentId)?.findLast(({ since }) => since <= at);
    return newest === undefined ? 0 : Math.max(0, newest.label - label);
  }
}

function labelled(own: readonly Exchange[]): { label: number; since: number }[] {
  const polls = own.filter(isPoll).sort((a, b) => a.sentAt - b.sentAt);
  const list: { label: number; since: number }[] = [];
  for (const each of [...own].sort((a, b) => a.endedAt - b.endedAt)) {
    if (!each.response?.headers.some(([name, value]) => /^set-guid$/i.test(name) && value === NOT_YET_KNOWN)) continue;
    const before = list.at(-1)?.label ?? 0;
    // The numbers begin anew when an agent comes back to a worker: the poll that follows tells.
    const next = polls.find(({ sentAt }) => sentAt >= each.endedAt)?.request.headers;
    const told = /^<Guid (\d+) of/.exec(next?.find(([name]) => name === 'Guid')?.[1] ?? '')?.[1];
    list.push({ label: told === undefined ? before + 1 : Number(told), since: each.endedAt });
  }
  return list;
}
