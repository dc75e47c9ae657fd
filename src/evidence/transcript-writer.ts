import type { CaseResult } from '../checks/verdict';
import type { EventRecord } from './event-record';
import type { Exchange } from './exchange';
import type { Observation } from './observation';
import { type Lines, withReferences } from './references';
import type { CallLine, TranscriptLine } from './transcript-lines';

/** Lines are kept until there are so many characters of them, or until the oldest has waited so long. */
const BLOCK_CHARACTERS = 64 * 1024;
const LONGEST_WAIT_MS = 1000;

/** What one worker adds to a transcript. Everything that it is given carries names instead of secrets. */
export class TranscriptWriter {
  private waiting: string[] = [];
  private characters = 0;
  private waitingSince = 0;
  private readonly exchanges = new Map<number, Exchange>();
  private readonly events = new Map<number, EventRecord>();

  /**
   * @param append takes whole lines
   * @param worker tells this worker's numbers from those of the others
   */
  constructor(
    private readonly append: (lines: string) => void,
    private readonly worker: number,
  ) {
    this.line({ kind: 'worker', worker, epochMs: performance.timeOrigin });
  }

  exchange(exchange: Exchange): void {
    this.exchanges.set(exchange.id, exchange);
    this.line({ kind: 'exchange', worker: this.worker, exchange });
  }

  event(event: EventRecord): void {
    if (event.id === undefined) return;
    this.events.set(event.id, event);
    this.line({ kind: 'event', worker: this.worker, event });
  }

  call(call: Omit<CallLine, 'kind' | 'worker'>): void {
    this.line({ kind: 'call', worker: this.worker, ...call });
  }

  /** What came of one case. Exchanges and events that have no line are written out in it. */
  case(result: CaseResult, seen: Observation, repetition = 0): void {
    const another = seen.worker !== undefined && seen.worker !== this.worker;
    const observation = withReferences(seen, another ? linesOfAnother : this.lines);
    this.line({ kind: 'case', worker: this.worker, ...(repetition > 0 ? { repetition } : {}), result, observation });
  }

  flush(): void {
    if (this.waiting.length === 0) return;
    const lines = this.waiting.join('');
    this.waiting = [];
    this.characters = 0;
    this.append(lines);
  }

  private readonly lines: Lines = {
    exchange: (exchange) => (this.exchanges.get(exchange.id) === exchange ? exchange.id : undefined),
    event: (event) => (event.id !== undefined && this.events.get(event.id) === event ? event.id : undefined),
  };

  private line(line: TranscriptLine): void {
    const text = `${JSON.stringify(line)}\n`;
    if (this.waiting.length === 0) this.waitingSince = performance.now();
    this.waiting.push(text);
    this.characters += text.length;
    if (this.characters >= BLOCK_CHARACTERS || performance.now() - this.waitingSince >= LONGEST_WAIT_MS) this.flush();
  }
}

/** What another worker observed has its lines there. */
const linesOfAnother: Lines = { exchange: ({ id }) => id, event: ({ id }) => id };
