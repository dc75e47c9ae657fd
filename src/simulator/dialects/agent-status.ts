import { type Answer, retcodeOf, success } from '../answer';
import type { Exchange } from '../exchange';
import type { Hooks } from '../hooks';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';
import { notServed, refusedAlways } from './not-served';

const lagMs = 500;
const words: Record<number, string> = { 2: 'signedOut', 3: 'busy', 4: 'idle', 5: 'work', 7: 'talking' };

interface Status {
  agentState: number;
  isWorking: boolean;
}

/** `result` of an answer that tells a state. */
function told(change: (status: Status, x: Exchange) => unknown): Hooks {
  return {
    answer(x, answer): Answer {
      if (x.operation?.name !== 'agentstatus' || retcodeOf(answer) !== '0') return answer;
      return success(change((answer.body as { result: Status }).result, x));
    },
  };
}

/** What was told last is told until it is old. */
function remembered(): Hooks {
  const known = new Map<string, { at: number; status: Status }>();
  return told((status, x) => {
    const id = x.agent?.id ?? '';
    const now = x.gateway.clock.now();
    const last = known.get(id);
    if (last && now - last.at < lagMs) return last.status;
    known.set(id, { at: now, status });
    return status;
  });
}

/** The state of an agent, as gateways may or may not tell it. */
export const agentStatusDialects: readonly Dialect[] = [
  notServed('agentstatus-not-served', '/agentstatus', "an agent's state cannot be asked for"),
  refusedAlways('agentstatus-refused', '/agentstatus', '000-003', "nobody may ask for an agent's state"),
  dialect(
    'agentstatus-in-strings',
    '',
    "an agent's state is told in strings",
    told(({ agentState, isWorking }) => ({ agentState: String(agentState), isWorking: String(isWorking) })),
  ),
  dialect(
    'agentstatus-in-a-list',
    '',
    "an agent's state is told in a list with one entry",
    told((status) => [status]),
  ),
  dialect(
    'agentstatus-in-words',
    '',
    "an agent's state is told in words",
    told(({ agentState }) => ({ agentState: words[agentState] })),
  ),
  dialect(
    'agentstatus-always-idle',
    '',
    'every agent is told to be idle',
    told(() => ({ agentState: 4, isWorking: false })),
  ),
  dialect(
    'agentstatus-never-idle',
    '',
    'an agent that is idle is told to be signed out',
    told(({ agentState, isWorking }) => ({ agentState: agentState === 4 ? 2 : agentState, isWorking })),
  ),
  dialect('agentstatus-lags', 'A14', `an agent's state is told as it was up to ${lagMs} ms before`, remembered),
];
