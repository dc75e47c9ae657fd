import type { Row } from './mistakes';

const RANGE = 'an ID from 101 to 59999 (edition 2023-09-27)';
const AGENT = '  - {id: "102", password: x, phone: "70102"}';

const id = (bad: string, expected: string, good: string): Row => ({
  bad: AGENT.replace('102', bad),
  lines: [`site.yaml:7: agents[1].id: expected ${expected}, found "${bad}"`],
  good: AGENT.replace('102', good),
});

const url = (bad: string, found: string): Row => ({
  from: 'https://gateway.example:8043',
  bad,
  lines: [`site.yaml:2: url: expected http(s)://HOST:PORT and no more, found ${found}`],
  good: 'http://10.0.0.1/',
});

export const MEANING: Row[] = [
  id('100', RANGE, '102'),
  id('60000', RANGE, '59999'),
  id('0102', `${RANGE} in plain digits`, '102'),
  id('+102', `${RANGE} in plain digits`, '1020'),
  id('１０２', `${RANGE} in plain digits`, '9999'),
  id('1e3', `${RANGE} in plain digits`, '1000'),
  {
    bad: '  - {id: "101", password: x, phone: "70101"}',
    lines: [
      'site.yaml:7: agents[1].id: expected an ID of its own, found that of agents[0] (line 6)',
      'site.yaml:7: agents[1].phone: expected a phone of its own, found that of agents[0] (line 6)',
    ],
    good: AGENT,
  },
  {
    from: '"2023-09-27"',
    bad: '2024-01-01',
    lines: ['site.yaml:3: edition: expected "2023-09-27" or "2025-11-13", found "2024-01-01"'],
    good: '2023-09-27',
  },
  url('gateway.example:8043', '"gateway.example:8043", one that begins otherwise'),
  url('ftp://gateway.example', '"ftp://gateway.example", one that begins otherwise'),
  url('gateway', '"gateway", what is no absolute address'),
  url('https://gateway.example/agentgateway', '"https://gateway.example/agentgateway", one with a path'),
  url('https://me:hunter2@gateway.example', '"https://***@gateway.example", one with credentials'),
  url('https://gateway.example?token=hunter2', '"https://gateway.example?…", one with a query or fragment'),
  {
    bad: 'httpUrl: https://gateway.example',
    lines: [
      'site.yaml:7: httpUrl: expected http://HOST:PORT and no more, found "https://gateway.example", one that begins otherwise',
    ],
    good: 'httpUrl: http://gateway.example',
  },
  {
    bad: 'guid: {intervalMs: 500, timeoutMs: 500}',
    lines: ['site.yaml:7: guid.timeoutMs: expected more than intervalMs (500), found 500'],
    good: 'guid: {intervalMs: 500, timeoutMs: 501}',
  },
  {
    bad: 'guid: {intervalMs: 120000}',
    lines: [
      'site.yaml:7: guid.timeoutMs: expected more than intervalMs (120000), found 120000, which it is where the file does not say',
    ],
    good: 'guid: {intervalMs: 119999}',
  },
  {
    bad: 'events: {mode: push}',
    lines: [
      'site.yaml:7: events.callback: expected an address that the gateway reaches, since mode is push, found nothing',
    ],
    good: 'events: {mode: push, callback: "http://tester.example:9443/events"}',
  },
  ...(
    [
      ['nowhere.pem', 'which does not exist'],
      ['.', 'which is a folder'],
      ['notes.txt', 'a file without a PEM certificate'],
      ['broken.pem', 'a file with a broken certificate'],
    ] as const
  ).map(([file, found]) => ({
    bad: `tls: {ca: ${file}}`,
    lines: [
      `site.yaml:7: tls.ca: expected a file of PEM certificates, relative to the site file, found "${file}", ${found}`,
    ],
    good: 'tls: {ca: ca.pem}',
  })),
  ...(
    [
      ['./nowhere.sh', 'which does not exist', './ring.sh'],
      ['no-such-program', 'which does not exist', 'ring.sh'],
      ['.', 'which is no file', 'node'],
      ['notes.txt', 'for which the permission is missing', 'ring.sh'],
    ] as const
  ).map(([command, found, good]) => ({
    bad: `calls: {driver: command, command: ${command}}`,
    lines: [`site.yaml:7: calls.command: expected a program that can be run, found "${command}", ${found}`],
    good: `calls: {driver: command, command: ${good}, args: [a]}`,
  })),
];

const DRIVERS = 'http, command, manual, simulator or none';

export const CALLS: Row[] = [
  {
    bad: 'calls: {driver: htp}',
    lines: [`site.yaml:7: calls.driver: expected ${DRIVERS}, found "htp"; did you mean http?`],
    good: 'calls: {driver: http, url: "http://callgen.example:9000/"}',
  },
  { bad: 'calls: {}', lines: [`site.yaml:7: calls.driver: expected ${DRIVERS}, found nothing`], good: '' },
  {
    bad: 'calls: manual',
    lines: ['site.yaml:7: calls: expected a map of keys, found "manual"'],
    good: 'calls: {driver: manual}',
  },
  {
    bad: 'calls: {driver: http}',
    lines: ['site.yaml:7: calls.url: expected a text, e.g. "http://callgen.example:9000", found nothing'],
    good: 'calls: {driver: none}',
  },
  {
    bad: 'calls: {driver: none, url: "http://callgen.example"}',
    lines: ['site.yaml:7: calls.url: expected a known key (driver), found an unknown one'],
    good: 'calls: {driver: simulator, faults: [a], dialects: []}',
  },
  {
    bad: 'calls: {driver: manual, ringMs: 999}',
    lines: ['site.yaml:7: calls.ringMs: expected a whole number from 1000 to 2147483647, found the number 999'],
    good: 'calls: {driver: manual, ringMs: 1000}',
  },
  {
    bad: 'calls: {driver: simulator, ringsMs: 60000}',
    lines: ['site.yaml:7: calls.ringsMs: expected a known key, found an unknown one; did you mean ringMs?'],
    good: 'calls: {driver: simulator, ringMs: 60000}',
  },
  {
    bad: 'calls: {driver: manual, colour: red}',
    lines: ['site.yaml:7: calls.colour: expected a known key (driver or ringMs), found an unknown one'],
    good: 'calls: {driver: manual}',
  },
  {
    bad: 'calls: {driver: none, ringMs: 60000}',
    lines: ['site.yaml:7: calls.ringMs: expected a known key (driver), found an unknown one'],
    good: 'calls: {driver: http, url: "http://callgen.example:9000", ringMs: 60000}',
  },
];
