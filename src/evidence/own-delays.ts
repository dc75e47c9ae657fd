/**
 * A time in which something other than the gateway's handling of a call may have made events late: the suite's process
 * was not scheduled, or another request was answered far more slowly than usual. Milliseconds of the worker's clock.
 */
export interface OwnDelay {
  what: 'not scheduled' | 'slow answer';
  from: number;
  to: number;
}

/** What is left of a window when delays take so large a part of it says nothing about lateness. */
const UNHEALTHY_PART = 1 / 10;

/** How healthy the suite was in a window. */
export interface Health {
  from: number;
  to: number;
  /** Milliseconds of the window in which the process was not scheduled. */
  notScheduledMs: number;
  /** Milliseconds of the window in which an answer to another request was overdue. */
  slowAnswersMs: number;
  /** Milliseconds that either of them took. */
  ownMs: number;
}

export function healthIn(delays: readonly OwnDelay[] = [], from: number, to: number): Health {
  const of = (what: OwnDelay['what']) => delays.filter((each) => each.what === what);
  return {
    from,
    to,
    notScheduledMs: covered(of('not scheduled'), from, to),
    slowAnswersMs: covered(of('slow answer'), from, to),
    ownMs: covered(delays, from, to),
  };
}

/** Can the delays have made an event late by `excessMs`, or missing where there is no excess to speak of? */
export function isUnhealthy({ from, to, ownMs }: Health, excessMs = Number.POSITIVE_INFINITY): boolean {
  return ownMs > 0 && ownMs >= Math.min(excessMs, (to - from) * UNHEALTHY_PART);
}

/** In a few words for a reason: what was wrong, in numbers. */
export function describeHealth({ from, to, notScheduledMs, slowAnswersMs }: Health): string {
  const parts = [
    ...(notScheduledMs > 0 ? [`this process was not scheduled for ${seconds(notScheduledMs)}`] : []),
    ...(slowAnswersMs > 0 ? [`answers to other requests were overdue for ${seconds(slowAnswersMs)}`] : []),
  ];
  const what = parts.length > 0 ? parts.join(' and ') : 'nothing delayed the suite';
  return `${what} in that window of ${seconds(to - from)}`;
}

/** Seconds with as many decimals as can be read. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;
}

/** Milliseconds between `from` and `to` that lie in at least one of the delays. */
export function covered(delays: readonly Pick<OwnDelay, 'from' | 'to'>[], from: number, to: number): number {
  let sum = 0;
  let end = from;
  for (const each of [...delays].sort((a, b) => a.from - b.from)) {
    const until = Math.min(each.to, to);
    sum += Math.max(0, until - Math.max(each.from, end));
    end = Math.max(end, until);
  }
  return sum;
}
