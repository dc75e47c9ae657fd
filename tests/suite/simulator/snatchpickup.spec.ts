import { expect, test } from '@playwright/test';
import { type GatewayClient, openGateway } from './gateway-client';

const answered = [
  'AgentOther_PhoneOffhook',
  'AgentEvent_Auto_Answer',
  'AgentEvent_Customer_Alerting',
  'AgentEvent_Talking',
  'AgentEvent_Incoming_CallInfo',
  'AgentMediaEvent_Record',
];
const ended = ['AgentEvent_Customer_Release', 'AgentOther_PhoneRelease', 'AgentState_Ready'];

/** 101 rings from outside; the others are signed in and idle. */
async function ringing(client: GatewayClient, ...others: string[]): Promise<void> {
  for (const id of ['101', ...others]) await client.signIn(id);
  await client.drive('ring', '101');
  await client.events('101');
}

async function refused(client: GatewayClient, picker: string, from = '101'): Promise<void> {
  expect((await client.snatchpickup(picker, from)).retcode).toBe('100-007');
  expect(await client.events(picker)).toEqual([]);
  expect(await client.events('101')).toEqual([]);
  // The call is as it was.
  expect(client.stateOf('101')).toBe('ringing');
  expect((await client.phonepickup('101')).retcode).toBe('0');
}

for (const by of ['phonepickup', 'handset'] as const) {
  test(`the call goes over to the picker, ${by} answers it, the caller ends it`, async () => {
    await using client = await openGateway();
    await ringing(client, '102');
    const before = client.gateway.state()[0]?.call;
    expect((await client.snatchpickup('102', '101')).body).toEqual({ result: {}, message: 'success', retcode: '0' });
    expect(await client.events('102')).toEqual([
      { eventType: 'AgentState_Busy', workNo: '102', content: null },
      { eventType: 'AgentOther_PhoneAlerting', workNo: '102', content: null },
    ]);
    expect(await client.events('101')).toMatchObject([
      { eventType: 'AgentOther_PhoneRelease', content: { phoneState: 3 } },
      { eventType: 'AgentState_Ready' },
    ]);
    expect([client.stateOf('101'), client.stateOf('102')]).toEqual(['idle', 'ringing']);
    if (by === 'handset') expect((await client.drive('answer', '102')).status).toBe(200);
    else expect((await client.phonepickup('102')).retcode).toBe('0');
    const events = await client.events('102');
    expect(events.map((event) => event.eventType)).toEqual(answered);
    expect(events[1]?.content).toMatchObject({ callid: before?.id, caller: before?.caller, called: '70101' });
    // A call is found by the agent that it was placed to.
    expect((await client.drive('hangup', '101')).status).toBe(200);
    expect(await client.eventTypes('102')).toEqual(ended);
    expect(await client.events('101')).toEqual([]);
  });
}

test('a picker without linkage answers by handset', async () => {
  await using client = await openGateway();
  await ringing(client);
  await client.signIn('102', { phonelinkage: false });
  expect((await client.snatchpickup('102', '101')).retcode).toBe('0');
  expect(await client.eventTypes('102')).toEqual(['AgentState_Busy', 'AgentOther_PhoneAlerting']);
  expect((await client.phonepickup('102')).retcode).toBe('100-007');
  expect((await client.drive('answer', '102')).status).toBe(200);
  expect(await client.eventTypes('102')).toEqual(answered);
});

test('a call that was taken over and is not answered ends after the ring time', async () => {
  await using client = await openGateway({ ringTimeoutMs: 5000 });
  await ringing(client, '102');
  client.clock.advance(4000);
  await client.snatchpickup('102', '101');
  client.clock.advance(4000);
  expect(client.stateOf('102')).toBe('ringing');
  client.clock.advance(1000);
  expect(client.stateOf('102')).toBe('busy');
});

test('not signed in: 100-006, also where the called agent does not ring', async () => {
  await using client = await openGateway();
  expect((await client.snatchpickup('102', '101')).retcode).toBe('100-006');
});

test('the called agent must ring: without a call, talking, given up, signed out', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.signIn('102');
  const snatch = async () => (await client.snatchpickup('102', '101')).retcode;
  expect(await snatch()).toBe('100-007');
  await client.drive('ring', '101');
  await client.phonepickup('101');
  expect(await snatch()).toBe('100-007');
  expect(client.stateOf('101')).toBe('talking');
  await client.drive('hangup', '101');
  expect(await snatch()).toBe('100-007');
  await client.as('101', 'DELETE', '/onlineagent/101/logout');
  expect(await snatch()).toBe('100-007');
  expect((await client.snatchpickup('102', '5000')).retcode).toBe('100-007');
  expect(await client.events('102')).toEqual([]);
});

