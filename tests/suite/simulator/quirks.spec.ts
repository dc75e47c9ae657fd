import { expect, test } from '@playwright/test';
import { dialects, faults, startSimulator } from '../../../src/simulator';
import { dialects as dialectsWithHooks } from '../../../src/simulator/dialects';
import { faults as faultsWithHooks } from '../../../src/simulator/faults';
import { type Dialect, type Fault, hooksOf } from '../../../src/simulator/quirks';
import { openGateway, testAgents } from './gateway-client';
import { tellStory } from './story';

async function wholeStory(authMode: 1 | 2): Promise<string[]> {
  const chapters: string[] = [];
  for await (const chapter of tellStory(authMode, [])) chapters.push(chapter);
  return chapters;
}

async function differs(quirk: Fault | Dialect, authMode: 1 | 2, faithful: string[]): Promise<boolean> {
  let number = 0;
  for await (const chapter of tellStory(authMode, [hooksOf(quirk)])) {
    if (chapter !== faithful[number]) return true;
    number += 1;
  }
  return false;
}

/** Those of which nothing can be seen in the whole story, in neither mode of authentication. */
async function unseen(quirks: readonly (Fault | Dialect)[]): Promise<string[]> {
  const [fixed, renewed] = [await wholeStory(1), await wholeStory(2)];
  const names: string[] = [];
  for (const quirk of quirks) {
    if (!(await differs(quirk, 2, renewed)) && !(await differs(quirk, 1, fixed))) names.push(quirk.name);
  }
  return names;
}

test('the faithful gateway tells its story the same way each time', async () => {
  for (const authMode of [1, 2] as const) expect(await wholeStory(authMode)).toEqual(await wholeStory(authMode));
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
  for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
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
  expect((await client.eventTypes('101'))[0]).toBe('AgentEvent_Auto_Answer');
});

test('what faults and dialects do to answers arrives on the wire', async () => {
  await using cut = await openGateway({ faults: ['phonepickup-refusal-cuts-connection'] });
  await expect(cut.phonepickup('101')).rejects.toThrow(/other side closed|ECONNRESET/);

  await using crashed = await openGateway({ faults: ['phonepickup-refusal-is-stack-trace'] });
  const crash = await crashed.phonepickup('101');
  expect([crash.status, crash.headers['content-type']]).toEqual([500, 'text/html']);
  expect(crash.text).toContain('NullPointerException');

  await using chunked = await openGateway({ dialects: ['answers-chunked', 'connection-closed'] });
  const inChunks = await chunked.phonepickup('101');
  expect(inChunks.headers).toMatchObject({ 'transfer-encoding': 'chunked', connection: 'close' });
  expect(inChunks.retcode).toBe('100-006');

  await using polite = await openGateway({ dialects: ['options-as-http-has-it'] });
  const options = await polite.send('OPTIONS', '/voicecall/101/phonepickup');
  expect([options.status, options.headers.allow, options.text]).toEqual([204, 'POST, OPTIONS', '']);
});
