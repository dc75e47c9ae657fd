import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CallDriver } from '../../../src/calls/call-driver';
import { httpDriver } from '../../../src/calls/http-driver';
import { casesOf } from '../../../src/cases';
import { judge } from '../../../src/checks/judge';
import type { OperationName } from '../../../src/contract/contract';
import { readContract } from '../../../src/contract/read-contract';
import { agentsFromList } from '../../../src/simulator';
import type { LentAgent } from '../../../src/site/site';
import { Lab } from '../../../src/staging/lab';
import { Observer } from '../../../src/staging/observer';
import { lent, openSite } from '../gateway/simulated-site';
import { judgeGateway, troubles } from '../judged-gateway';

const contract = readContract('2023-09-27');

/** What an agent does of its own, or another one's phone, while a call rings that it must not take. */
const SERIES = [
  'called-has-no-call',
  'other-group',
  'ringing-itself',
  'talking',
  'wrapping-up-after-call',
  'ringing-internally',
  'dialling',
  'talking-internally',
  'talking-to-agent-it-called',
  'ringing-with-taken-call',
  'talking-on-taken-call',
];
const OCCUPIED = ['picker-busy', 'picker-wrapping-up'];

interface Setting {
  agents?: LentAgent[];
  dialects?: string[];
  /** Agents of the simulated gateway that are of group B. */
  otherGroup?: string;
  /** Put before the call driver. */
  driver?: (driver: CallDriver) => CallDriver;
}

/** The verdicts of these prerequisites' cases by their names, with the first reason, and how many calls were placed. */
async function judged(operation: OperationName, names: readonly string[], setting: Setting = {}) {
  const { driver = (each) => each, dialects = [], otherGroup = '107' } = setting;
  const there = agentsFromList('101-109', '2023-09-27', 'secret-of-agents', { otherGroup });
  const { agents = lent(there).slice(0, 7) } = setting;
  await using site = await openSite(
    { dialects, agents: there },
    { agents, events: { deadlineMs: 2000, quietMs: 30, mode: 'poll' } },
  );
  const directory = mkdtempSync(join(tmpdir(), 'series-'));
  const lab = new Lab({
    site: site.site,
    contract,
    driver: driver(httpDriver(site.simulator.driverUrl)),
    runDirectory: directory,
    wantedById: new Set(),
  });
  try {
    const cases = casesOf(contract, operation, 'prerequisites').filter(({ id }) => names.includes(lastOf(id)));
    expect(cases).toHaveLength(names.length);
    const observer = new Observer(lab, directory);
    const facts = { recording: true, snatchpickupGuid: 'observed' as const, deadlineMs: 2000 };
    const verdicts: Record<string, string> = {};
    for (const of of cases) {
      const { verdict, requirements } = judge(contract, facts, of, await observer.observe(of, cases));
      const reason = requirements.find((each) => each.verdict === verdict)?.reason;
      verdicts[lastOf(of.id)] = reason === undefined || verdict === 'pass' ? verdict : `${verdict}: ${reason}`;
    }
    return { verdicts, rings: site.simulator.stats().rings };
  } finally {
    await lab.close();
    rmSync(directory, { recursive: true });
  }
}

function lastOf(caseId: string): string {
  return caseId.split('.').at(-1) ?? '';
}

function except(all: readonly string[], others: Readonly<Record<string, string>>): Record<string, string> {
  return { ...Object.fromEntries(all.map((name) => [name, 'pass'])), ...others };
}

test('a conforming gateway passes beside one ringing call, with one call for each kind of its own', async () => {
  const { verdicts, rings } = await judged('snatchpickup', SERIES);
  expect(verdicts).toEqual(except(SERIES, {}));
  expect(rings).toBe(5);
});

