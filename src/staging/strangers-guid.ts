import type { Case } from '../cases/case';
import type { Exchange } from '../evidence/exchange';
import type { Observation } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { outcomeOf, succeeded } from '../gateway/envelope';
import { quiet } from './fence';
import { sendPickup } from './pickup-request';
import type { Scene } from './scene';

/** Sends phonepickup with the Guid of another party to the call, right before the phonepickup that answers it. */
export async function sendWithStrangersGuid(scene: Scene, stranger: AgentSession): Promise<Exchange> {
  const { lab, picker } = scene;
  const { phonepickup } = lab.contract.operations;
  const actors = { picker, bystander: stranger };
  const exchange = await sendPickup(lab, phonepickup, actors, { guid: 'of-another-agent' }, 'stimulus');
  scene.surroundings.push(exchange);
  await quiet(picker);
  return exchange;
}

/** What was seen of such a request; the phonepickup behind it is its control. */
export function strangersRequestSeen(scene: Scene, of: Case, request: Exchange, answering: Exchange): Observation {
  const { called, ...others } = scene.observation(of.id, [request]).cast;
  const moments = { ...scene.moments, requestSent: request.sentAt };
  const seen = scene.observation(of.id, [request], {
    surroundings: scene.surroundings.filter((each) => each !== request),
    cast: { ...others, others: [...(called === undefined ? [] : [called]), ...others.others] },
    moments,
    control: {
      exchange: answering,
      succeeded: succeeded(answering),
      detail: `the same request with the agent's own Guid got ${outcomeOf(answering)}`,
    },
    explainedFrom: answering.sentAt,
  });
  return { ...seen, moments };
}
