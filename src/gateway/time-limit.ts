/** Ends a request when its time is up, or when its owner gives it up. Disposed of when the request has ended. */
export class TimeLimit {
  /** Has the answer's head come? Then it is its end that is missing. */
  answerBegan = false;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly giveUp = () => this.controller.abort(this.owner?.reason);

  constructor(
    timeoutMs: number,
    private readonly owner?: AbortSignal,
  ) {
    this.timer = setTimeout(() => this.controller.abort(this.tooLate(timeoutMs)), timeoutMs);
    if (owner?.aborted) this.giveUp();
    else owner?.addEventListener('abort', this.giveUp, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.timer);
    this.owner?.removeEventListener('abort', this.giveUp);
  }

  private tooLate(timeoutMs: number): Error {
    return this.answerBegan
      ? Object.assign(new Error(`the answer began, but did not end within ${timeoutMs} ms`), {
          code: 'UND_ERR_BODY_TIMEOUT',
        })
      : Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: 'UND_ERR_HEADERS_TIMEOUT' });
  }
}
