/** A mistake, the line that it gets, and what would be right in its place. */
export interface Row {
  /** What of the good file is exchanged; absent: `bad` and `good` are added at its end, on line 7. */
  from?: string;
  bad: string;
  lines: string[];
  good: string;
}

const ROOT_KEYS =
  'name, url, httpUrl, edition, authMode, guid, tls, recording, snatchpickupGuid, signIn, events, exploration, limits, calls or agents';
const MS = 'a whole number from 1 to 2147483647';
const AGENT = '  - {id: "102", password: x, phone: "70102"}';

export const KEYS: Row[] = [
  {
    bad: 'recordin: true',
    lines: ['site.yaml:7: recordin: expected a known key, found an unknown one; did you mean recording?'],
    good: 'recording: true',
  },
  {
    bad: 'tsl: {}',
    lines: ['site.yaml:7: tsl: expected a known key, found an unknown one; did you mean tls?'],
    good: 'tls: {}',
  },
  {
    bad: 'colour: red',
    lines: [`site.yaml:7: colour: expected a known key (${ROOT_KEYS}), found an unknown one`],
    good: '# colour: red',
  },
  {
    bad: 'guid: {\n  interval: 5}',
    lines: ['site.yaml:8: guid.interval: expected a known key, found an unknown one; did you mean intervalMs?'],
    good: 'guid: {\n  intervalMs: 5}',
  },
  {
    bad: '  - {id: "102", pasword: x, password: x, phone: "1"}',
    lines: ['site.yaml:7: agents[1].pasword: expected a known key, found an unknown one; did you mean password?'],
    good: AGENT,
  },
  {
    bad: '  - {id: "102", password hunter2, password: x, phone: "1"}',
    lines: [
      'site.yaml:7: agents[1].…: expected a known key (id, password, phone, phoneModel, group or mayPickUp), found an unknown one',
    ],
    good: AGENT,
  },
  {
    bad: '__proto__: {url: x}',
    lines: [`site.yaml:7: __proto__: expected a known key (${ROOT_KEYS}), found an unknown one`],
    good: '',
  },
  {
    bad: 'name: Twice',
    lines: ['site.yaml:7: name: expected each key once, found it on line 1 as well'],
    good: '',
  },
  { from: 'name: Good\n', bad: '', lines: ['site.yaml:1: name: expected a text, found nothing'], good: 'name: G\n' },
  {
    from: 'url: https://gateway.example:8043\n',
    bad: '',
    lines: ['site.yaml:1: url: expected a text, e.g. "https://gateway.example:8043", found nothing'],
    good: 'calls: {driver: simulator}\n',
  },
  {
    from: 'authMode: 2\n',
    bad: '',
    lines: ['site.yaml:1: authMode: expected 1 or 2, found nothing'],
    good: 'authMode: 1\n',
  },
  {
    bad: '  - {id: "102", password: x}',
    lines: ['site.yaml:7: agents[1].phone: expected a text, found nothing'],
    good: AGENT,
  },
];

export const VALUES: Row[] = [
  {
    from: 'authMode: 2',
    bad: 'authMode: "2"',
    lines: ['site.yaml:4: authMode: expected 1 or 2, found "2"; write it without quotes'],
    good: 'authMode: 2',
  },
  {
    from: 'authMode: 2',
    bad: `authMode: \${PASSWORD}`,
    lines: [
      `site.yaml:4: authMode: expected 1 or 2, found "\${PASSWORD}"; a variable is always text: write the value itself`,
    ],
    good: 'authMode: 1',
  },
  {
    from: 'authMode: 2',
    bad: 'authMode: 3',
    lines: ['site.yaml:4: authMode: expected 1 or 2, found the number 3'],
    good: 'authMode: 1',
  },
  {
    bad: 'recording: yes',
    lines: ['site.yaml:7: recording: expected true or false, found "yes"'],
    good: 'recording: false',
  },
  { bad: 'signIn:', lines: ['site.yaml:7: signIn: expected a map of keys, found nothing'], good: 'signIn: {}' },
  {
    bad: 'tls: {insecure: "true"}',
    lines: ['site.yaml:7: tls.insecure: expected true or false, found "true"; write it without quotes'],
    good: 'tls: {insecure: true}',
  },
  {
    bad: 'guid: {intervalMs: 1.5, timeoutMs: 99999999999}',
    lines: [
      `site.yaml:7: guid.intervalMs: expected ${MS}, found the number 1.5`,
      `site.yaml:7: guid.timeoutMs: expected ${MS}, found the number 99999999999`,
    ],
    good: 'guid: {intervalMs: 1, timeoutMs: 2}',
  },
  {
    bad: 'limits: {requestsPerSecond: 0}',
    lines: ['site.yaml:7: limits.requestsPerSecond: expected a number above 0, found the number 0'],
    good: 'limits: {requestsPerSecond: 0.5}',
  },
  {
    bad: 'exploration: {steps: -1}',
    lines: ['site.yaml:7: exploration.steps: expected a whole number of at least 0, found the number -1'],
    good: 'exploration: {steps: 0}',
  },
  {
    bad: 'snatchpickupGuid: optional',
    lines: ['site.yaml:7: snatchpickupGuid: expected observed or required, found "optional"'],
    good: 'snatchpickupGuid: required',
  },
  {
    bad: '  - {id: 102, password: 12345, phone: 70102}',
    lines: [
      'site.yaml:7: agents[1].id: expected a text, e.g. "101", found the number 102; write it in quotes',
      'site.yaml:7: agents[1].password: expected a text, found a number; write it in quotes',
      'site.yaml:7: agents[1].phone: expected a text, found the number 70102; write it in quotes',
    ],
    good: AGENT,
  },
  {
    bad: `  - {id: "102", password: "\${EMPTY}", phone: "\${EMPTY}"}`,
    lines: [
      `site.yaml:7: agents[1].phone: expected a text, found \${EMPTY}, which is empty`,
      `site.yaml:7: agents[1].password: expected a text, found \${EMPTY}, which is empty; write "" where the agent has no password`,
    ],
    good: '  - {id: "102", password: "", phone: "70102"}',
  },
  { bad: '  - "102"', lines: ['site.yaml:7: agents[1]: expected a map of keys, found "102"'], good: AGENT },
  {
    bad: `  - {id: "102", password: "\${NOWHERE}", phone: "\${NOWHERE}"}`,
    lines: ['password', 'phone'].map(
      (key) =>
        `site.yaml:7: agents[1].${key}: expected the environment variable NOWHERE, found it not set; set it in the environment or in .env`,
    ),
    good: AGENT,
  },
  {
    bad: `  - {id: "102", password: "\${NO-WHERE}", phone: "\${"}`,
    lines: ['password', 'phone'].map(
      (key) =>
        `site.yaml:7: agents[1].${key}: expected \${NAME} of letters, digits and _, found \${ without such a name and }`,
    ),
    good: AGENT,
  },
];
