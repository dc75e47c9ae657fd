import { success } from '../answer';
import type { Call } from '../calls';
import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import { asks, executeAnyway, fault, inBoth, type Pickup, phonepickup, snatchpickup } from './fault';
import { refuses } from './other-calls';

const safeLooking = ['GET', 'HEAD', 'OPTIONS'];
const ofWebDav = ['PROPFIND', 'LOCK', 'MKCOL', 'MOVE', 'COPY', 'REPORT', 'SEARCH'];

function accepts(pickup: Pickup, ...methods: string[]) {
  return {
    method: (x: Exchange, accepted: boolean) => accepted || (asks(x, pickup) && methods.includes(x.request.method)),
  };
}

function refusesButExecutes(pickup: Pickup, ...methods: string[]) {
  return {
    async answer(x: Exchange, answer: ReturnType<typeof success>) {
      if (asks(x, pickup) && x.refusedBy === 'method' && methods.includes(x.request.method)) await executeAnyway(x);
      return answer;
    },
  };
}

function anyRings({ gateway }: Exchange): boolean {
  return [...gateway.sessions.signedIn].some(({ alerting }) => alerting);
}

const single: Fault[] = [
  fault('phonepickup-accepts-put', 'PP-METHOD-2', 'PUT takes the phone off the hook too', accepts(phonepickup, 'PUT')),
  fault('phonepickup-accepts-get', 'PP-METHOD-2', 'GET takes the phone off the hook too', accepts(phonepickup, 'GET')),
  fault('phonepickup-method-is-put', 'PP-METHOD-1 PP-METHOD-2', 'PUT is taken for the method, and POST refused', {
    method: (x, accepted) => (asks(x, phonepickup) ? x.request.method === 'PUT' : accepted),
  }),
  fault(
    'phonepickup-delete-switches-linkage-off',
    'PP-METHOD-2',
    "DELETE is refused, and switches the agent's phone linkage off",
    {
      answer(x, answer) {
        const session = x.gateway.agents.find(x.agentIdText)?.session;
        if (asks(x, phonepickup) && x.refusedBy === 'method' && x.request.method === 'DELETE' && session)
          session.linkage = false;
        return answer;
      },
    },
  ),
  fault('snatchpickup-accepts-post', 'SP-METHOD-2', 'POST picks up too', accepts(snatchpickup, 'POST')),
  fault('snatchpickup-accepts-get', 'SP-METHOD-2', 'GET picks up too', accepts(snatchpickup, 'GET')),
  fault('snatchpickup-accepts-delete', 'SP-METHOD-2', 'DELETE picks up too', accepts(snatchpickup, 'DELETE')),
  fault(
    'snatchpickup-patch-takes-unanswerable-call',
    'SP-METHOD-2',
    'PATCH picks up too, but what it takes over phonepickup cannot answer',
    () => {
      const taken = new WeakSet<Call>();
      return {
        ...accepts(snatchpickup, 'PATCH'),
        ...refuses(phonepickup, ({ agent }) => agent?.call !== undefined && taken.has(agent.call)),
        execute(x, perform) {
          const call = x.request.method === 'PATCH' ? x.destination?.call : undefined;
          if (call) taken.add(call);
          perform();
        },
      };
    },
  ),
  fault('snatchpickup-method-is-post', 'SP-METHOD-1 SP-METHOD-2', 'POST is taken for the method, and PUT refused', {
    method: (x, accepted) => (asks(x, snatchpickup) ? x.request.method === 'POST' : accepted),
  }),
];

const both = inBoth((pickup) => {
  const { name, ids, method, silence } = pickup;
  const unseen = `${ids}-METHOD-2 ${ids}-RESPONSE-2 ${silence}`;
  return [
    fault(`${name}-accepts-patch`, `${ids}-METHOD-2`, 'PATCH executes', accepts(pickup, 'PATCH')),
    fault(
      `${name}-accepts-lower-case-get`,
      `${ids}-METHOD-2`,
      'get in lower-case letters executes',
      accepts(pickup, 'get'),
    ),
    fault(
      `${name}-accepts-unknown-methods`,
      `${ids}-METHOD-2`,
      'methods that nobody knows execute',
      accepts(pickup, 'FOO', 'PICKUP', 'XPOST'),
    ),
    fault(`${name}-accepts-webdav`, `${ids}-METHOD-2`, 'the WebDAV methods execute', accepts(pickup, ...ofWebDav)),
    fault(`${name}-head-executes`, `${ids}-METHOD-2`, 'HEAD executes and answers 200', accepts(pickup, 'HEAD')),
    fault(
      `${name}-options-refused-but-executes`,
      unseen,
      'OPTIONS is answered with a refusal, and executes',
      refusesButExecutes(pickup, 'OPTIONS'),
    ),
    fault(
      `${name}-delete-refused-but-executes`,
      unseen,
      'DELETE is answered with a refusal, and executes',
      refusesButExecutes(pickup, 'DELETE'),
    ),
    fault(
      `${name}-get-refused-but-executes`,
      unseen,
      'GET is answered with a refusal, and executes',
      refusesButExecutes(pickup, 'GET'),
    ),
    fault(
      `${name}-without-user-agent-refused`,
      `${ids}-METHOD-1`,
      'a filter in front refuses requests without User-Agent with HTTP 403 and an HTML page',
      {
        method: (x, accepted) => accepted && !(asks(x, pickup) && x.request.headers['user-agent'] === undefined),
        answer: (x, answer) =>
          asks(x, pickup) && x.refusedBy === 'method' && x.request.method === method
            ? { status: 403, body: '<html><body>Forbidden</body></html>' }
            : answer,
      },
    ),
    fault(
      `${name}-get-while-nothing-rings-answers-success`,
      `${ids}-METHOD-2 ${ids}-RESPONSE-2`,
      'GET while nothing rings does nothing and answers success',
      {
        answer: (x, answer) =>
          asks(x, pickup) && x.refusedBy === 'method' && x.request.method === 'GET' && !anyRings(x)
            ? success()
            : answer,
      },
    ),
    fault(`${name}-override-header`, `${ids}-METHOD-2`, `any method executes with X-HTTP-Method-Override: ${method}`, {
      method: (x, accepted) => accepted || (asks(x, pickup) && x.request.headers['x-http-method-override'] === method),
    }),
    fault(`${name}-override-parameter`, `${ids}-METHOD-2`, `any method executes with _method=${method}`, {
      method: (x, accepted) => accepted || (asks(x, pickup) && x.queryValues('_method').includes(method)),
    }),
    fault(
      `${name}-refused-method-answers-success`,
      `${ids}-METHOD-2 ${ids}-RESPONSE-2`,
      'GET, HEAD and OPTIONS do nothing and answer success',
      {
        answer: (x, answer) =>
          asks(x, pickup) && x.refusedBy === 'method' && safeLooking.includes(x.request.method) ? success() : answer,
      },
    ),
  ];
});

export const methodFaults: readonly Fault[] = [...single, ...both];
