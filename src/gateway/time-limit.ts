import type { AnswerReader } from './answer-reader';
import { afterAwake, realClock } from './clock';

/** Ends a request when its time is up, by time in which this process was scheduled, or when its owner gives it up; `end` is to be called when the request has ended. */
export class TimeLimit {
  private readonly cancel: () => void;
  private readonly ownerGivesUp = () => this.reader.giveUp(this.owner?.reason);

  constructor(
    private readonly reader: Pick<AnswerReader, 'giveUp' | 'began'>,
    timeoutMs: number,
    private readonly owner?: AbortSignal,
  ) {
    this.cancel = afterAwake(timeoutMs, () => reader.giveUp(this.tooLate(timeoutMs)), realClock);
    if (owner?.aborted) this.ownerGivesUp();
    else owner?.addEventListener('abort', this.ownerGivesUp, { once: true });
  }

  end(): void {
    this.cancel();
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
