import { expect, test } from '@playwright/test';
import { openGateway } from './gateway-client';

test('sign-in answers as published, with a Guid and two cookies', async () => {
  await using client = await openGateway();
  const reply = await client.signIn('101');
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual({
    message: 'success',
    retcode: '0',
    result: { vdnid: 1, workno: '101', mediatype: 'TTF', loginTime: '1767225600000', isForceChange: 'false' },
  });
  expect(reply.headers['set-guid']).toMatch(/^JSESSIONID=[0-9a-f-]{36}\.AgentGateway0$/);
  expect(reply.headers['set-cookie']).toHaveLength(2);
});

const good = { password: 'secret-101', phonenum: '70101' };
for (const [name, body, retcode] of [
  ['no JSON', 'hello', '000-006'],
  ['an array', [], '000-006'],
  ['no password', { phonenum: '70101' }, '100-001'],
  ['a password that is no string', { ...good, password: 5 }, '100-001'],
  ['a password of 33 characters', { ...good, password: 'x'.repeat(33) }, '100-001'],
  ['no phone', { password: 'secret-101' }, '100-001'],
  ['a flag that is no boolean', { ...good, autoanswer: 'no' }, '100-001'],
  ['an unknown status', { ...good, status: 6 }, '100-001'],
  ['an unknown agenttype', { ...good, agenttype: 1 }, '100-001'],
  ['a wrong password', { ...good, password: 'secret-102' }, '100-004'],
  ['a phone that is no number', { ...good, phonenum: 'abc' }, '100-013'],
  ["another agent's phone", { ...good, phonenum: '70102' }, '100-014'],
] as const) {
  test(`sign-in with ${name} is refused with ${retcode}`, async () => {
    await using client = await openGateway();
    const reply = await client.send('PUT', '/onlineagent/101', { body });
    expect([reply.status, reply.retcode, reply.headers['set-guid']]).toEqual([200, retcode, undefined]);
    expect(client.stateOf('101')).toBe('signed-out');
  });
}

test('an agent that nobody configured has no valid password', async () => {
  await using client = await openGateway();
  expect((await client.send('PUT', '/onlineagent/5000', { body: good })).retcode).toBe('100-004');
  expect((await client.send('PUT', '/onlineagent/60000', { body: good })).retcode).toBe('100-001');
});

for (const [status, state, events] of [
  [3, 'busy', ['AgentState_Ready', 'AgentState_SetNotReady_Success']],
  [4, 'idle', ['AgentState_Ready']],
  [5, 'wrap-up', ['AgentState_Ready', 'AgentState_Work']],
] as const) {
  test(`status ${status} signs in as ${state}`, async () => {
    await using client = await openGateway();
    await client.as('101', 'PUT', '/onlineagent/101', { body: { ...good, status } });
    expect(client.stateOf('101')).toBe(state);
    expect(await client.eventTypes('101')).toEqual(['AgentOther_InService', ...events]);
  });
}

test('a second sign-in is refused with 100-002, a forced one takes over', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  const first = client.guids.get('101');
  expect((await client.send('PUT', '/onlineagent/101', { body: good })).retcode).toBe('100-002');
  expect((await client.as('101', 'PUT', '/onlineagent/101/forcelogin', { body: good })).retcode).toBe('0');
  expect(client.guids.get('101')).not.toBe(first);
  expect((await client.send('GET', '/agentevent/101', { guid: first })).retcode).toBe('100-006');
  expect((await client.poll('101')).retcode).toBe('0');
});

test('sign-out ends the session; it is refused while the phone rings, by force it drops the call', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.drive('ring', '101');
  expect((await client.as('101', 'DELETE', '/onlineagent/101/logout')).retcode).toBe('100-007');
  expect(client.stateOf('101')).toBe('ringing');
  expect((await client.as('101', 'DELETE', '/onlineagent/101/forcelogout')).retcode).toBe('0');
  expect(client.gateway.state()[0]).toEqual({ id: '101', signedIn: false, state: 'signed-out' });
  expect((await client.as('101', 'DELETE', '/onlineagent/101/logout')).retcode).toBe('100-006');
  await client.signIn('101');
  expect((await client.as('101', 'DELETE', '/onlineagent/101/logout')).retcode).toBe('0');
});

test('busy, idle and back, each with its event', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  const say = async (path: string) => (await client.as('101', 'POST', `/onlineagent/101/${path}`)).retcode;
  expect(await say('saybusy?reason=200')).toBe('0');
  expect(await client.events('101')).toEqual([
    { eventType: 'AgentState_SetNotReady_Success', workNo: '101', content: { reason: '200' } },
  ]);
  expect(client.stateOf('101')).toBe('busy');
  expect(await say('cancelbusy')).toBe('0');
  expect(await say('cancelbusy')).toBe('100-009');
  expect(await say('sayfree')).toBe('0');
  expect(await client.eventTypes('101')).toEqual(['AgentState_CancelNotReady_Success', 'AgentState_Ready']);
  expect(client.stateOf('101')).toBe('idle');
});

test('busy and idle are refused with 100-009 while the phone has a call', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.drive('ring', '101');
  for (const step of ['ring', 'talk']) {
    for (const path of ['saybusy', 'sayfree', 'cancelbusy'])
      expect((await client.as('101', 'POST', `/onlineagent/101/${path}`)).retcode, `${step} ${path}`).toBe('100-009');
    await client.drive('answer', '101');
  }
});

test('phone linkage is switched by resetskill, with an eSpace 7910 only', async () => {
  await using client = await openGateway();
  await client.signIn('101', { phonelinkage: false });
  await client.signIn('105');
  const linkage = async (id: string, value: string) =>
    (await client.as(id, 'POST', `/onlineagent/${id}/resetskill/true?skillid=1;2&phonelinkage=${value}`)).retcode;
  expect(await linkage('101', '1')).toBe('0');
  await client.drive('ring', '101');
  expect(await client.eventTypes('101')).toEqual([
    'AgentEvent_linkageCapability',
    'AgentState_Busy',
    'AgentOther_PhoneAlerting',
  ]);
  expect(await linkage('101', '0')).toBe('0');
  expect((await client.phonepickup('101')).retcode).toBe('100-007');
  expect(await linkage('101', '2')).toBe('000-002');
  expect(await linkage('105', '1')).toBe('100-007');
  expect(await linkage('105', '0')).toBe('0');
});
