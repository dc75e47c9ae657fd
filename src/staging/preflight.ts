import type { CallDriver } from '../calls/call-driver';
import type { Contract } from '../contract/contract';
import { lostInTransit } from '../evidence/transit';
import { advice } from '../gateway/advice';
import { AgentSession } from '../gateway/agent-session';
import { isAlreadySignedIn, outcomeOf, succeeded } from '../gateway/envelope';
import { Gateway } from '../gateway/gateway';
import type { LentAgent, Site } from '../site/site';
import { AgentLocks } from './agent-locks';
import { fence } from './fence';
import { leaseDirectory } from './leases';
import { OpenSessions } from './open-sessions';
import { paceDirectory, pushDirectory } from './site-directory';

/**
 * Finds out before the run whether there is anything to judge: the gateway answers, lets an agent sign in, and the call
 * driver is there. Returns one line when not. Leaves nothing behind.
 */
export async function preflight(
  site: Site,
  contract: Contract,
  driver: CallDriver,
  directories: { run: string; site: string },
): Promise<string | undefined> {
  const locks = new AgentLocks(leaseDirectory(directories.site));
  const gateway = new Gateway(site, contract.basePath, {
    paceDirectory: paceDirectory(site, directories.site),
    pushDirectory: pushDirectory(directories.run),
  });
  // Agents that another run has at the moment show that the gateway lets agents sign in.
  const agent = site.agents.find(({ id }) => locks.take(id));
  try {
    const problem = agent ? await signInProblem(agent, gateway, new OpenSessions(directories.run)) : undefined;
    if (problem !== undefined || !agent || !driver.available || driver.byHand) return problem;
    const reset = await driver.act('reset', { agentId: agent.id, phone: agent.phone, kind: 'external' });
    return !reset.done && reset.unreachable ? `calls: ${reset.reason}` : undefined;
  } finally {
    if (agent) locks.release(agent.id);
    await gateway.close();
    await driver.close();
  }
}

async function signInProblem(agent: LentAgent, gateway: Gateway, open: OpenSessions): Promise<string | undefined> {
  const { url } = gateway.site;
  const session = new AgentSession(agent, gateway);
  open.note(agent.id);
  const signIn = await session.signIn();
  const unpushed = succeeded(signIn) ? await pushProblem(session) : undefined;
  if (succeeded(signIn)) await session.signOut();
  const lost = lostInTransit(signIn);
  if (!session.mayBeSignedIn || lost !== undefined) open.forget(agent.id);
  if (lost !== undefined) return `url: expected a gateway at ${url}, found ${lost}: ${advice(signIn)}`;
  if (succeeded(signIn)) return unpushed;
  const left = isAlreadySignedIn(signIn)
    ? '; where a run of the suite left it so, --clean-up signs it out; signIn.force: true takes over any session'
    : '';
  return `agents: agent ${agent.id} could not sign in at ${url}: ${outcomeOf(signIn)}${left}`;
}

/** Where events are pushed: does one that is certain to be raised arrive? */
async function pushProblem(session: AgentSession): Promise<string | undefined> {
  if (!session.gateway.push) return undefined;
  const { by } = await fence(session);
  return by === 'fence' ? undefined : unpushedText(session.gateway.site);
}

/** No pushed event came, in one line. */
export function unpushedText({ events }: Pick<Site, 'events'>): string {
  const trust = events.tls ? ' and trusts the certificate' : '';
  return `events.callback: expected the gateway to push events to ${events.callback}, found none within ${events.deadlineMs} ms: check that it reaches this address${trust}, or use mode poll`;
}
