import { expect, test } from '@playwright/test';
import { openGateway } from './gateway-client';

const ringing = ['AgentState_Busy', 'AgentOther_PhoneAlerting'];
const answered = [
  'AgentOther_PhoneOffhook',
  'AgentEvent_Auto_Answer',
  'AgentEvent_Customer_Alerting',
  'AgentEvent_Talking',
  'AgentEvent_Incoming_CallInfo',
  'AgentMediaEvent_Record',
];

for (const by of ['phonepickup', 'handset'] as const) {
  test(`an external call that ${by} answers and the caller ends`, async () => {
    await using client = await openGateway();
    await client.signIn('101');
    await client.drive('ring', '101');
    expect(await client.eventTypes('101')).toEqual(ringing);
    expect(client.stateOf('101')).toBe('ringing');
    if (by === 'handset') await client.drive('answer', '101');
    else expect((await client.phonepickup('101')).body).toEqual({ result: {}, message: 'success', retcode: '0' });
    expect(await client.eventTypes('101')).toEqual(answered);
    expect(client.stateOf('101')).toBe('talking');
    await client.drive('hangup', '101');
    expect(await client.events('101')).toMatchObject([
      { eventType: 'AgentEvent_Customer_Release' },
      { eventType: 'AgentOther_PhoneRelease', content: { phoneState: 3 } },
      { eventType: 'AgentState_Ready' },
    ]);
    expect(client.stateOf('101')).toBe('idle');
  });
}

test('the events of one call agree on caller, called and call id; each call has its own', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  const ids = new Set<unknown>();
  const callers = new Set<unknown>();
  for (let call = 0; call < 3; call += 1) {
    await client.drive('ring', '101');
    await client.phonepickup('101');
    const events = await client.events('101');
    const contents = events.map((event) => event.content ?? {}).filter((content) => 'caller' in content);
    expect(contents).toHaveLength(4);
    const [first] = contents;
    for (const content of contents) {
      expect(content.caller).toBe(first?.caller);
      expect(content.called).toBe('70101');
      expect(content.callid ?? content.callId).toBe(first?.callid);
    }
    ids.add(first?.callid);
    callers.add(first?.caller);
    await client.drive('hangup', '101');
    await client.events('101');
  }
  expect([ids.size, callers.size]).toEqual([3, 3]);
});

test('event contents have the published members', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.drive('ring', '101');
  await client.phonepickup('101');
  const members = (await client.events('101')).map(({ eventType, workNo, content }) => [
    eventType,
    workNo,
    content && Object.keys(content).sort().join(' '),
  ]);
  expect(members).toEqual([
    ['AgentState_Busy', '101', null],
    ['AgentOther_PhoneAlerting', '101', null],
    ['AgentOther_PhoneOffhook', '101', 'type'],
    ['AgentEvent_Auto_Answer', '101', 'called caller callid feature mediaAbility mediaType transFrom transfer type'],
    ['AgentEvent_Customer_Alerting', '101', 'callid otherPhone otherPhoneWorkno type'],
    ['AgentEvent_Talking', '101', 'called caller callid feature mediaAbility type'],
    [
      'AgentEvent_Incoming_CallInfo',
      '101',
      'callId called caller lastReleaseAgentId mediaType releaseAndReQueueCallFlag releaseAndReQueueCount skillId skillName',
    ],
    ['AgentMediaEvent_Record', '101', 'callId called caller fileMediaType fileName locationId recordID taskId'],
  ]);
});

test('without linkage the phone rings all the same, and is announced', async () => {
  await using client = await openGateway();
  await client.signIn('101', { phonelinkage: false });
  expect((await client.drive('ring', '101')).status).toBe(200);
  expect(await client.eventTypes('101')).toEqual(ringing);
  expect((await client.drive('answer', '101')).status).toBe(200);
  expect(await client.eventTypes('101')).toEqual(answered);
});

test('no phone lifts itself, with autoanswer neither', async () => {
  await using client = await openGateway();
  await client.as('101', 'PUT', '/onlineagent/101', {
    body: { password: 'secret-101', phonenum: '70101', phonelinkage: true },
  });
  await client.events('101');
  await client.drive('ring', '101');
  expect(await client.eventTypes('101')).toEqual(ringing);
  await client.phonepickup('101');
  expect(await client.eventTypes('101')).toEqual(answered);
});

