import { describeFailure } from '../src/gateway/transport-failure';
import { groupBy } from './group';
import type { FromReplayer, ReplayResult, ReplayTask, ToReplayer } from './messages';
import { RawClient } from './raw-client';
import { type Headers, ReplayedAgent } from './replayed-agent';
import { failureOf, type HeaderValue, outcomeOf, type RequestItem, type WorkItem } from './work';

/** A process of its own that sends what one process of a recorded run has sent. */
class Replayer {
  private readonly client: RawClient;
  private readonly agents = new Map<string, ReplayedAgent>();
  private readonly handOvers = new Map<string, { done: Promise<void>; settle: () => void }>();
  private readonly result: ReplayResult = {
    startedAt: 0,
    endedAt: 0,
    requests: 0,
    polls: 0,
    calls: 0,
    vainWaits: 0,
    differences: {},
  };

  constructor(private readonly task: ReplayTask) {
    this.client = new RawClient(task.addresses);
  }

  handedOver(name: string): void {
    this.handOver(name).settle();
  }

  async run(): Promise<ReplayResult> {
    this.result.startedAt = epochNow();
    await (this.task.mode === 'causal' ? this.causal() : this.backToBack());
    this.result.endedAt = epochNow();
    for (const agent of this.agents.values()) agent.signedOut();
    await this.client.close();
    return this.result;
  }

  /** Every item starts as soon as all that had ended before it in the recording has ended here. */
  private causal(): Promise<void> {
    const { work } = this.task;
    const ended: boolean[] = [];
    let endedInOrder = 0;
    let next = 0;
    return new Promise((resolve, reject) => {
      const start = () => {
        for (let item = work[next]; item && item.after <= endedInOrder; item = work[next]) {
          next += 1;
          this.perform(item).then(finished(item), reject);
        }
        if (endedInOrder === work.length) resolve();
      };
      const finished = (item: WorkItem) => () => {
        ended[item.endRank] = true;
        while (ended[endedInOrder]) endedInOrder += 1;
        start();
      };
      start();
    });
  }

  private async backToBack(): Promise<void> {
    const byAgent = groupBy(this.task.work, ({ agentId }) => agentId);
    await Promise.all(
      [...byAgent.values()].map(async (items) => {
        for (const item of items) await this.perform(item);
      }),
    );
  }

  private async perform(item: WorkItem): Promise<void> {
    if (item.awaits !== undefined) await this.handOver(item.awaits).done;
    if (item.events && this.task.mode === 'causal') {
      const came = await this.agent(item.agentId).told(item.events.count, item.events.patienceMs);
      if (!came) this.result.vainWaits += 1;
    }
    if (item.kind === 'request') await this.send(item);
    else {
      this.result.calls += 1;
      await this.client.drive(item.action, item.order);
    }
    if (item.hands !== undefined) tell({ handsOver: item.hands });
  }

  private async send(item: RequestItem): Promise<void> {
    const { scheme, method, path } = item;
    const body = item.body?.replace('<password>', this.task.passwords[item.agentId] ?? '');
    const headers: Headers = item.headers.map(([name, value]) => [name, this.valueOf(value)] as const);
    this.result.requests += 1;
    try {
      const answer = await this.client.send({ scheme, method, path, headers, ...(body === undefined ? {} : { body }) });
      const outcome = outcomeOf(answer.status, answer.body);
      this.compare(item, outcome);
      if (outcome !== '200 0') return;
      if (item.session === 'begins') this.agent(item.agentId).signedIn(answer, this.pollPath(item), this.sendPoll());
      if (item.session === 'ends') this.agent(item.agentId).signedOut();
    } catch (error) {
      this.compare(item, failureOf(describeFailure(error).kind));
    }
  }

  private compare(item: RequestItem, outcome: string): void {
    if (outcome === item.outcome) return;
    const what = `${item.outcome} -> ${outcome}`;
    this.result.differences[what] = (this.result.differences[what] ?? 0) + 1;
  }

  private sendPoll() {
    if (this.task.mode === 'back-to-back') return undefined;
    return (path: string, headers: Headers, signal: AbortSignal) => {
      this.result.polls += 1;
      return this.client.send({ scheme: 'https', method: 'GET', path, headers, signal });
    };
  }

  private pollPath({ path, agentId }: RequestItem): string {
    return path.replace(/\/onlineagent\/.*/, `/agentevent/${agentId}`);
  }

  private valueOf(value: HeaderValue): string {
    if (typeof value === 'string') return value;
    if ('cookiesOf' in value) return this.agent(value.cookiesOf).cookieHeader();
    return this.agent(value.guid === 'dead' ? '' : value.guid.agentId).guid(value.guid);
  }

  private agent(id: string): ReplayedAgent {
    const known = this.agents.get(id) ?? new ReplayedAgent(id);
    this.agents.set(id, known);
    return known;
  }

  private handOver(name: string): { done: Promise<void>; settle: () => void } {
    const known = this.handOvers.get(name);
    if (known) return known;
    let settle = () => {};
    const done = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const made = { done, settle };
    this.handOvers.set(name, made);
    return made;
  }
}

function epochNow(): number {
  return performance.timeOrigin + performance.now();
}

function tell(message: FromReplayer): void {
  process.send?.(message);
}

let replayer: Replayer | undefined;

process.on('message', (message: ToReplayer) => {
  if ('task' in message) {
    replayer = new Replayer(message.task);
    tell({ ready: true });
  } else if ('handedOver' in message) replayer?.handedOver(message.handedOver);
  else
    replayer?.run().then(
      (result) => tell({ result }),
      (error) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
});
