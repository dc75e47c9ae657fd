import { expect, test } from '@playwright/test';
import { type GatewayClient, openGateway } from './gateway-client';

const comes = ['AgentState_Busy', 'AgentOther_PhoneAlerting'];
const connected = ['AgentEvent_Talking', 'AgentEvent_Incoming_CallInfo', 'AgentMediaEvent_Record'];
const automatic = ['AgentEvent_Auto_Answer', 'AgentEvent_Customer_Alerting'];
const byHand = ['AgentEvent_Ringing', 'AgentEvent_Customer_Alerting'];

const answer = async (client: GatewayClient, id: string, query = '') =>
  (await client.as(id, 'PUT', `/voicecall/${id}/answer${query}`)).retcode;

async function lift(client: GatewayClient, id: string, by: 'phonepickup' | 'handset'): Promise<void> {
  if (by === 'handset') await client.drive('answer', id);
  else expect((await client.phonepickup(id)).retcode).toBe('0');
}

for (const by of ['phonepickup', 'handset'] as const) {
  test(`automatic answering: a call is connected as soon as the phone is lifted by ${by}`, async () => {
    await using client = await openGateway();
    await client.signIn('101', { autoanswer: true });
    await client.drive('ring', '101');
    expect(await client.eventTypes('101')).toEqual(comes);
    client.clock.advance(30_000);
    expect(client.stateOf('101')).toBe('ringing');
    expect(await answer(client, '101')).toBe('200-002');
    await lift(client, '101', by);
    expect(await client.eventTypes('101')).toEqual(['AgentOther_PhoneOffhook', ...automatic, ...connected]);
    expect(client.stateOf('101')).toBe('talking');
  });

  test(`answering by hand: a phone lifted by ${by} waits for the operation answer`, async () => {
    await using client = await openGateway();
    await client.signIn('101', { autoanswer: false });
    await client.drive('ring', '101');
    expect(await client.eventTypes('101')).toEqual(comes);
    expect(await answer(client, '101')).toBe('200-002');
    await lift(client, '101', by);
    const lifted = await client.events('101');
    expect(lifted.map(({ eventType }) => eventType)).toEqual(['AgentOther_PhoneOffhook', ...byHand]);
    expect(client.stateOf('101')).toBe('answering');
    expect((await client.phonepickup('101')).retcode).toBe('100-007');
    expect(await answer(client, '101', '?callid=1-2')).toBe('200-002');
    expect(await answer(client, '101', `?callid=${lifted[1]?.content?.callid}`)).toBe('0');
    expect(await client.eventTypes('101')).toEqual(connected);
    expect(client.stateOf('101')).toBe('talking');
    expect(await answer(client, '101')).toBe('200-002');
  });
}

test('which call is answered need not be said', async () => {
  await using client = await openGateway();
  await client.signIn('101', { autoanswer: false });
  await client.drive('ring', '101');
  await client.phonepickup('101');
  expect(await answer(client, '101')).toBe('0');
  expect(client.stateOf('101')).toBe('talking');
});

for (const lifted of [false, true]) {
  test(`a call that is not answered in time, its phone ${lifted ? 'lifted' : 'ringing'}, makes the agent busy`, async () => {
    await using client = await openGateway({ ringTimeoutMs: 5000 });
    await client.signIn('101', { autoanswer: false });
    await client.drive('ring', '101');
    client.clock.advance(4000);
    if (lifted) await client.phonepickup('101');
    await client.events('101');
    const call = client.gateway.state()[0]?.call?.id;
    client.clock.advance(lifted ? 5000 : 1000);
    expect(await client.events('101')).toEqual([
      { eventType: 'AgentEvent_No_Answer', workNo: '101', content: call },
      { eventType: 'AgentOther_PhoneRelease', workNo: '101', content: { phoneState: 3 } },
      { eventType: 'AgentState_SetNotReady_Success', workNo: '101', content: { reason: '2' } },
    ]);
    expect(client.stateOf('101')).toBe('busy');
  });
}