test('where calls are not recorded there is no Record', async () => {
  await using client = await openGateway({ recording: false });
  await client.signIn('101');
  await client.drive('ring', '101');
  await client.phonepickup('101');
  expect(await client.eventTypes('101')).not.toContain('AgentMediaEvent_Record');
});

test('a caller that gives up leaves the agent idle', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.drive('ring', '101');
  await client.events('101');
  await client.drive('hangup', '101');
  expect(await client.eventTypes('101')).toEqual(['AgentOther_PhoneRelease', 'AgentState_Ready']);
});

test('a call that nobody answers ends after the ring time', async () => {
  await using client = await openGateway({ ringTimeoutMs: 5000 });
  await client.signIn('101');
  await client.drive('ring', '101');
  await client.events('101');
  client.clock.advance(4999);
  expect(client.stateOf('101')).toBe('ringing');
  client.clock.advance(1);
  expect(await client.eventTypes('101')).toEqual([
    'AgentEvent_No_Answer',
    'AgentOther_PhoneRelease',
    'AgentState_SetNotReady_Success',
  ]);
});

test('the agent hangs up by release', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  const release = async () => (await client.as('101', 'DELETE', '/voicecall/101/release')).retcode;
  expect(await release()).toBe('100-007');
  await client.drive('ring', '101');
  await client.phonepickup('101');
  await client.events('101');
  expect(await release()).toBe('0');
  expect(await client.events('101')).toMatchObject([
    { eventType: 'AgentEvent_Call_Release' },
    { eventType: 'AgentOther_PhoneRelease', content: { phoneState: 2 } },
    { eventType: 'AgentState_Ready' },
  ]);
});

test('without autoenteridle a call is followed by wrap-up, until sayfree', async () => {
  await using client = await openGateway();
  await client.signIn('101', { autoenteridle: false });
  await client.drive('ring', '101');
  await client.phonepickup('101');
  await client.drive('hangup', '101');
  expect((await client.eventTypes('101')).at(-1)).toBe('AgentState_Work');
  expect(client.stateOf('101')).toBe('wrap-up');
  await client.as('101', 'POST', '/onlineagent/101/sayfree');
  expect(client.stateOf('101')).toBe('idle');
});

test('a busy agent is busy again after a call', async () => {
  await using client = await openGateway();
  await client.signIn('101', { status: 3 });
  await client.drive('ring', '101');
  await client.drive('hangup', '101');
  expect((await client.eventTypes('101')).at(-1)).toBe('AgentState_SetNotReady_Success');
});

test('an internal call by callinner: both agents talk, neither gets CallInfo or Record', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.signIn('102');
  const call = await client.callInternally('101', '102');
  expect(call.body).toEqual({ message: 'success', retcode: '0', result: expect.any(String) });
  await client.events('101');
  await client.events('102');
  expect((await client.phonepickup('102')).retcode).toBe('0');
  const events = await client.events('102');
  expect(events.map(({ eventType }) => eventType)).toEqual(answered.slice(0, 4));
  for (const event of events.filter(({ eventType }) => /Talking|Auto_Answer/.test(eventType)))
    expect(event.content).toMatchObject({ caller: '70101', called: '70102', callid: call.body.result, feature: '6' });
  expect(await client.eventTypes('101')).toEqual(['AgentEvent_Talking']);
  await client.as('101', 'DELETE', '/voicecall/101/release');
  expect(await client.eventTypes('101')).toEqual([
    'AgentEvent_Call_Release',
    'AgentOther_PhoneRelease',
    'AgentState_Ready',
  ]);
  expect(await client.eventTypes('102')).toEqual([
    'AgentEvent_Customer_Release',
    'AgentOther_PhoneRelease',
    'AgentState_Ready',
  ]);
});

test('callinner is refused where the call cannot be placed', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.signIn('102');
  const call = async (called: unknown) =>
    (await client.as('101', 'PUT', '/voicecall/101/callinner', { body: { called } })).retcode;
  expect(await call(undefined)).toBe('000-006');
  expect(await call('101')).toBe('100-007');
  expect(await call('103')).toBe('100-007');
  await client.drive('ring', '102');
  expect(await call('102')).toBe('100-007');
  expect(client.stateOf('101')).toBe('idle');
});