/** Each fault, and the only cases that it is held against. */
const caught: [fault: string, ...cases: string[]][] = [
  ['snatchpickup-while-dialling', 'dialling'],
  ['snatchpickup-after-answering-by-handset', 'talking-on-taken-call'],
  ['snatchpickup-while-wrapping-up-after-call', 'wrapping-up-after-call'],
  ['snatchpickup-refused-by-same-group-but-executes', 'other-group'],
  ['snatchpickup-refused-by-same-group-blocks-call', 'other-group'],
  ['snatchpickup-while-ringing', 'ringing-internally', 'ringing-itself', 'ringing-with-taken-call'],
  // Where phonepickup does not work, snatchpickup is judged all the same.
  ['phonepickup-method-is-put'],
];
for (const [fault, ...blamed] of caught)
  test(`${fault} is held against ${blamed.join(', ') || 'none of them'}, and against nothing else`, async () => {
    const all = await judgeGateway(
      { faults: [fault] },
      { choose: ({ id }) => SERIES.includes(lastOf(id)) && id.startsWith('s') },
    );
    expect(all.map(({ of }) => lastOf(of.id)).toSorted()).toEqual(SERIES.toSorted());
    const broken = all.filter(({ result: { verdict } }) => verdict !== 'pass');
    expect(broken.map(({ of }) => lastOf(of.id)).toSorted(), troubles(all).join('\n')).toEqual(blamed);
    expect(broken.filter(({ result: { verdict } }) => verdict !== 'fail')).toEqual([]);
  });

test('what two agents are too few for is not applicable, the rest is judged', async () => {
  const { verdicts } = await judged('snatchpickup', SERIES, { agents: lent().slice(0, 2) });
  const third =
    'not-applicable: the site lends no further agent with an eSpace 7910 in the same group that may pick up';
  expect(verdicts).toEqual(
    except(SERIES, {
      'other-group': 'not-applicable: the site lends no agent with an eSpace 7910 in another group',
      'ringing-internally': third,
      dialling: third,
      'talking-internally': third,
      'talking-to-agent-it-called': third,
      'ringing-with-taken-call': third,
      'talking-on-taken-call': third,
    }),
  );
});

test('an internal call that is refused once is asked for again', async () => {
  const { verdicts } = await judged('snatchpickup', SERIES, { dialects: ['first-internal-call-refused'] });
  expect(verdicts).toEqual(except(SERIES, {}));
});

test('the phone of a busy agent, and of one that wraps up, is picked up', async () => {
  expect((await judged('phonepickup', OCCUPIED)).verdicts).toEqual(except(OCCUPIED, {}));
});

test('where the phone of a busy agent cannot be made to ring, its case is not applicable', async () => {
  const reluctant = (driver: CallDriver): CallDriver => ({
    ...driver,
    act: async (action, order) =>
      action === 'ring' ? { done: false, reason: 'the agent takes no calls now' } : driver.act(action, order),
  });
  const { verdicts } = await judged('phonepickup', OCCUPIED, { driver: reluctant });
  for (const name of OCCUPIED)
    expect(verdicts[name]).toMatch(
      /^not-applicable: the phone of agent \d+ cannot be made to ring while it is .*the agent takes no calls now$/,
    );
});

const WITHIN_GROUPS = ['called-busy', 'within-another-group'];

test('a busy agent of another group is called, where two of that group are lent; both cases share the call', async () => {
  const two = await judged('snatchpickup', WITHIN_GROUPS, { otherGroup: '106,107' });
  expect(two).toEqual({ verdicts: except(WITHIN_GROUPS, {}), rings: 1 });
  const lacking = 'the site lends no two agents with an eSpace 7910 in another group, one of which may pick up';
  const one = await judged('snatchpickup', WITHIN_GROUPS);
  expect(one.verdicts).toEqual(except(WITHIN_GROUPS, { 'within-another-group': `not-applicable: ${lacking}` }));
});

test('where no busy phone rings, another group is judged with an idle agent', async () => {
  const reluctantOnce = (driver: CallDriver): CallDriver => {
    let asked = false;
    return {
      ...driver,
      act: async (action, order) => {
        if (action !== 'ring' || asked) return driver.act(action, order);
        asked = true;
        return { done: false, reason: 'the agent takes no calls now' };
      },
    };
  };
  const { verdicts } = await judged('snatchpickup', WITHIN_GROUPS, { otherGroup: '106,107', driver: reluctantOnce });
  expect(verdicts).toEqual({
    'called-busy': expect.stringMatching(/^not-applicable: the phone of agent 10[67] cannot be made to ring while/),
    'within-another-group': 'pass',
  });
});
