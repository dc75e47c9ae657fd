import { type Answer, refusal, retcodeOf, success, withMembers } from '../answer';
import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import { asks, crash, fault, inBoth, type Pickup } from './fault';

type Change = (answer: Answer) => Answer;
type Shape = readonly [name: string, text: string, change: Change];

const misshapen: readonly Shape[] = [
  ['message-missing', 'has no message', (answer) => withMembers(answer, { message: undefined })],
  ['message-null', 'has message null', (answer) => withMembers(answer, { message: null })],
  ['message-object', 'has an object for its message', (answer) => withMembers(answer, { message: { text: 'done' } })],
  ['result-missing', 'has no result', (answer) => withMembers(answer, { result: undefined })],
  ['result-null', 'has result null', (answer) => withMembers(answer, { result: null })],
  ['result-string', 'has a string for its result', (answer) => withMembers(answer, { result: '' })],
  ['result-array', 'has an array for its result', (answer) => withMembers(answer, { result: [] })],
  ['retcode-number', 'has a number for its retcode', (answer) => withMembers(answer, { retcode: asNumber(answer) })],
  ['in-an-array', 'is wrapped in an array', (answer) => ({ ...answer, body: [answer.body ?? {}] })],
  ['truncated', 'ends before its JSON does', (answer) => asText(answer, (json) => json.slice(0, -2))],
  ['html', 'is an HTML page with HTTP 200', (answer) => ({ ...answer, body: '<html><body>Done.</body></html>' })],
  ['empty', 'is empty with HTTP 200', ({ status }) => ({ status })],
];

function asNumber(answer: Answer): number {
  return Number(String(retcodeOf(answer)).replace(/-/g, ''));
}

function asText(answer: Answer, change: (json: string) => string): Answer {
  return { ...answer, body: change(JSON.stringify(answer.body)), contentType: 'application/json; charset=UTF-8' };
}

function onSuccess(pickup: Pickup, change: Change) {
  return { answer: (x: Exchange, answer: Answer) => (asks(x, pickup) && x.executed ? change(answer) : answer) };
}

function onRefusal(pickup: Pickup, change: Change, by?: string) {
  return {
    answer: (x: Exchange, answer: Answer) =>
      // A refusal by HTTP 4xx may look as it likes.
      asks(x, pickup) && x.refusedBy && answer.status === 200 && (by === undefined || x.refusedBy === by)
        ? change(answer)
        : answer,
  };
}

const everyAnswer = inBoth((pickup) => {
  const { name, ids } = pickup;
  return misshapen.flatMap(([shape, text, change]) => [
    fault(`${name}-success-${shape}`, `${ids}-RESPONSE-1`, `an answer of success ${text}`, onSuccess(pickup, change)),
    fault(
      `${name}-refusal-${shape}`,
      `${ids}-RESPONSE-${shape.startsWith('result-') ? 3 : 1}`,
      `an answer of refusal ${text}`,
      onRefusal(pickup, change),
    ),
  ]);
});

const single = inBoth((pickup) => {
  const { name, ids } = pickup;
  const events = pickup.name === 'phonepickup' ? 'PP-EVENT-1 PP-EVENT-2' : 'SP-EVENT-1';
  const withoutResult: Change = (answer) => withMembers(answer, { result: undefined });
  return [
    fault(
      `${name}-guid-refusal-without-result`,
      `${ids}-RESPONSE-3`,
      'only the refusal of a Guid has no result',
      onRefusal(pickup, withoutResult, 'guid'),
    ),
    fault(
      `${name}-session-refusal-without-result`,
      `${ids}-RESPONSE-3`,
      'only the refusal of a signed-out agent has no result',
      onRefusal(pickup, withoutResult, 'session'),
    ),
    fault(
      `${name}-agent-id-refusal-without-result`,
      `${ids}-RESPONSE-3`,
      'only the refusal of an agent ID has no result',
      onRefusal(pickup, withoutResult, 'agentid'),
    ),
    fault(
      `${name}-refusal-is-stack-trace`,
      `${ids}-RESPONSE-1 ${ids}-ROBUST-1`,
      'every refusal is HTTP 500 with a stack trace',
      onRefusal(pickup, crash),
    ),
    fault(
      `${name}-refusal-is-http-500`,
      `${ids}-ROBUST-1`,
      'every refusal is HTTP 500, its body as documented',
      onRefusal(pickup, (answer) => ({ ...answer, status: 500 })),
    ),
    fault(
      `${name}-refusal-is-http-503`,
      `${ids}-ROBUST-1`,
      'every refusal is HTTP 503, its body as documented',
      onRefusal(pickup, (answer) => ({ ...answer, status: 503 })),
    ),
    fault(
      `${name}-refusal-cuts-connection`,
      `${ids}-RESPONSE-1 ${ids}-ROBUST-1`,
      'instead of a refusal the connection is cut',
      onRefusal(pickup, () => ({ status: 0, cut: true })),
    ),
    fault(
      `${name}-refusal-has-two-retcodes`,
      `${ids}-RESPONSE-1`,
      'a refusal has retcode twice, first "0"',
      onRefusal(pickup, (answer) => asText(answer, (json) => `{"retcode":"0",${json.slice(1)}`)),
    ),
    fault(
      `${name}-success-in-latin-1`,
      `${ids}-RESPONSE-1`,
      'the message of a success is written in ISO-8859-1, and UTF-8 declared',
      onSuccess(pickup, (answer) => ({
        ...asText(withMembers(answer, { message: 'réussi' }), (json) => json),
        encoding: 'latin1',
      })),
    ),
    fault(`${name}-success-not-done`, `${ids}-RESPONSE-2 ${events}`, 'success is answered, and nothing is done', {
      execute(x, perform) {
        if (!asks(x, pickup)) return perform();
      },
    }),
    fault(
      `${name}-done-but-refused`,
      `${ids}-RESPONSE-2 ${ids}-METHOD-1`,
      'it is done, and a failure is answered',
      onSuccess(pickup, () => refusal('100-007', 'an exception')),
    ),
    fault(
      `${name}-success-retcode-not-zero`,
      `${ids}-RESPONSE-2 ${ids}-METHOD-1`,
      'success is answered with the retcode 000-000',
      onSuccess(pickup, (answer) => withMembers(answer, { retcode: '000-000' })),
    ),
    fault(
      `${name}-refusal-is-zero`,
      `${ids}-RESPONSE-2 ${pickup.name === 'phonepickup' ? 'PP-PRE-3' : 'SP-PRE-2'}`,
      'where no phone rings nothing is done, and the retcode is 0',
      onRefusal(pickup, () => success(), pickup.name === 'phonepickup' ? 'alerting' : 'called-ringing'),
    ),
    fault(
      `${name}-second-success-without-result`,
      `${ids}-RESPONSE-1`,
      "only from an agent's second success on there is no result",
      () => {
        const seen = new Set<string>();
        return {
          answer(x, answer) {
            if (!asks(x, pickup) || !x.executed || !x.agent) return answer;
            const again = seen.has(x.agent.id);
            seen.add(x.agent.id);
            return again ? withoutResult(answer) : answer;
          },
        };
      },
    ),
  ];
});

export const answerFaults: readonly Fault[] = [...everyAnswer, ...single];
