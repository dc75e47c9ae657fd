/** `phone <agent>` stands for an agent's phone, `watched` for agents to whom nothing happened. */
export type LifelineId = 'suite' | 'gateway' | 'caller' | 'watched' | `phone ${string}`;

export interface Lifeline {
  id: LifelineId;
  title: string;
  /** Role, number …: a line each. */
  subtitles: readonly string[];
}

/** One arrow of a ladder, or a line across it. */
export interface Happening {
  kind: 'request' | 'answer' | 'event' | 'call' | 'missing' | 'note';
  /** Milliseconds of the worker's clock; undefined where it is known only to be before what follows. */
  at?: number;
  from: LifelineId;
  to: LifelineId;
  label: string;
  /** What the request was for: `stimulus`, `control` …; of a note, `step`: the story goes on. */
  purpose?: string;
  /** Numbers of the deviations that it shows, from 1. */
  deviations: readonly number[];
  /** Fences: they show that nothing else is under way, and are drawn quietly. */
  quiet?: boolean;
  /** Joins a request with its answer. */
  exchange?: number;
}
