import type { CaseResult } from '../../checks/verdict';
import type { Exchange } from '../../evidence/exchange';
import { oneLine } from '../text';
import { curlCommand } from './curl';
import type { Variables } from './shell-words';
import type { Scene } from './story';

const LONGEST_LINE = 300;

/**
 * A case as a script of curl commands, with everything else that happened as comments between them: what came back,
 * events, the call driver's actions, and the verdict.
 * @param ca file of the gateway's certificate authority, where it is known
 */
export function replayScript(result: CaseResult, where: string, story: readonly Scene[], ca?: string): string {
  const variables: Variables = new Map();
  const start = story[0]?.at ?? 0;
  const scenes = story.map((scene) => {
    const time = `${((scene.at - start) / 1000).toFixed(3)} s`;
    if ('exchange' in scene) return exchangeLines(scene.exchange, time, variables);
    if ('event' in scene) {
      const { agentId, eventType, content } = scene.event;
      return [comment(`${time}  event to agent ${agentId}: ${eventType} ${JSON.stringify(content) ?? ''}`)];
    }
    const { action, order, outcome } = scene.call;
    const done = outcome.done ? 'done' : `NOT DONE: ${outcome.reason}`;
    return [comment(`${time}  call driver: ${action} for agent ${order.agentId}, phone ${order.phone}: ${done}`)];
  });
  const head = [
    comment(`${result.caseId}: ${result.title}`),
    comment(where),
    comment(`CA: ${ca ?? "file of the gateway's certificate authority"}`),
    ...[...variables].sort().map(([name, meaning]) => comment(`${name}: ${meaning}`)),
  ];
  return `${[head, ...scenes, verdictLines(result)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function exchangeLines(exchange: Exchange, time: string, variables: Variables): string[] {
  const { purpose, agentId, response, failure, sentAt, endedAt } = exchange;
  const took = `${(endedAt - sentAt).toFixed(1)} ms`;
  const came = response
    ? `HTTP ${response.status} ${response.body}`
    : `no answer: ${failure?.kind ?? 'unknown'} (${failure?.message ?? ''})`;
  return [
    comment(`${time}  ${purpose}${agentId === undefined ? '' : `, agent ${agentId}`}`),
    curlCommand(exchange, variables),
    comment(`after ${took}: ${came}`),
  ];
}

function verdictLines({ verdict, requirements, findings, notes }: CaseResult): string[] {
  return [
    comment(`verdict: ${verdict}`),
    ...findings.flatMap(({ requirement, expected, received, where }) => [
      comment(`${requirement}: expected ${expected}`),
      comment(`${requirement}: received ${received}`),
      comment(`${requirement}: where ${where}`),
    ]),
    ...(findings.length > 0
      ? []
      : requirements.map(({ requirement, verdict: own, reason }) =>
          comment(`${requirement}: ${own}${reason === undefined ? '' : `: ${reason}`}`),
        )),
    ...notes.map((note) => comment(note)),
  ];
}

/** Whatever a gateway says, it stays behind the sign. */
function comment(text: string): string {
  return `# ${oneLine(text, LONGEST_LINE)}`;
}
