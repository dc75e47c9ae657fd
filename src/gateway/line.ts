import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Exchange, TransportFailure } from '../evidence/exchange';
import { isPage, lostInTransit, waySoLost } from '../evidence/transit';

/** So many requests lost alike, one after the other and none answered in between, are no accident. */
const ALIKE = 4;
const NOTHING_LOST = { way: '', count: 0, since: 0 };

/**
 * The line to the gateway, for all processes of a run: when nothing comes through any more it is declared dead after one
 * last try, and what would follow is not tried. Counts as well how many ordinary requests get through.
 */
export class Line {
  /** Requests that were nothing unusual: what the network does to them is no fault of what they asked for. */
  readonly ordinary = { sent: 0, lost: 0 };
  private alike = NOTHING_LOST;
  private declared: TransportFailure | undefined;
  private trying = false;
  private noted = false;
  /** Did the last ordinary request get a web page? */
  private showedPage = false;

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
    if (purpose !== 'stimulus' && purpose !== 'control') {
      this.ordinary.sent += 1;
      if (lost !== undefined) this.ordinary.lost += 1;
      this.showedPage = isPage(exchange);
    }
    if (lost === undefined) {
      // A page in answer to a pickup may be the gateway's own or not.
      if (!isPage(exchange)) this.alike = NOTHING_LOST;
      return;
    }
    const way = waySoLost(exchange);
    this.alike =
      this.alike.way === way ? { ...this.alike, count: this.alike.count + 1 } : { way, count: 1, since: Date.now() };
    if (this.alike.count >= ALIKE && !this.trying && !this.declared) void this.tryOnceMore();
  }

  /** Does a web page come whatever is asked for: before a pickup that got one, or after it? */
  async showsPages(): Promise<boolean> {
    return this.showedPage || isPage(await this.tried());
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
    const lost = lostInTransit(await this.tried());
    if (lost === undefined) return;
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
