import type { OperationContract } from '../contract/contract';
import type { Stimulus } from './case';

/** What no page forbids or mentions, and many servers stumble over: a name, what it is in words, the request's difference. */
export function oddRequests({ guidHeader }: OperationContract): [what: string, shown: string, stimulus: Stimulus][] {
  return [
    ...bodies.map(([what, body]): [string, string, Stimulus] => [
      `body-${what}`,
      `sent an unexpected body (${what.replaceAll('-', ' ')})`,
      { body },
    ]),
    ...headers.map(([what, name, value]): [string, string, Stimulus] => [
      what,
      `asked with ${name}${value.length < 40 ? `: ${value}` : ` of ${value.length} characters`}`,
      { headers: [[name, value]] },
    ]),
    ['second-guid', 'asked with two Guids', { headers: [[guidHeader, 'second']] }],
    ['many-headers', 'asked with more than 60 headers', { headers: numbered(61).map((each) => [`X-${each}`, '']) }],
    [
      'content-encoding',
      'sent a body that is not compressed as it says',
      { headers: [['Content-Encoding', 'gzip']], body: '{}' },
    ],
    ...queries.map(([what, shown, extraQuery]): [string, string, Stimulus] => [
      `query-${what}`,
      `asked with ${shown}`,
      { extraQuery },
    ]),
  ];
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1));
}

const queries: readonly [what: string, shown: string, extraQuery: string][] = [
  ['over-2-kib', 'a query of more than 2 KiB', `x=${'x'.repeat(2100)}`],
  [
    'many-parameters',
    'more than 100 parameters',
    numbered(101)
      .map((each) => `x${each}=`)
      .join('&'),
  ],
  ['broken-percent', 'a query that cannot be decoded', 'x=%zz'],
  ['broken-utf-8', 'a query that is no UTF-8', 'x=%C3%28'],
];

const bodies: readonly [what: string, body: string][] = [
  ['empty-object', '{}'],
  ['half-json', '{"a":'],
  ['large', JSON.stringify({ filler: 'x'.repeat(60_000) })],
  ['over-64-kib', JSON.stringify({ filler: 'x'.repeat(2 ** 16) })],
  ['array', '[]'],
  ['text', '"text"'],
  ['deep-array', `${'['.repeat(1000)}${']'.repeat(1000)}`],
];

const headers: readonly [what: string, name: string, value: string][] = [
  ['accept-html', 'Accept', 'text/html'],
  ['accept-xml', 'Accept', 'application/xml'],
  ['accept-nothing', 'Accept', '*/*;q=0'],
  ['accept-charset', 'Accept-Charset', 'ISO-8859-1'],
  ['accept-language', 'Accept-Language', 'zh-CN'],
  ['accept-language-malformed', 'Accept-Language', ';;q=x'],
  ['accept-encoding', 'Accept-Encoding', 'identity'],
  ['accept-encoding-nothing', 'Accept-Encoding', '*;q=0'],
  ['second-content-type', 'Content-Type', 'text/plain'],
  ['origin', 'Origin', 'https://elsewhere.example'],
  ['range', 'Range', 'bytes=0-1'],
  ['if-none-match', 'If-None-Match', '*'],
  ['if-modified-since', 'If-Modified-Since', 'Sat, 01 Jan 2050 00:00:00 GMT'],
  ['forwarded', 'X-Forwarded-For', '127.0.0.1'],
  ['original-url', 'X-Original-URL', '/agentgateway/resource'],
  ['long-header', 'X-Long', 'x'.repeat(6000)],
  ['cookie', 'Cookie', 'a=b; =; ;'],
  ['authorization', 'Authorization', 'Basic Og=='],
];
