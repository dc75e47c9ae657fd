import { expect, test } from '@playwright/test';
import { dialects } from '../../../src/simulator';
import { openGateway } from './gateway-client';

const note = (agentIds: unknown, content: unknown = 'back in five') => ({ body: { agentIds, content } });

test('a note reaches every receiver that is signed in, and the answer has no result', async () => {
  await using client = await openGateway();
  for (const id of ['101', '102', '103']) await client.signIn(id);
  const reply = await client.as('101', 'POST', '/onlineagent/101/sendnoteletex', note(['102', '103', '104']));
  expect(reply.body).toEqual({ message: 'success', retcode: '0', result: null });
  for (const id of ['102', '103'])
    expect(await client.events(id)).toEqual([
      { eventType: 'AgentOther_Note', workNo: id, content: { sender: '101', context: 'back in five' } },
    ]);
  expect(await client.events('101')).toEqual([]);
});

test('a note reaches an agent whose phone rings, who talks, who is busy', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.signIn('102', { autoanswer: true });
  const sends = () => client.as('101', 'POST', '/onlineagent/101/sendnoteletex', note(['102']));
  await client.drive('ring', '102');
  await sends();
  await client.phonepickup('102');
  await sends();
  await client.drive('hangup', '102');
  await client.as('102', 'POST', '/onlineagent/102/saybusy?reason=200');
  await sends();
  const types = await client.eventTypes('102');
  expect(types.filter((type) => type === 'AgentOther_Note')).toHaveLength(3);
  expect(types.indexOf('AgentOther_Note')).toBeGreaterThan(types.indexOf('AgentOther_PhoneAlerting'));
  expect(types.at(-1)).toBe('AgentOther_Note');
});

for (const [name, given] of [
  ['no receiver', note([])],
  ['receivers that are no list', note('102')],
  ['a receiver that is no number', note(['all'])],
  ['101 receivers', note(Array.from({ length: 101 }, () => '102'))],
  ['no text', { body: { agentIds: ['102'] } }],
  ['1,024 bytes', note(['102'], 'x'.repeat(1024))],
] as const) {
  test(`a note with ${name} is refused with 100-001`, async () => {
    await using client = await openGateway();
    for (const id of ['101', '102']) await client.signIn(id);
    const reply = await client.as('101', 'POST', '/onlineagent/101/sendnoteletex', given);
    expect(reply.retcode).toBe('100-001');
    expect(await client.eventTypes('102')).toEqual([]);
  });
}

test('a note needs a sender that is signed in, with its own Guid', async () => {
  await using client = await openGateway();
  await client.signIn('102');
  expect((await client.as('101', 'POST', '/onlineagent/101/sendnoteletex', note(['102']))).retcode).toBe('100-006');
  await client.signIn('101');
  const guid = client.guids.get('102');
  const reply = await client.send('POST', '/onlineagent/101/sendnoteletex', { ...note(['102']), guid });
  expect(reply.retcode).toBe('100-006');
});

test('the state of an agent is told in numbers, with or without a call', async () => {
  await using client = await openGateway();
  const status = async () => (await client.as('101', 'GET', '/onlineagent/101/agentstatus')).body.result;
  await client.signIn('101', { autoanswer: true });
  expect(await status()).toEqual({ agentState: 4, isWorking: false });
  await client.as('101', 'POST', '/onlineagent/101/saybusy?reason=200');
  expect(await status()).toEqual({ agentState: 3, isWorking: false });
  await client.as('101', 'POST', '/onlineagent/101/cancelbusy');
  await client.drive('ring', '101');
  expect(await status()).toEqual({ agentState: 7, isWorking: false });
  await client.phonepickup('101');
  expect(await status()).toEqual({ agentState: 7, isWorking: true });
  await client.drive('hangup', '101');
  expect(await status()).toEqual({ agentState: 4, isWorking: false });
});

test('an agent that signed in to wrap up is told to do so; who is not signed in is told nothing', async () => {
  await using client = await openGateway();
  expect((await client.as('101', 'GET', '/onlineagent/101/agentstatus')).retcode).toBe('100-006');
  await client.signIn('101', { status: 5 });
  const reply = await client.as('101', 'GET', '/onlineagent/101/agentstatus');
  expect(reply.body.result).toEqual({ agentState: 5, isWorking: false });
});

const ofNotes = dialects.filter(({ name }) => name.startsWith('notes-'));
const received: Record<string, number> = {
  'notes-not-served': 0,
  'notes-refused': 0,
  'notes-never-arrive': 0,
  'notes-late': 0,
  'notes-slow': 0,
  'notes-arrive-twice': 2,
};
for (const { name } of ofNotes) {
  test(`${name}: the receiver gets ${received[name] ?? 1} at once`, async () => {
    await using client = await openGateway({ dialects: [name] });
    for (const id of ['101', '102']) await client.signIn(id);
    client.clock.advance(1000);
    await client.events('102');
    await client.as('101', 'POST', '/onlineagent/101/sendnoteletex', note(['102']));
    const types = await client.eventTypes('102');
    expect(types.filter((type) => type === 'AgentOther_Note')).toHaveLength(received[name] ?? 1);
  });
}