test('a call that was lifted but not answered cannot be taken over', async () => {
  await using client = await openGateway();
  for (const id of ['101', '102']) await client.signIn(id, { autoanswer: false });
  await client.drive('ring', '101');
  await client.phonepickup('101');
  expect((await client.snatchpickup('102', '101')).retcode).toBe('100-007');
  expect(await answer(client, '101')).toBe('0');
});

test('a call that is taken over reaches the picker in its own answer mode', async () => {
  await using client = await openGateway();
  await client.signIn('101', { autoanswer: true });
  await client.signIn('102', { autoanswer: false });
  await client.drive('ring', '101');
  expect((await client.snatchpickup('102', '101')).retcode).toBe('0');
  expect(await client.eventTypes('102')).toEqual(comes);
  await client.phonepickup('102');
  expect(await client.eventTypes('102')).toEqual(['AgentOther_PhoneOffhook', ...byHand]);
  expect(await answer(client, '102')).toBe('0');
  expect(await client.eventTypes('102')).toEqual(connected);
});

for (const autoanswer of [true, false]) {
  test(`a phone that stays off the hook does not ring, autoanswer ${autoanswer}`, async () => {
    await using client = await openGateway();
    await client.signIn('101', { autoanswer, releasephone: false });
    await client.drive('ring', '101');
    expect(await client.eventTypes('101')).toEqual([
      'AgentState_Busy',
      ...(autoanswer ? [...automatic, ...connected] : byHand),
    ]);
    expect((await client.phonepickup('101')).retcode).toBe('100-007');
  });
}

test('a sign-in by force takes the phone for one that stays off the hook, unless it says otherwise', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  const body = { password: 'secret-101', phonenum: '70101' };
  for (const [fields, state] of [
    [{ releasephone: true }, 'ringing'],
    [{}, 'talking'],
  ] as const) {
    await client.as('101', 'PUT', '/onlineagent/101/forcelogin', { body: { ...body, ...fields } });
    await client.drive('ring', '101');
    expect(client.stateOf('101')).toBe(state);
    await client.drive('hangup', '101');
  }
});

for (const method of ['POST', 'PUT']) {
  test(`answer mode and hanging up are switched by ${method}`, async () => {
    await using client = await openGateway();
    await client.signIn('101');
    const set = async (what: string) => (await client.as('101', method, `/onlineagent/101/${what}`)).retcode;
    expect(await set('autoanswer/maybe')).toBe('000-002');
    expect(await set('autoanswer/true')).toBe('0');
    expect(await set('releasephone/false')).toBe('0');
    await client.drive('ring', '101');
    expect(client.stateOf('101')).toBe('talking');
    await client.drive('hangup', '101');
    expect(await set('autoanswer/False')).toBe('0');
    expect(await set('releasephone/TRUE')).toBe('0');
    await client.drive('ring', '101');
    expect(client.stateOf('101')).toBe('ringing');
  });
}

for (const by of ['phonepickup', 'handset'] as const) {
  test(`an agent that dials lifts its own phone first, by ${by}`, async () => {
    await using client = await openGateway();
    for (const id of ['101', '102']) await client.signIn(id, { autoanswer: true });
    const call = await client.as('101', 'PUT', '/voicecall/101/callinner', { body: { called: '102' } });
    expect(await client.events('101')).toEqual([
      { eventType: 'AgentOther_PhoneAlerting', workNo: '101', content: null },
    ]);
    expect([client.stateOf('101'), client.stateOf('102')]).toEqual(['ringing', 'idle']);
    await lift(client, '101', by);
    const lifted = await client.events('101');
    expect(lifted.map(({ eventType }) => eventType)).toEqual([
      'AgentOther_PhoneOffhook',
      'AgentState_Busy',
      'AgentEvent_Customer_Alerting',
    ]);
    expect(lifted.at(-1)?.content).toMatchObject({ callid: call.body.result, otherPhone: '102' });
    expect(await client.eventTypes('102')).toEqual(comes);
    expect([client.stateOf('101'), client.stateOf('102')]).toEqual(['talking', 'ringing']);
    expect((await client.phonepickup('101')).retcode).toBe('100-007');
    expect((await client.phonepickup('102')).retcode).toBe('0');
    expect(await client.eventTypes('101')).toEqual(['AgentEvent_Talking']);
    expect((await client.eventTypes('102')).at(-1)).toBe('AgentEvent_Talking');
  });
}

