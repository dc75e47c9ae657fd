import type { CallDriver } from '../calls/call-driver';
import type { Contract } from '../contract/contract';
import { AgentSession } from '../gateway/agent-session';
import { delay } from '../gateway/clock';
import { isAlreadySignedIn, outcomeOf, succeeded } from '../gateway/envelope';
import { Gateway } from '../gateway/gateway';
import type { LentAgent, Site } from '../site/site';
import { AgentLocks } from './agent-locks';
import { leaseDirectory } from './leases';
import { paceDirectory } from './site-directory';

/** Workers of a run that was killed sign their agents out themselves, and have 30 s for it. */
const PATIENCE_MS = 35_000;
const LOOK_AGAIN_MS = 100;

export interface CleanedAgent {
  id: string;
  /** Had it a session that was ended now? */
  wasSignedIn: boolean;
  /** Why it may still be signed in or have a call; absent when it is neither. */
  problem?: string;
}

interface CleanUp {
  site: Site;
  contract: Contract;
  driver: CallDriver;
  /** Shared by all who use the site. */
  directory: string;
  agents: readonly LentAgent[];
  /** How long agents are waited for that somebody has, in milliseconds. */
  patienceMs?: number;
}

/**
 * Leaves agents without a call and signed out, whoever signed them in: their Guids may be known to nobody any more, so a
 * session that there is gets taken over and ended. Agents that a living run has are waited for, and then left alone.
 * Closes the driver.
 */
export async function cleanUp(options: CleanUp): Promise<CleanedAgent[]> {
  const { site, contract, driver, directory, agents, patienceMs = PATIENCE_MS } = options;
  const locks = new AgentLocks(leaseDirectory(directory));
  // By force only where a session is in the way, so that it is known whether one was.
  const careful: Site = { ...site, signIn: { ...site.signIn, force: false } };
  const gateway = new Gateway(careful, contract.basePath, { paceDirectory: paceDirectory(site, directory) });
  const until = Date.now() + patienceMs;
  try {
    return await Promise.all(
      agents.map(async (agent): Promise<CleanedAgent> => {
        while (!locks.take(agent.id)) {
          if (Date.now() > until) {
            const problem = `another run of the suite has it (process ${locks.holder(agent.id) ?? 'unknown'})`;
            return { id: agent.id, wasSignedIn: false, problem };
          }
          await delay(LOOK_AGAIN_MS);
        }
        try {
          return await clean(new AgentSession(agent, gateway), driver);
        } finally {
          locks.release(agent.id);
        }
      }),
    );
  } finally {
    await gateway.close();
    await driver.close();
  }
}

async function clean(session: AgentSession, driver: CallDriver): Promise<CleanedAgent> {
  const { id, phone } = session.agent;
  const problems: string[] = [];
  let wasSignedIn = false;
  // Nobody need be asked: the forced sign-out below ends the call as well.
  if (driver.available && !driver.byHand) {
    const reset = await driver.act('reset', { agentId: id, phone, kind: 'external' });
    if (!reset.done) problems.push(reset.reason);
  }
  let signIn = await session.signIn();
  if (isAlreadySignedIn(signIn)) {
    wasSignedIn = true;
    signIn = await session.signIn({ force: true });
  }
  if (succeeded(signIn)) {
    if (wasSignedIn) await session.release('clean-up');
    const signOut = await session.signOut();
    if (session.mayBeSignedIn) problems.push(`sign-out: ${outcomeOf(signOut)}`);
  } else problems.push(`${wasSignedIn ? 'forced sign-in' : 'sign-in'}: ${outcomeOf(signIn)}`);
  return { id, wasSignedIn, ...(problems.length > 0 ? { problem: problems.join('; ') } : {}) };
}
