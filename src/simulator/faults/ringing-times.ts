import type { Agent } from '../agents';
import type { Exchange } from '../exchange';
import type { Hooks } from '../hooks';
import type { Fault } from '../quirks';
import { asks, fault, inBoth, type Pickup, phonepickup } from './fault';
import { refuses } from './other-calls';

/** So much of the time that a phone rings is long. */
const LONG = 2 / 3;

/** The agent whose phone it is about. */
function ringingAt(pickup: Pickup, { agent, destination }: Exchange): Agent | undefined {
  return pickup === phonepickup ? agent : destination;
}

/** Of agents whose phone rang last until nobody had answered. */
function succeedsAfterNoAnswer(pickup: Pickup): Hooks {
  const rangOut = new Set<Agent>();
  const name = pickup === phonepickup ? 'alerting' : 'called-ringing';
  return {
    prerequisite(x, asked, holds) {
      const agent = ringingAt(pickup, x);
      return holds || (asks(x, pickup) && asked === name && agent !== undefined && !agent.call && rangOut.has(agent));
    },
    events({ kind, call }, notices) {
      if (kind === 'gave-up' && notices.some(({ event }) => event.eventType === 'AgentEvent_No_Answer'))
        rangOut.add(call.holder);
      if (kind === 'ring') rangOut.delete(call.holder);
      return notices;
    },
  };
}

/** Pickups that come when the ringing is over, or nearly so. */
export const ringingTimeFaults: readonly Fault[] = inBoth((pickup) => [
  fault(
    `${pickup.name}-after-no-answer-success`,
    `${pickup.ids}-PRE-${pickup === phonepickup ? 3 : 2} ${pickup.ids}-RESPONSE-2`,
    'once the phone rang until nobody had answered success is answered',
    () => succeedsAfterNoAnswer(pickup),
  ),
  fault(
    `${pickup.name}-late-ringing-refused`,
    `${pickup.ids}-METHOD-1`,
    'a call that has rung for two thirds of the time that phones ring cannot be picked up',
    refuses(pickup, (x) => {
      const { call } = ringingAt(pickup, x) ?? {};
      const { clock, settings } = x.gateway;
      return call?.state === 'alerting' && clock.now() - call.rangAt > settings.ringTimeoutMs * LONG;
    }),
  ),
  fault(
    `${pickup.name}-guid-renewed-while-ringing-refused`,
    pickup === phonepickup ? 'PP-GUID-4 PP-METHOD-1' : 'SP-METHOD-1',
    'AUTHMODE 2: the Guid that was handed out while the phone rang does not work for that call',
    {
      guid: (x, accepted) =>
        accepted &&
        !(
          asks(x, pickup) &&
          x.session &&
          x.guid !== x.session.guids.first &&
          x.guid === x.session.guids.current &&
          x.session.guids.issuedAt > (ringingAt(pickup, x)?.call?.rangAt ?? Number.POSITIVE_INFINITY)
        ),
    },
  ),
]);
