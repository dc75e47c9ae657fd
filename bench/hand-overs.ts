import { groupBy } from './group';
import type { WorkItem } from './work';

export interface Use {
  process: number;
  item: WorkItem;
  /** On a clock that all processes share. */
  sentAt: number;
  endedAt: number;
}

/** Where an agent went from one process to the next, the next one's first item waits for the former one's last. */
export function handOvers(uses: readonly Use[]): void {
  for (const [agentId, own] of groupBy(uses, ({ item }) => item.agentId)) {
    if (agentId === '') continue;
    const inOrder = [...own].sort((a, b) => a.sentAt - b.sentAt);
    for (const [at, use] of inOrder.entries()) {
      const before = inOrder[at - 1];
      if (before === undefined || before.process === use.process) continue;
      const name = `${agentId} ${at}`;
      before.item.hands = name;
      use.item.awaits = name;
    }
  }
}
