import type { CallDriver } from '../calls/call-driver';
import type { Case } from '../cases/case';
import type { Contract, Requirement } from '../contract/contract';
import { lostInTransit } from '../evidence/transit';
import { advice } from '../gateway/advice';
import { AgentSession } from '../gateway/agent-session';
import { delay, now } from '../gateway/clock';
import { outcomeOf, succeeded } from '../gateway/envelope';
import { Gateway } from '../gateway/gateway';
import type { LentAgent, Site } from '../site/site';
import { AgentLocks } from './agent-locks';
import { ALERTING } from './call-events';
import { isSupported } from './cast';
import { fence } from './fence';
import { leaseDirectory } from './leases';
import { unpushedText } from './preflight';
import { paceDirectory } from './site-directory';
import { NO_DRIVER, unmet } from './unmet';

/** No new step is begun after this, so that the whole ends within a minute where the gateway answers at all. */
const BUDGET_MS = 40_000;
/** What hangs is left to itself after this share of the time. */
const HANGS = 1.3;
/** Agents that are tried at once: the site is somebody's. */
const AT_ONCE = 6;

export interface AgentCheck {
  agent: LentAgent;
  /** What was found, in a few words. */
  finding: string;
  /** It can take part in a run. */
  fit: boolean;
  signInMs?: number;
}

export interface RequirementOutlook {
  id: string;
  level: Requirement['level'];
  cases: number;
  judgeable: number;
  /** Why the others cannot be judged. */
  reasons: readonly string[];
}

export interface SiteCheck {
  agents: readonly AgentCheck[];
  /** What the call driver did; `ok` is absent where there was nothing to try. */
  ring: { ok?: boolean; finding: string };
  plainHttp: { ok?: boolean; finding: string };
  requirements: readonly RequirementOutlook[];
  /** Why the gateway cannot be judged at all. */
  unreachable?: string;
  /** In one line, where the site pushes events and none came. */
  unpushed?: string;
}

interface CheckOptions {
  site: Site;
  contract: Contract;
  driver: CallDriver;
  /** Shared by all who use the site. */
  directory: string;
  /** Where a relay of pushed events looks for who listens; without one they are polled. */
  pushDirectory?: string;
  cases: readonly Case[];
  requirements: readonly Pick<Requirement, 'id' | 'level'>[];
  /** Aborted when the user wants it to end. */
  signal: AbortSignal;
  /** No new step is begun after so many milliseconds. */
  budgetMs?: number;
}

/**
 * A dry run: signs each lent agent in and out, asks the driver for one ring, and says what could be judged. Leaves no
 * call and nobody signed in.
 */
export async function checkSite(options: CheckOptions): Promise<SiteCheck> {
  const { site, contract, driver, directory, signal, budgetMs = BUDGET_MS } = options;
  const until = now() + budgetMs;
  const mayGoOn = () => !signal.aborted && now() < until;
  const locks = new AgentLocks(leaseDirectory(directory));
  const gateway = new Gateway(site, contract.basePath, {
    paceDirectory: paceDirectory(site, directory),
    ...(options.pushDirectory === undefined ? {} : { pushDirectory: options.pushDirectory }),
  });
  const hangs = delay(budgetMs * HANGS);
  const checkAgent = (agent: LentAgent) =>
    lent(locks, agent, () =>
      Promise.race([
        tryAgent(agent, gateway, mayGoOn),
        hangs.then(() => ({ agent, finding: 'got no answer in time; it may still be signed in', fit: false })),
      ]),
    );
  try {
    const [first, ...others] = site.agents;
    const firstCheck = first && (await checkAgent(first));
    const agents = firstCheck ? [firstCheck] : [];
    if (firstCheck?.unreachable !== undefined)
      return { ...nothingKnown(options), agents, unreachable: firstCheck.unreachable };
    const queue = [...others];
    const checkInTurn = async () => {
      for (let agent = queue.shift(); agent; agent = queue.shift()) agents.push(await checkAgent(agent));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, checkInTurn));
    agents.sort((a, b) => site.agents.indexOf(a.agent) - site.agents.indexOf(b.agent));
    judgeLinkage(agents);
    const caller = agents.find(({ agent, fit }) => fit && isSupported(agent))?.agent;
    const ring = await tryRing(caller, gateway, driver, locks, mayGoOn);
    const plainHttp = await tryPlainHttp(gateway);
    const { httpUrl, ...withoutPlainHttp } = site;
    const able: Site = {
      ...(plainHttp.ok ? site : withoutPlainHttp),
      agents: agents.filter(({ fit }) => fit).map(({ agent }) => agent),
    };
    const noCalls = driver.available ? ring.ok === false && `the call driver made no phone ring` : NO_DRIVER;
    const requirements = outlook(options, able, noCalls || undefined);
    const unpushed = agents.some(({ quiet }) => quiet) ? unpushedText(site) : undefined;
    return { agents, ring, plainHttp, requirements, ...(gateway.push && unpushed ? { unpushed } : {}) };
  } finally {
    await gateway.close();
    await driver.close();
  }
}

type Tried = AgentCheck & { unreachable?: string; quiet?: boolean; unlinked?: boolean };

/** Where all alike are refused to enable their linkage, it may be on by their sign-in: whether a phone alerts will show. */
function judgeLinkage(agents: Tried[]): void {
  const signedIn = agents.filter(({ agent, signInMs }) => isSupported(agent) && signInMs !== undefined);
  if (signedIn.every(({ unlinked }) => unlinked)) return;
  for (const each of signedIn) if (each.unlinked) each.fit = false;
}

