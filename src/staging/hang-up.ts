import type { Exchange } from '../evidence/exchange';
import { lostInTransit } from '../evidence/transit';
import type { AgentSession } from '../gateway/agent-session';
import { outcomeOf, succeeded } from '../gateway/envelope';

/** The stage that a call ends on. */
interface Stage {
  readonly lab: { readonly driver: { readonly available: boolean } };
  readonly surroundings: Exchange[];
  prove(what: string, proven: boolean, detail?: string): void;
  drive(action: 'hangup', session: AgentSession): Promise<void>;
}

/** An agent ends its own call; where the gateway refuses that, the other end does. */
export async function hangUp(stage: Stage, session: AgentSession): Promise<void> {
  const exchange = await session.release();
  stage.surroundings.push(exchange);
  const done = succeeded(exchange);
  if (!done && lostInTransit(exchange) === undefined && stage.lab.driver.available)
    return stage.drive('hangup', session);
  stage.prove(`agent ${session.id} hangs up`, done, done ? '' : outcomeOf(exchange));
}
