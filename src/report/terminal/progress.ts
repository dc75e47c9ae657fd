import type { Verdict } from '../../checks/verdict';

/** What progress needs of a terminal; `process.stdout` is one. */
export interface Terminal {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** At most this many lines where lines cannot be rewritten: logs of a pipeline stay short. */
const LINES = 10;
/** Fewer tests than this are over before anybody would look. */
const FEW = 20;
/** A terminal is rewritten at most this often. */
const REDRAW_MS = 100;

/** How far the run is: one rewritten line on a terminal, a few lines elsewhere. */
export class Progress {
  private done = 0;
  private broken = 0;
  private inconclusive = 0;
  private drawnAt = 0;

  constructor(
    private readonly terminal: Terminal,
    private readonly total: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** `verdict` is absent where a test ended without one. */
  ended(verdict: Verdict | undefined): void {
    this.done += 1;
    if (verdict === 'fail') this.broken += 1;
    if (verdict === 'inconclusive' || verdict === undefined) this.inconclusive += 1;
    if (this.terminal.isTTY) this.redraw();
    else if (this.total >= FEW && this.crossesLine()) this.terminal.write(`${this.line()}\n`);
  }

  /** Frees the line for somebody else's text. */
  clear(): void {
    if (this.terminal.isTTY && this.drawnAt > 0) this.terminal.write('\r\u001b[2K');
  }

  private redraw(): void {
    const now = this.now();
    if (now - this.drawnAt < REDRAW_MS && this.done < this.total) return;
    this.drawnAt = now;
    this.terminal.write(`\r\u001b[2K${this.line()}`);
  }

  /** Is this test the first beyond another tenth? */
  private crossesLine(): boolean {
    const tenth = (done: number) => Math.floor((done * LINES) / this.total);
    return tenth(this.done) > tenth(this.done - 1) && this.done <= this.total;
  }

  private line(): string {
    const parts = [`${String(this.done).padStart(String(this.total).length)}/${this.total} cases`];
    if (this.broken > 0) parts.push(`${this.broken} failed`);
    if (this.inconclusive > 0) parts.push(`${this.inconclusive} inconclusive`);
    return parts.join(', ');
  }
}