for (const how of ['the call driver', 'callinner'] as const) {
  test(`an internal call by ${how} cannot be picked up`, async () => {
    await using client = await openGateway();
    for (const id of ['101', '102', '106']) await client.signIn(id);
    if (how === 'callinner') await client.callInternally('106', '101');
    else await client.drive('ring', '101', 'internal');
    await client.events('101');
    await refused(client, '102');
  });
}

test('the called agent must be of the same group', async () => {
  await using client = await openGateway();
  await ringing(client, '103');
  await refused(client, '103');
});

test('the picker must have the permission', async () => {
  await using client = await openGateway();
  await ringing(client, '104');
  await refused(client, '104');
});

for (const status of [3, 5]) {
  test(`the picker must be idle: not with status ${status}`, async () => {
    await using client = await openGateway();
    await ringing(client);
    await client.signIn('102', { status });
    await refused(client, '102');
  });
}

for (const state of ['ringing', 'talking']) {
  test(`the picker must be idle: not while ${state}`, async () => {
    await using client = await openGateway();
    await ringing(client, '102');
    await client.drive('ring', '102');
    if (state === 'talking') await client.drive('answer', '102');
    await client.events('102');
    await refused(client, '102');
    expect(client.stateOf('102')).toBe(state);
  });
}

test("one's own call cannot be picked up", async () => {
  await using client = await openGateway();
  await ringing(client);
  await refused(client, '101');
});

for (const [query, accepted] of [
  ['destWorkNo=101', true],
  ['x=1&destWorkNo=101', true],
  ['destWorkNo=%3101', true],
  ['', false],
  ['destWorkNo', false],
  ['destWorkNo=', false],
  ['destworkno=101', false],
  ['DESTWORKNO=101', false],
  ['destWorkNo=101&destWorkNo=101', false],
  ['destWorkNo=101&destWorkNo=102', false],
  ['destWorkNo=101,102', false],
  ['destWorkNo=100', false],
  ['destWorkNo=60000', false],
  ['destWorkNo=0101', false],
  ['destWorkNo=+101', false],
  ['destWorkNo=%2B101', false],
  ['destWorkNo=-101', false],
  ['destWorkNo=101.0', false],
  ['destWorkNo=1.01e2', false],
  ['destWorkNo=0x65', false],
  ['destWorkNo=65637', false],
  ['destWorkNo=abc', false],
  ['destWorkNo=101%00', false],
  ['destWorkNo=%zz', false],
] as const) {
  test(`?${query} is ${accepted ? 'read' : 'refused with 000-002'}`, async () => {
    await using client = await openGateway();
    await ringing(client, '102');
    const reply = await client.as('102', 'PUT', `/voicecall/102/snatchpickup?${query}`);
    expect([reply.status, reply.retcode]).toEqual([200, accepted ? '0' : '000-002']);
    expect(client.stateOf('101')).toBe(accepted ? 'idle' : 'ringing');
  });
}

for (const [edition, last, beyond] of [
  ['2023-09-27', '59999', '60000'],
  ['2025-11-13', '999999', '1000000'],
] as const) {
  test(`edition ${edition} ends at ${last}`, async () => {
    const agents = ['101', last].map((id) => ({ id, password: `secret-${id}`, phone: `70${id}` }));
    await using client = await openGateway({ edition, agents });
    await client.signIn('101');
    await client.signIn(last);
    await client.drive('ring', last);
    expect((await client.snatchpickup('101', beyond)).retcode).toBe('000-002');
    expect((await client.snatchpickup('101', last)).retcode).toBe('0');
    expect((await client.snatchpickup(last, '101')).retcode).toBe('0');
    expect((await client.as('101', 'PUT', `/voicecall/${beyond}/snatchpickup?destWorkNo=101`)).retcode).toBe('100-007');
  });
}

test('of several agents that reach for one call at once exactly one gets it', async () => {
  await using client = await openGateway();
  await ringing(client, '102', '106', '59999');
  const replies = await Promise.all(['102', '106', '59999'].map((id) => client.snatchpickup(id, '101')));
  expect(replies.map((reply) => reply.retcode).sort()).toEqual(['0', '100-007', '100-007']);
  expect(client.gateway.state().filter((agent) => agent.state === 'ringing')).toHaveLength(1);
});
