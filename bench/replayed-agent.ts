import { carriesEvent, type GuidReference, outcomeOf } from './work';

export interface Answer {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
}

export type Headers = readonly (readonly [name: string, value: string])[];
export type SendPoll = (path: string, headers: Headers, signal: AbortSignal) => Promise<Answer>;

/** As long as a Guid of the simulated gateway, and none. */
const DEAD_GUID = '0'.repeat(64);
/** A gateway that does not let polls wait is given this pause after an empty one. */
const PAUSE_MS = 25;

/** What a replay must remember of one agent: the Guids and cookies it was given, and how many events it was told of. */
export class ReplayedAgent {
  private guids: string[] = [];
  private cookies = '';
  private events = 0;
  private polling: AbortController | undefined;
  private waiting: { count: number; resolve: (came: boolean) => void }[] = [];

  constructor(private readonly id: string) {}

  guid(reference: GuidReference): string {
    if (reference === 'dead' || this.guids.length === 0) return DEAD_GUID;
    return this.guids[Math.max(0, this.guids.length - 1 - reference.back)] ?? DEAD_GUID;
  }

  cookieHeader(): string {
    return this.cookies;
  }

  signedIn(answer: Answer, path: string, sendPoll: SendPoll | undefined): void {
    this.signedOut();
    this.guids = guidsIn(answer);
    this.cookies = valuesOf(answer, 'set-cookie')
      .map((value) => value.split(';', 1)[0] ?? '')
      .join('; ');
    this.events = 0;
    if (!sendPoll) return;
    this.polling = new AbortController();
    void this.poll(path, sendPoll, this.polling.signal);
  }

  signedOut(): void {
    this.polling?.abort();
    this.polling = undefined;
    this.wake(Number.POSITIVE_INFINITY);
  }

  /** Resolves once the agent was told of so many events since its sign-in; false when they do not come. */
  told(count: number, patienceMs: number): Promise<boolean> {
    if (this.events >= count || !this.polling) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), patienceMs);
      const settle = (came: boolean) => {
        clearTimeout(timer);
        resolve(came);
      };
      this.waiting.push({ count, resolve: settle });
    });
  }

  /** One poll after the other, as a client of a long-polling gateway does. */
  private async poll(path: string, sendPoll: SendPoll, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const sentAt = performance.now();
      const answer = await sendPoll(path, this.pollHeaders(), signal).catch(() => undefined);
      if (signal.aborted) return;
      if (!answer || outcomeOf(answer.status, answer.body) !== '200 0') return this.signedOut();
      this.guids.push(...guidsIn(answer));
      if (carriesEvent(answer.body)) this.wake(++this.events);
      else if (performance.now() - sentAt < PAUSE_MS) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private pollHeaders(): Headers {
    return [
      ['Content-Type', 'application/json; charset=UTF-8'],
      ['Guid', this.guid({ agentId: this.id, back: 0 })],
      ['Cookie', this.cookies],
    ];
  }

  private wake(events: number): void {
    for (const each of this.waiting) if (each.count <= events) each.resolve(true);
    this.waiting = this.waiting.filter((each) => each.count > events);
  }
}

function guidsIn(answer: Answer): string[] {
  return valuesOf(answer, 'set-guid').map((value) => value.replace(/^\s*JSESSIONID=/, '').split(';', 1)[0] ?? '');
}

function valuesOf({ headers }: Answer, sought: string): string[] {
  return headers.flatMap(([name, value]) => (name.toLowerCase() === sought ? [value] : []));
}
