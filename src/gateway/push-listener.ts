import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOUBTFUL_FROM, NUMBER, TROUBLE } from './push-relay';
import { eventsNotTaken, type PushedEvent, readPush, type TakenPush } from './pushed-body';
import { openReceiver, type Received, type Reply } from './receiver';

/** What a gateway is told whose push was taken. [cec_07_1275] */
const TAKEN: Reply = { status: 200, body: '{"message":"success","retcode":"0"}' };

/** Whoever gets the events that are pushed with one token. */
export interface PushTarget {
  take(events: readonly PushedEvent[]): void;
  /** Something came between: events may come late. */
  trouble?(what: string): void;
}

/**
 * Takes the events that the gateway pushes to the agents of this process. The relay, which has the address that the site
 * file names, finds it by a file in the run's directory.
 */
export class PushListener {
  private readonly name = randomBytes(8).toString('hex');
  private readonly targets = new Map<string, PushTarget>();
  private readonly lastTaken = new Map<string, TakenPush>();
  private opened: Promise<{ close(): Promise<void> }> | undefined;

  constructor(
    /** Where the relay looks for listeners. */
    private readonly directory: string,
    /** The address that the gateway reaches, from the site file. */
    private readonly callback: string,
  ) {}

  /** What a sign-in must say for its events to be pushed to `target`, from now on. */
  async register(target: PushTarget): Promise<{ callBackUri: string; serviceToken: string }> {
    this.opened ??= this.open();
    await this.opened;
    const serviceToken = randomBytes(16).toString('hex');
    this.targets.set(serviceToken, target);
    return { callBackUri: `${this.callback.replace(/\/$/, '')}/${this.name}`, serviceToken };
  }

  /** Pushes with this token are still answered, but nobody gets them. */
  forget(serviceToken: string): void {
    this.targets.set(serviceToken, { take: () => undefined });
    this.lastTaken.delete(serviceToken);
  }

  async close(): Promise<void> {
    rmSync(join(this.directory, this.name), { force: true });
    await (await this.opened)?.close();
  }

  private async open(): Promise<{ close(): Promise<void> }> {
    const answer = async (received: Received) => this.answer(received);
    const receiver = await openReceiver({ port: 0, host: '127.0.0.1' }, { answer });
    mkdirSync(this.directory, { recursive: true });
    writeFileSync(join(this.directory, this.name), String(receiver.port));
    return receiver;
  }

  private answer({ headers, body }: Received): Reply {
    const token = String(headers.service_token ?? '');
    const target = this.targets.get(token);
    if (!target) return { status: 403, body: '{"message":"unknown service_token","retcode":"1"}' };
    const trouble = headers[TROUBLE];
    if (trouble !== undefined) {
      target.trouble?.(String(trouble));
      return TAKEN;
    }
    const events = readPush(body);
    if (!events) return { status: 400, body: '{"message":"no eventList","retcode":"1"}' };
    const doubtfulFrom = headers[DOUBTFUL_FROM] === undefined ? undefined : Number(headers[DOUBTFUL_FROM]);
    const fresh = eventsNotTaken(events, doubtfulFrom, this.lastTaken.get(token));
    this.lastTaken.set(token, { number: Number(headers[NUMBER]), events });
    target.take(fresh);
    return TAKEN;
  }
}
