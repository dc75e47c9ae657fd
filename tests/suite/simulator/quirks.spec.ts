import { expect, test } from '@playwright/test';
import { dialects, faults, startSimulator } from '../../../src/simulator';
import { dialects as dialectsWithHooks } from '../../../src/simulator/dialects';
import { faults as faultsWithHooks } from '../../../src/simulator/faults';
import { type Dialect, type Fault, hooksOf } from '../../../src/simulator/quirks';
import { openGateway, testAgents } from './gateway-client';
import { tellStory } from './story';

/** What the faithful gateway tells, in both modes of authentication. */
async function faithful(): Promise<Record<1 | 2, string>> {
  return { 1: (await tellStory(1, [])).join('\n'), 2: (await tellStory(2, [])).join('\n') };
}

async function unseen(quirks: readonly (Fault | Dialect)[]): Promise<string[]> {
  const plain = await faithful();
  const names: string[] = [];
  for (const quirk of quirks) {
    const dynamic = (await tellStory(2, [hooksOf(quirk)])).join('\n');
    if (dynamic === plain[2] && (await tellStory(1, [hooksOf(quirk)])).join('\n') === plain[1]) names.push(quirk.name);
  }
  return names;
}

test('the faithful gateway tells its story the same way each time', async () => {
  expect(await faithful()).toEqual(await faithful());
});

test('every fault can be seen from outside', async () => {
  expect(await unseen(faultsWithHooks)).toEqual([]);
});

test('every dialect can be seen from outside', async () => {
  expect(await unseen(dialectsWithHooks)).toEqual([]);
});

test('names are unique, in one form, and each fault says which requirements it breaks', () => {
  const names = [...faults, ...dialects].map((quirk) => quirk.name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
  for (const { name, breaks } of faults) {
    expect(breaks.length, name).toBeGreaterThan(0);
    for (const id of breaks) expect(id, name).toMatch(/^(PP|SP)-[A-Z]+-[0-9]+$/);
  }
});

for (const kind of ['fault', 'dialect'] as const) {
  test(`an unknown ${kind} is an error that names it and the nearest known ones`, async () => {
    const [known] = kind === 'fault' ? faults : dialects;
    const start = startSimulator({
      edition: '2023-09-27',
      authMode: 1,
      agents: testAgents,
      [`${kind}s`]: [`${known?.name}x`],
    });
    await expect(start).rejects.toThrow(
      new RegExp(`unknown ${kind} "${known?.name}x"; the nearest known: ${known?.name},`),
    );
  });
}

test('several faults and dialects work together', async () => {
  await using client = await openGateway({
    faults: ['phonepickup-accepts-put', 'phonepickup-offhook-lost'],
    dialects: ['alerting-with-content', 'messages-empty'],
  });
  await client.signIn('101');
  await client.drive('ring', '101');
  const alerting = (await client.events('101')).at(-1);
  expect(alerting?.content).toMatchObject({ callid: expect.any(String) });
  expect((await client.as('101', 'PUT', '/voicecall/101/phonepickup')).body).toEqual({
    message: '',
    retcode: '0',
    result: {},
  });
  expect((await client.eventTypes('101'))[0]).toBe('AgentEvent_Talking');
});
