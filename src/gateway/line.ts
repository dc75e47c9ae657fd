import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Exchange, TransportFailure } from '../evidence/exchange';
import { isRateLimited, lostInTransit, waySoLost } from '../evidence/transit';

/** So many requests lost alike, one after the other and none answered in between, are no accident. */
const ALIKE = 4;
/** So many are, where something in front of the gateway limits their rate, and is waited for each time. */
const ALIKE_LIMITED = 24;
/** What is judged is nothing ordinary, also where it only sets the stage. */
const PICKUP = /\/(phone|snatch)pickup\b/;
const NOTHING_LOST = { way: '', count: 0, since: 0 };

/**
 * The line to the gateway, for all processes of a run: when nothing comes through any more it is declared dead after one
 * last try, and what would follow is not tried. Counts as well how many ordinary requests get through.
 */
export class Line {
  /** Requests that were nothing unusual: what the network does to them is no fault of what they asked for. */
  private readonly ordinary = { sent: 0, lost: 0, ways: new Map<string, number>() };
  private alike = NOTHING_LOST;
  private declared: TransportFailure | undefined;
  private trying = false;
  private noted = false;

  constructor(
    /** Where one process tells the others. */
    private readonly file: string,
    /** Sends one harmless request, whatever was declared. */
    private readonly lastTry: () => Promise<Exchange>,
    private readonly say: (line: string) => void = () => undefined,
  ) {}

  /** Why no request is worth sending; undefined where the line is alive. */
  dead(): TransportFailure | undefined {
    if (this.trying) return undefined;
    if (this.declared === undefined && this.alike.count > 0) this.readDeclaration();
    return this.declared;
  }

  /** The same, but also where only another process has found out. For before a case. */
  deadForAnybody(): TransportFailure | undefined {
    if (this.declared === undefined) this.readDeclaration();
    return this.declared;
  }

  /** Takes note of how an exchange ended. */
  heard(exchange: Exchange): void {
    const { purpose, failure } = exchange;
    if (failure?.kind === 'not-tried') return;
    const lost = lostInTransit(exchange);
    const way = waySoLost(exchange);
    if (purpose !== 'stimulus' && purpose !== 'control' && !PICKUP.test(exchange.request.url)) {
      const { ordinary } = this;
      ordinary.sent += 1;
      if (lost !== undefined) {
        ordinary.lost += 1;
        ordinary.ways.set(way, (ordinary.ways.get(way) ?? 0) + 1);
      }
    }
    if (lost === undefined) {
      this.alike = NOTHING_LOST;
      return;
    }
    this.alike =
      this.alike.way === way ? { ...this.alike, count: this.alike.count + 1 } : { way, count: 1, since: Date.now() };
    const enough = isRateLimited(exchange) ? ALIKE_LIMITED : ALIKE;
    if (this.alike.count >= enough && !this.trying && !this.declared) void this.tryOnceMore();
  }

  /** How many ordinary requests there were, and how many of them were lost: where the lost one was answered, alike. */
  traffic(lost: Exchange): { sent: number; lost: number } {
    const { sent, ways, lost: all } = this.ordinary;
    return { sent, lost: lost.response ? (ways.get(waySoLost(lost)) ?? 0) : all };
  }

  /** Has the gateway come back? Asked before cleaning up: what is signed in shall not stay so. */
  async revived(): Promise<boolean> {
    if (this.deadForAnybody() === undefined) return true;
    const exchange = await this.tried();
    if (lostInTransit(exchange) !== undefined) return false;
    this.declared = undefined;
    this.noted = true;
    return true;
  }

  private async tried(): Promise<Exchange> {
    this.trying = true;
    try {
      return await this.lastTry();
    } finally {
      this.trying = false;
    }
  }

  private async tryOnceMore(): Promise<void> {
    const { since } = this.alike;
    let tried = await this.tried();
    // What answers in the gateway's place may turn away the first that comes to an address.
    if (tried.response && lostInTransit(tried) !== undefined) tried = await this.tried();
    const lost = lostInTransit(tried);
    if (lost === undefined) {
      this.alike = NOTHING_LOST;
      return;
    }
    const at = new Date(since).toISOString().replace(/\.\d+Z$/, 'Z');
    const message = `the gateway stopped answering at ${at}: ${lost}`;
    this.declared = { kind: 'not-tried', message };
    if (this.tellOthers(message)) this.say(`${message}; the cases that are left are not tried`);
  }

  private tellOthers(message: string): boolean {
    try {
      const file = openSync(this.file, 'wx');
      writeSync(file, message);
      closeSync(file);
      return true;
    } catch {
      return false;
    }
  }

  private readDeclaration(): void {
    if (this.noted || !existsSync(this.file)) return;
    const message = readFileSync(this.file, 'utf8');
    if (message !== '') this.declared = { kind: 'not-tried', message };
  }
}
