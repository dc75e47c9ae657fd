import type { Answer } from '../answer';
import type { Exchange } from '../exchange';

/** One operation of the API, found by its path `{family}/{agentid}[/{verb}[/{tail}]]`. */
export interface Operation {
  name: string;
  method: string;
  /** Some clients send it by this one. */
  otherMethod?: string;
  family: 'onlineagent' | 'voicecall' | 'agentevent';
  /** Absent where the path ends with the agent ID. */
  verb: string | undefined;
  tail: boolean;
  handle(x: Exchange): Answer | Promise<Answer>;
}

export function operation(
  name: string,
  method: string,
  family: Operation['family'],
  verb: string | undefined,
  handle: Operation['handle'],
  tail = false,
): Operation {
  return { name, method, family, verb, tail, handle };
}
