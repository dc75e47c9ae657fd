import type { IncomingMessage, RequestListener } from 'node:http';
import type { Agent } from './agents';
import type { CallKind } from './calls';
import type { Gateway } from './gateway';

/** The four actions by which a phone is made to ring, as the `http` call driver asks for them. */
type Action = (gateway: Gateway, agent: Agent, kind: CallKind) => Outcome;
type Outcome = { refused: string } | { done: object };

const actions: Record<string, Action> = {
  '/ring'(gateway, agent, kind) {
    if (!agent.session) return { refused: `agent ${agent.id} is not signed in` };
    if (agent.call) return { refused: `the phone of agent ${agent.id} has a call already` };
    const call = gateway.calls.dial(kind, agent);
    return { done: call ? { callid: call.id, caller: call.caller } : {} };
  },
  '/answer'(gateway, agent) {
    if (!agent.call || !agent.alerting) return { refused: `the phone of agent ${agent.id} does not alert` };
    gateway.calls.lift(agent.call, 'handset');
    return { done: {} };
  },
  '/hangup'(gateway, agent) {
    const call = agent.call ?? placedTo(gateway, agent);
    if (gateway.calls.hangUpBeforeRinging(agent)) return { done: {} };
    if (!call) return { refused: `agent ${agent.id} has no call` };
    gateway.calls.end(call);
    return { done: {} };
  },
  '/reset'(gateway, agent) {
    gateway.calls.hangUpBeforeRinging(agent);
    if (agent.call) gateway.calls.end(agent.call);
    return { done: {} };
  },
};

/** The call that was placed to this agent, wherever it is now. */
function placedTo(gateway: Gateway, agent: Agent) {
  for (const other of gateway.sessions.signedIn) if (other.call?.placedTo === agent) return other.call;
  return undefined;
}

export function callDriverListener(gateway: Gateway, log: ((line: string) => void) | undefined): RequestListener {
  return (message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('error', () => response.destroy());
    message.on('end', () => {
      const { status, text } = act(gateway, message, Buffer.concat(chunks).toString('utf8'));
      const contentType = status === 200 ? 'application/json' : 'text/plain; charset=UTF-8';
      response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(text) });
      response.end(text);
      log?.(`call driver ${message.url} -> ${status}${status === 200 ? '' : ` ${text}`}`);
    });
  };
}

function act(gateway: Gateway, message: IncomingMessage, body: string): { status: number; text: string } {
  const action = actions[message.url ?? ''];
  if (!action) return { status: 404, text: `the call driver knows ${Object.keys(actions).join(', ')}` };
  if (message.method !== 'POST') return { status: 405, text: 'the method must be POST' };
  const order = readOrder(body);
  if (typeof order === 'string') return { status: 400, text: order };
  const agent = gateway.agents.find(order.agentId);
  if (!agent) return { status: 409, text: `agent ${order.agentId} is unknown` };
  if (order.phone !== undefined && order.phone !== agent.phone)
    return { status: 409, text: `agent ${agent.id} has another phone` };
  const outcome = action(gateway, agent, order.kind);
  return 'refused' in outcome
    ? { status: 409, text: outcome.refused }
    : { status: 200, text: JSON.stringify(outcome.done) };
}

function readOrder(body: string): { agentId: string; phone?: string; kind: CallKind } | string {
  let order: unknown;
  try {
    order = JSON.parse(body);
  } catch {
    return 'the body must be JSON';
  }
  const { agentId, phone, kind = 'external' } = (order ?? {}) as Record<string, unknown>;
  if (typeof agentId !== 'string') return 'agentId must be a string';
  if (phone !== undefined && typeof phone !== 'string') return 'phone must be a string';
  if (kind !== 'external' && kind !== 'internal') return 'kind must be external or internal';
  return { agentId, kind, ...(phone !== undefined && { phone }) };
}
