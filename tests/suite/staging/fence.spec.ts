import { expect, test } from '@playwright/test';
import { AgentSession } from '../../../src/gateway/agent-session';
import { Gateway } from '../../../src/gateway/gateway';
import { fence, quiet } from '../../../src/staging/fence';
import { http, openRawServer } from '../gateway/raw-server';
import { lent, openSite, type SimulatedSite, siteAt } from '../gateway/simulated-site';

const QUIET_NEVER_MS = 50_000;

async function signedIn({ gateway }: Pick<SimulatedSite, 'gateway'>, id = '101'): Promise<AgentSession> {
  const agent = lent().find((each) => each.id === id);
  if (!agent) throw new Error(`no agent ${id}`);
  const session = new AgentSession(agent, gateway);
  await session.signIn();
  await session.setLinkage(true);
  return session;
}

test('behind a fence no earlier event hides', async () => {
  await using site = await openSite();
  const session = await signedIn(site);
  await Promise.all([session.sayFree(), session.sayFree(), session.sayFree()]);
  expect(await fence(session)).toEqual({ proven: true, by: 'fence' });
  expect(session.log.events.map(({ eventType }) => eventType)).toEqual([
    'AgentOther_InService',
    'AgentState_Ready',
    'AgentEvent_linkageCapability',
    'AgentState_Ready',
    'AgentState_Ready',
    'AgentState_Ready',
    'AgentState_SetNotReady_Success',
    'AgentState_CancelNotReady_Success',
  ]);
  expect(site.simulator.state().find(({ id }) => id === '101')?.state).toBe('idle');
});

test('a fence passes again and again, each by its own events', async () => {
  await using site = await openSite();
  const session = await signedIn(site);
  for (let time = 0; time < 5; time++) expect(await fence(session)).toEqual({ proven: true, by: 'fence' });
  expect(session.log.events.filter(({ eventType }) => eventType.includes('NotReady'))).toHaveLength(10);
});

test('an agent whose phone rings passes no fence, and goes on ringing', async () => {
  await using site = await openSite({ dialects: ['called-phone-rings-at-once'] });
  const [session, other] = [await signedIn(site), await signedIn(site, '102')];
  await other.callInner('101');
  const state = () => site.simulator.state().find(({ id }) => id === '101');
  const before = state();
  expect(await fence(session)).toEqual({ proven: false, by: 'nothing' });
  expect(state()).toEqual(before);
});

test('an agent that is signed out passes no fence', async () => {
  await using site = await openSite();
  const session = await signedIn(site);
  await session.signOut();
  expect(await fence(session)).toEqual({ proven: false, by: 'nothing' });
});

test('where busy raises no event a quiet time takes the place of the fence', async () => {
  await using server = await openRawServer((socket, request) => {
    if (!request.startsWith('GET')) socket.write(http('200 OK', '{"message":"","retcode":"0","result":{}}'));
  });
  const events = { deadlineMs: 20, quietMs: 5, mode: 'poll' as const };
  const gateway = new Gateway(siteAt(`http://127.0.0.1:${server.port}`, { events }), '/agentgateway/resource');
  const session = await signedIn({ gateway });
  expect(await fence(session)).toEqual({ proven: true, by: 'quiet time' });
  expect(server.received()).toMatch(/saybusy[\s\S]*cancelbusy/);
  session.stopPolling();
  await gateway.close();
});

test('quiet is known by an empty poll, or by the time that the site gives', async () => {
  const never = { deadlineMs: 20_000, quietMs: QUIET_NEVER_MS, mode: 'poll' as const };
  await using atOnce = await openSite({ pollWaitMs: 0 }, { events: never });
  expect(await quiet(await signedIn(atOnce))).toBe('empty poll');
  await using waiting = await openSite({}, { events: { ...never, quietMs: 5 } });
  expect(await quiet(await signedIn(waiting))).toBe('quiet time');
});

test('what was queued before an empty poll is in the log behind it', async () => {
  const never = { deadlineMs: 20_000, quietMs: QUIET_NEVER_MS, mode: 'poll' as const };
  await using site = await openSite({ pollWaitMs: 0 }, { events: never });
  const session = await signedIn(site);
  await Promise.all([session.sayFree(), session.sayFree()]);
  await quiet(session);
  expect(session.log.events.filter(({ eventType }) => eventType === 'AgentState_Ready')).toHaveLength(3);
});