test('an agent whose phone stays off the hook is put through at once', async () => {
  await using client = await openGateway();
  await client.signIn('101', { releasephone: false });
  await client.signIn('102');
  await client.as('101', 'PUT', '/voicecall/101/callinner', { body: { called: '102' } });
  expect(await client.eventTypes('101')).toEqual(['AgentState_Busy', 'AgentEvent_Customer_Alerting']);
  expect(client.stateOf('102')).toBe('ringing');
});

test('the called agent has another call by the time that the caller lifts its phone', async () => {
  await using client = await openGateway();
  for (const id of ['101', '102']) await client.signIn(id);
  const call = await client.as('101', 'PUT', '/voicecall/101/callinner', { body: { called: '102' } });
  await client.drive('ring', '102');
  await client.events('101');
  await client.phonepickup('101');
  const events = await client.events('101');
  expect(events.find(({ eventType }) => eventType === 'AgentEvent_Inside_Call_Fail')?.content).toBe(call.body.result);
  expect(events.at(-1)?.eventType).toBe('AgentState_Ready');
  expect([client.stateOf('101'), client.stateOf('102')]).toEqual(['idle', 'ringing']);
});

test('an agent that does not lift its own phone calls nobody', async () => {
  await using client = await openGateway({ ringTimeoutMs: 5000 });
  for (const id of ['101', '102']) await client.signIn(id);
  await client.as('101', 'PUT', '/voicecall/101/callinner', { body: { called: '102' } });
  client.clock.advance(5000);
  expect(await client.eventTypes('101')).toEqual([
    'AgentOther_PhoneAlerting',
    'AgentOther_PhoneRelease',
    'AgentState_Ready',
  ]);
  expect(await client.eventTypes('102')).toEqual([]);
});

test('the phone of an agent that dials cannot be picked up by others', async () => {
  await using client = await openGateway();
  for (const id of ['101', '102', '106']) await client.signIn(id);
  await client.as('101', 'PUT', '/voicecall/101/callinner', { body: { called: '102' } });
  for (const from of ['101', '102']) expect((await client.snatchpickup('106', from)).retcode).toBe('100-007');
  expect((await client.phonepickup('101')).retcode).toBe('0');
});

test('linkage is confirmed by an event', async () => {
  await using client = await openGateway();
  await client.signIn('101', { phonelinkage: false });
  const set = (linkage: number) => client.as('101', 'POST', `/onlineagent/101/resetskill/true?phonelinkage=${linkage}`);
  expect((await set(1)).retcode).toBe('0');
  expect(await client.events('101')).toEqual([
    { eventType: 'AgentEvent_linkageCapability', workNo: '101', content: { result: 0 } },
  ]);
  await set(0);
  expect(await client.events('101')).toEqual([]);
});

test('an agent that signs in busy is ready first, and is busy again after a call', async () => {
  await using client = await openGateway();
  const body = { password: 'secret-101', phonenum: '70101', status: 3 };
  await client.as('101', 'PUT', '/onlineagent/101', { body });
  const busy = 'AgentState_SetNotReady_Success';
  expect(await client.eventTypes('101')).toEqual(['AgentOther_InService', 'AgentState_Ready', busy]);
  await client.drive('ring', '101');
  await client.drive('hangup', '101');
  expect((await client.events('101')).at(-1)).toMatchObject({ eventType: busy, content: { reason: '200' } });
});
