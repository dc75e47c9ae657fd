import type { CallDriver } from '../calls/call-driver';
import type { Contract } from '../contract/contract';
import { AgentSession } from '../gateway/agent-session';
import { outcomeOf, succeeded } from '../gateway/envelope';
import { Gateway } from '../gateway/gateway';
import type { Site } from '../site/site';

/**
 * Finds out before the run whether there is anything to judge: the gateway answers, lets an agent sign in, and the call
 * driver is there. Returns one line when not. Leaves nothing behind.
 */
export async function preflight(site: Site, contract: Contract, driver: CallDriver): Promise<string | undefined> {
  if (site.calls.driver === 'manual')
    return 'calls.driver: expected http, command, simulator or none; manual is not built yet';
  if (site.events.mode === 'push') return 'events.mode: expected poll; push is not built yet';
  const [agent] = site.agents;
  if (!agent) return 'agents: expected at least one test agent, found none';
  const gateway = new Gateway(site, contract.basePath, 1);
  try {
    const session = new AgentSession(agent, gateway);
    const signIn = await session.signIn();
    if (signIn.failure)
      return `url: expected a gateway at ${site.url}, found ${signIn.failure.kind} (${signIn.failure.message})`;
    if (!succeeded(signIn)) return `agents: agent ${agent.id} could not sign in at ${site.url}: ${outcomeOf(signIn)}`;
    await session.signOut();
    if (!driver.available) return undefined;
    const reset = await driver.act('reset', { agentId: agent.id, phone: agent.phone, kind: 'external' });
    return !reset.done && reset.unreachable ? `calls: ${reset.reason}` : undefined;
  } finally {
    await gateway.close();
    await driver.close();
  }
}
