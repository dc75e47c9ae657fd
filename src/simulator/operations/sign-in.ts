import type { Agent } from '../agents';
import { type Answer, success } from '../answer';
import { readId } from '../editions';
import type { Exchange } from '../exchange';
import type { Notice } from '../hooks';
import { notice } from '../notice';
import type { Session, SignInFields } from '../sessions';
import { operation } from './operation';

const statuses = new Map([
  ['3', 'busy'],
  ['4', 'idle'],
  ['5', 'wrap-up'],
] as const);

/** [cec_07_1202] */
export const signIn = operation('sign-in', 'PUT', 'onlineagent', undefined, (x) => handleSignIn(x, false));
/** [cec_07_1203]: takes over the session that the agent may already have. */
export const signInByForce = operation('forcelogin', 'PUT', 'onlineagent', 'forcelogin', (x) => handleSignIn(x, true));

function handleSignIn(x: Exchange, force: boolean): Answer {
  const { agents, hooks, settings } = x.gateway;
  const id = hooks.agentId(x, readId(x.agentIdText, settings.range));
  if (id === undefined) return x.refuse('agentid', '100-001', 'agentid is invalid');
  const body = readBody(x.request.body);
  if (!body) return x.refuse('body', '000-006', 'the message body is no JSON object');
  const { password, phonenum } = body;
  // An empty password is one that some sites have.
  if ((password !== '' && !isText(password, 32)) || !isText(phonenum, 24))
    return x.refuse('fields', '100-001', 'a parameter is invalid');
  const fields = readFields(body, force);
  if (!fields) return x.refuse('fields', '100-001', 'a parameter is invalid');
  const agent = agents.find(id);
  if (!agent || agent.password !== password) return x.refuse('password', '100-004', 'wrong user or password');
  if (!/^[0-9]+$/.test(phonenum)) return x.refuse('phone', '100-013', 'the phone number is invalid');
  if (phonenum !== agent.phone) return x.refuse('phone', '100-014', 'the phone number is not available');
  x.agent = agent;
  if (agent.session && !force) return x.refuse('signed-in', '100-002', 'the agent has signed in already');
  return begin(x, agent, fields);
}

function begin(x: Exchange, agent: Agent, fields: SignInFields): Answer {
  const { gateway } = x;
  const session = gateway.sessions.begin(agent, fields);
  gateway.raise({ kind: 'signed-in', exchange: x }, [
    notice(agent, 'AgentOther_InService', null),
    ...statusEvents(agent, session),
  ]);
  const answer = success({
    vdnid: 1,
    workno: agent.id,
    mediatype: 'TTF',
    loginTime: String(session.loginTime),
    isForceChange: 'false',
  });
  answer.headers = {
    'Set-Cookie': session.cookies.map((cookie) => `${cookie}; Path=/; HttpOnly`),
    'Set-GUID': `JSESSIONID=${session.guids.current}`,
  };
  return answer;
}

/** Whatever an agent signs in as, it is ready first. */
function statusEvents(agent: Agent, { between, busyReason }: Session): Notice[] {
  const ready = notice(agent, 'AgentState_Ready', null);
  if (between === 'idle') return [ready];
  if (between === 'wrap-up') return [ready, notice(agent, 'AgentState_Work', null)];
  return [ready, notice(agent, 'AgentState_SetNotReady_Success', { reason: busyReason })];
}

/**
 * Numbers and booleans come as such or as strings: clients do both. Only a sign-in by force takes the phone for one that stays
 * off the hook, where nothing is said.
 */
function readFields(body: Record<string, unknown>, force: boolean): SignInFields | undefined {
  const { autoanswer = true, autoenteridle = true, releasephone = !force, phonelinkage = false } = body;
  const { status = 4, agenttype = 4, callBackUri, serviceToken } = body;
  const flags = [autoanswer, autoenteridle, releasephone, phonelinkage];
  if (!flags.every((flag) => /^(true|false)$/.test(String(flag)))) return undefined;
  const between = statuses.get(String(status) as '3' | '4' | '5');
  if (between === undefined || !/^(4|11)$/.test(String(agenttype))) return undefined;
  const push = typeof callBackUri === 'string' && typeof serviceToken === 'string';
  return {
    autoanswer: String(autoanswer) === 'true',
    autoenteridle: String(autoenteridle) === 'true',
    releasephone: String(releasephone) === 'true',
    phonelinkage: String(phonelinkage) === 'true',
    status: between,
    ...(push && { callback: { uri: callBackUri, token: serviceToken } }),
  };
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}

export function readBody(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}