async function lent(locks: AgentLocks, agent: LentAgent, use: () => Promise<Tried>): Promise<Tried> {
  if (!locks.take(agent.id)) {
    const finding = `not tried: another run of the suite has it (process ${locks.holder(agent.id) ?? 'unknown'})`;
    return { agent, finding, fit: true };
  }
  try {
    return await use();
  } finally {
    locks.release(agent.id);
  }
}

async function tryAgent(agent: LentAgent, gateway: Gateway, mayGoOn: () => boolean): Promise<Tried> {
  if (!mayGoOn()) return { agent, finding: 'not tried: there was no time left', fit: false };
  const session = new AgentSession(agent, gateway);
  const signIn = await session.signIn();
  const lost = lostInTransit(signIn);
  if (lost !== undefined)
    return { agent, finding: `no answer: ${lost}`, fit: false, unreachable: `${lost}: ${advice(signIn)}` };
  if (!succeeded(signIn)) return { agent, finding: `could not sign in: ${outcomeOf(signIn)}`, fit: false };
  const signInMs = Math.round(signIn.endedAt - signIn.sentAt);
  const findings: string[] = [];
  let fit = true;
  let quiet = false;
  let unlinked = false;
  if (mayGoOn()) {
    await session.setLinkage(true);
    if (isSupported(agent) && session.linkageRefused !== undefined) {
      findings.push(`could not enable its phone linkage: ${session.linkageRefused}`);
      unlinked = true;
    }
  }
  if (mayGoOn() && fit) {
    const { proven, by } = await fence(session);
    if (!proven) {
      findings.push('could not become busy and idle again');
      fit = false;
    } else if (by !== 'fence') {
      quiet = true;
      findings.push('busy and idle raise no events: the quiet time stands in for them');
    }
  }
  const signOut = await session.signOut();
  if (session.mayBeSignedIn) {
    findings.push(`could not sign out: ${outcomeOf(signOut)}`);
    fit = false;
  }
  return { agent, signInMs, fit, quiet, unlinked, finding: findings.join('; ') || 'signed in, busy, idle, signed out' };
}

async function tryRing(
  agent: LentAgent | undefined,
  gateway: Gateway,
  driver: CallDriver,
  locks: AgentLocks,
  mayGoOn: () => boolean,
): Promise<SiteCheck['ring']> {
  if (!driver.available) return { finding: 'none: no call can be placed' };
  if (driver.byHand) return { finding: 'not tried: somebody at the terminal places the calls' };
  if (!agent || !mayGoOn() || !locks.take(agent.id)) return { ok: false, finding: 'not tried: no agent to ring' };
  const session = new AgentSession(agent, gateway);
  const order = { agentId: agent.id, phone: agent.phone, kind: 'external' } as const;
  try {
    const signIn = await session.signIn();
    if (!succeeded(signIn)) return { ok: false, finding: `agent ${agent.id} could not sign in: ${outcomeOf(signIn)}` };
    await session.setLinkage(true);
    const from = session.log.end;
    const askedAt = now();
    const ring = await driver.act('ring', order);
    if (!ring.done) return { ok: false, finding: ring.reason };
    const { deadlineMs } = gateway.site.events;
    const seen = await session.log.waitFor(({ eventType }) => eventType === ALERTING, from, deadlineMs);
    const reset = await driver.act('reset', order);
    if (!seen)
      return { ok: false, finding: `said that agent ${agent.id} rings, but no ${ALERTING} came in ${deadlineMs} ms` };
    if (!reset.done) return { ok: false, finding: reset.reason };
    return { ok: true, finding: `the phone of agent ${agent.id} alerted after ${Math.round(seen.at - askedAt)} ms` };
  } finally {
    if (session.mayBeSignedIn) await session.signOut();
    locks.release(agent.id);
  }
}

async function tryPlainHttp(gateway: Gateway): Promise<SiteCheck['plainHttp']> {
  if (!gateway.http) return { finding: 'none (httpUrl)' };
  const path = `${gateway.basePath}/`;
  const { exchange } = await gateway.http.send({ purpose: 'stage', method: 'GET', path, headers: [], timeoutMs: 5000 });
  const lost = lostInTransit(exchange);
  return lost === undefined ? { ok: true, finding: 'answers' } : { ok: false, finding: `no answer: ${lost}` };
}

function outlook(
  { cases, requirements, contract }: CheckOptions,
  site: Site,
  noCalls: string | undefined,
): readonly RequirementOutlook[] {
  const means = { site, contract, ...(noCalls === undefined ? {} : { noCalls }) };
  const reasonOf = new Map(cases.map((each) => [each, unmet(each, means)]));
  return requirements.map(({ id, level }) => {
    const own = cases.filter((each) => each.requirements.includes(id));
    const reasons = own.flatMap((each) => reasonOf.get(each) ?? []);
    return { id, level, cases: own.length, judgeable: own.length - reasons.length, reasons: [...new Set(reasons)] };
  });
}

function nothingKnown(options: CheckOptions): Omit<SiteCheck, 'agents'> {
  return {
    ring: { finding: 'not tried' },
    plainHttp: { finding: 'not tried' },
    requirements: outlook(options, { ...options.site, agents: [] }, 'the gateway was not reached'),
  };
}
