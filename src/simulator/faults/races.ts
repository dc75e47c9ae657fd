import { withMembers } from '../answer';
import type { Call } from '../calls';
import type { Exchange } from '../exchange';
import type { Hooks } from '../hooks';
import type { Fault } from '../quirks';
import { asks, fault, phonepickup } from './fault';

/** How long such a gateway takes to lift the handset. */
const LIFTING_MS = 8;

/** A phonepickup takes its time, in which others of the same agent are refused; `loser` changes their answers. */
function slowly(loser?: (x: Exchange, answer: Awaited<ReturnType<NonNullable<Hooks['answer']>>>) => typeof answer) {
  return (): Hooks => {
    const lifting = new WeakSet<Call>();
    const late = new WeakSet<Exchange>();
    return {
      prerequisite(x, name, holds) {
        const call = x.agent?.call;
        if (!holds || name !== 'alerting' || !asks(x, phonepickup) || !call || !lifting.has(call)) return holds;
        late.add(x);
        return false;
      },
      execute(x, perform) {
        const call = x.agent?.call;
        if (!asks(x, phonepickup) || !call) return perform();
        lifting.add(call);
        return new Promise((resolve) => {
          x.gateway.clock.after(LIFTING_MS, () => {
            lifting.delete(call);
            perform();
            resolve();
          });
        });
      },
      answer: (x, answer) => (loser && late.has(x) ? loser(x, answer) : answer),
    };
  };
}

/** What only two requests in one instant bring about. */
export const raceFaults: readonly Fault[] = [
  fault(
    'phonepickup-loses-call-while-lifting',
    'SP-PRE-8',
    'a call that phonepickup is about to answer can still be taken, and both are told of success',
    slowly(),
  ),
  fault(
    'phonepickup-too-late-as-signed-out',
    'PP-ERROR-1',
    'of two phonepickups at once the second is refused with 100-006',
    slowly((_x, answer) => withMembers(answer, { retcode: '100-006' })),
  ),
  fault(
    'phonepickup-too-late-unlisted',
    'PP-ERROR-2',
    'of two phonepickups at once the second is refused with 000-007',
    slowly((_x, answer) => withMembers(answer, { retcode: '000-007' })),
  ),
];
