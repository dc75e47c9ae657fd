import { expect, test } from '@playwright/test';
import { openGateway, testAgents } from './gateway-client';

/** Requests as sample clients and clients of deployed gateways send them; every one is served. */
const textual = {
  password: 'secret-101',
  phonenum: '70101',
  agenttype: '4',
  status: '4',
  autoanswer: 'false',
  autoenteridle: 'true',
  releasephone: 'true',
  phonelinkage: 'true',
};

test('a sign-in with numbers and booleans as strings is served', async () => {
  await using client = await openGateway();
  expect((await client.as('101', 'PUT', '/onlineagent/101', { body: textual })).retcode).toBe('0');
  expect(await client.eventTypes('101')).toContain('AgentState_Ready');
  await client.drive('ring', '101');
  expect(await client.eventTypes('101')).toContain('AgentOther_PhoneAlerting');
});

for (const [field, value] of [
  ['agenttype', 'four'],
  ['status', '6'],
  ['phonelinkage', 'yes'],
  ['autoanswer', 1],
] as const) {
  test(`a sign-in with ${field} ${JSON.stringify(value)} is refused`, async () => {
    await using client = await openGateway();
    const reply = await client.as('101', 'PUT', '/onlineagent/101', { body: { ...textual, [field]: value } });
    expect(reply.retcode).toBe('100-001');
    expect(client.stateOf('101')).toBe('signed-out');
  });
}

test('an agent without a password signs in with an empty one, and no other does', async () => {
  const agents = testAgents.map((agent) => (agent.id === '101' ? { ...agent, password: '' } : agent));
  await using client = await openGateway({ agents });
  const signIn = (id: string) =>
    client.as(id, 'PUT', `/onlineagent/${id}`, { body: { password: '', phonenum: `70${id}` } });
  expect((await signIn('101')).retcode).toBe('0');
  expect((await signIn('102')).retcode).toBe('100-004');
});

test('a path with a doubled slash is served', async () => {
  await using client = await openGateway();
  const body = { password: 'secret-101', phonenum: '70101', phonelinkage: true };
  expect((await client.as('101', 'PUT', '//onlineagent/101', { body })).retcode).toBe('0');
  await client.drive('ring', '101');
  expect((await client.as('101', 'POST', '/voicecall//101/phonepickup')).retcode).toBe('0');
  expect((await client.as('101', 'POST', '/voicecall//phonepickup')).retcode).toBe('100-007');
});

test('a pickup without Content-Type is served, one with another is not', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.drive('ring', '101');
  const path = '/agentgateway/resource/voicecall/101/phonepickup';
  const send = (headers: Record<string, string>) =>
    client.sendBare('POST', path, { guid: client.guids.get('101') ?? '', ...headers });
  expect((await send({ 'Content-Type': 'text/plain' })).retcode).toBe('100-007');
  expect((await send({})).retcode).toBe('0');
});

test('the header Guid may be spelt in lower case', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  const headers = { guid: client.guids.get('101') ?? '' };
  expect((await client.send('POST', '/onlineagent/101/saybusy?reason=200', { headers })).retcode).toBe('0');
});

for (const [name, first] of [
  [undefined, 'set-cookie'],
  ['cookies-after-guid', 'set-guid'],
] as const) {
  test(`${name ?? 'by default'} ${first} comes first in the answer to a sign-in`, async () => {
    await using client = await openGateway({ dialects: name ? [name] : [] });
    const { headers } = await client.signIn('101');
    expect(Object.keys(headers).filter((header) => /^set-/.test(header))[0]).toBe(first);
  });
}

for (const [name, request] of [
  ['content-type-required', 'a pickup without Content-Type'],
  ['doubled-slashes-not-served', 'a doubled slash'],
  ['strings-in-sign-in-refused', 'strings at sign-in'],
] as const) {
  test(`${name} refuses ${request}`, async () => {
    await using client = await openGateway({ dialects: [name] });
    await client.signIn('101');
    await client.drive('ring', '101');
    const guid = client.guids.get('101') ?? '';
    const outcomes = {
      'content-type-required': () =>
        client.sendBare('POST', '/agentgateway/resource/voicecall/101/phonepickup', { guid }),
      'doubled-slashes-not-served': () => client.as('101', 'POST', '/voicecall//101/phonepickup'),
      'strings-in-sign-in-refused': () => client.as('102', 'PUT', '/onlineagent/102', { body: textualOf('102') }),
    };
    expect((await outcomes[name]()).retcode).not.toBe('0');
    expect((await client.phonepickup('101')).retcode).toBe('0');
  });
}

function textualOf(id: string) {
  return { ...textual, password: `secret-${id}`, phonenum: `70${id}` };
}
