import type { AnswerReader } from './answer-reader';

/** Ends a request when its time is up, or when its owner gives it up; `end` is to be called when the request has ended. */
export class TimeLimit {
  private readonly timer: NodeJS.Timeout;
  private readonly ownerGivesUp = () => this.reader.giveUp(this.owner?.reason);

  constructor(
    private readonly reader: Pick<AnswerReader, 'giveUp' | 'began'>,
    timeoutMs: number,
    private readonly owner?: AbortSignal,
  ) {
    this.timer = setTimeout(() => reader.giveUp(this.tooLate(timeoutMs)), timeoutMs);
    if (owner?.aborted) this.ownerGivesUp();
    else owner?.addEventListener('abort', this.ownerGivesUp, { once: true });
  }

  end(): void {
    clearTimeout(this.timer);
    this.owner?.removeEventListener('abort', this.ownerGivesUp);
  }

  private tooLate(timeoutMs: number): Error {
    return this.reader.began
      ? Object.assign(new Error(`the answer began, but did not end within ${timeoutMs} ms`), {
          code: 'UND_ERR_BODY_TIMEOUT',
        })
      : Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: 'UND_ERR_HEADERS_TIMEOUT' });
  }
}
