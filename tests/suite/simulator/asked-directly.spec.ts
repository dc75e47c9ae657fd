import { expect, test } from '@playwright/test';
import type { Exchange } from '../../../src/evidence/exchange';
import { Secrets } from '../../../src/gateway/secrets';
import { Transport, type WireRequest } from '../../../src/gateway/transport';
import { useWire } from '../../../src/gateway/wire';
import { manualClock, startSimulator } from '../../../src/simulator';
import { DirectWay } from '../asked-directly';

type Asked = Pick<WireRequest, 'method' | 'path'> & Partial<WireRequest>;

const at = '/agentgateway/resource';
const json: [string, string] = ['Content-Type', 'application/json; charset=UTF-8'];
const signIn = { body: JSON.stringify({ password: 'secret', phonenum: '70101' }), headers: [json] } as const;

/** What is said of the connection differs where there is none. */
const OF_CONNECTIONS = /^(date|connection|keep-alive|transfer-encoding)$/i;

interface Quirks {
  faults?: string[];
  dialects?: string[];
}

/** What came of the request, by how many connections within this process, and how often the gateway was asked. */
async function asked(request: Asked, way: 'directly' | 'by sockets', quirks: Quirks = {}) {
  const gateway = await startSimulator({
    edition: '2023-09-27',
    authMode: 2,
    agents: [{ id: '101', password: 'secret', phone: '70101' }],
    clock: manualClock(),
    ...quirks,
  });
  let connections = 0;
  const connect = (origin: string) => {
    connections += 1;
    return gateway.connect(origin);
  };
  const putBack = way === 'directly' ? useWire((origin) => new DirectWay({ ...gateway, connect }, origin)) : () => {};
  const transport = new Transport({ origin: gateway.httpUrl ?? '', insecure: false, secrets: new Secrets() });
  try {
    const { exchange } = await transport.send({ purpose: 'stage', headers: [json], timeoutMs: 5000, ...request });
    return { connections, told: { ...told(exchange), requests: gateway.stats().requests } };
  } finally {
    putBack();
    await transport.close();
    await gateway.close();
  }
}

function told({ response, failure }: Exchange) {
  const headers = response?.headers.filter(([name]) => !OF_CONNECTIONS.test(name));
  const withoutChance = headers?.map(([name, value]) => [name, /guid|cookie/i.test(name) ? 'some' : value]);
  return { status: response?.status, headers: withoutChance, body: response?.body, failure: failure?.kind };
}

const pickup = { method: 'POST', path: `${at}/voicecall/101/phonepickup` } as const;
const plain: readonly [what: string, Asked, quirks?: Quirks][] = [
  ['a sign-in', { method: 'PUT', path: `${at}/onlineagent/101`, ...signIn }],
  ['a pickup without a Guid', pickup],
  ['a query', { method: 'PUT', path: `${at}/voicecall/101/snatchpickup?destWorkNo=101&a=%20?` }],
  ['HEAD, whose answer has no body', { ...pickup, method: 'HEAD' }],
  ['OPTIONS', { ...pickup, method: 'OPTIONS' }],
  ['an unknown path', { method: 'GET', path: '/elsewhere' }],
  ['an answer in chunks', pickup, { dialects: ['answers-chunked'] }],
  ['an answer in gzip', pickup, { dialects: ['answers-gzipped'] }],
  ['an answer that is cut off', pickup, { faults: ['phonepickup-refusal-cuts-connection'] }],
];
const odd: typeof plain = [
  ['TRACE', { ...pickup, method: 'TRACE' }],
  ['a header given twice', { ...pickup, headers: [json, json] }],
  ['a method that HTTP does not know', { ...pickup, method: 'PICKUP' }],
  ['a byte in a header that is no ASCII', { ...pickup, headers: [['Guid', 'ü']] }],
  ['a header that is too long', { ...pickup, headers: [['Guid', 'a'.repeat(20_000)]] }],
];

for (const [what, request, quirks] of [...plain, ...odd])
  test(`asked directly the gateway says the same as by sockets: ${what}`, async () => {
    const [bySockets, directly] = [
      await asked(request, 'by sockets', quirks),
      await asked(request, 'directly', quirks),
    ];
    expect(directly.told).toEqual(bySockets.told);
    expect(bySockets.told.status ?? bySockets.told.failure).toBeDefined();
    // What a server might read differently is left to one.
    expect(directly.connections).toBe(plain.some(([each]) => each === what) ? 0 : 1);
  });

test('an answer that takes too long is given up as by sockets', async () => {
  for (const way of ['directly', 'by sockets'] as const)
    expect((await asked({ ...pickup, timeoutMs: 20 }, way, { dialects: ['answers-slow'] })).told).toMatchObject({
      status: undefined,
      failure: 'no-answer-in-time',
      requests: 1,
    });
});
