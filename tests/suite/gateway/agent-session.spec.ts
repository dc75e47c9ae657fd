import { expect, test } from '@playwright/test';
import { AgentSession } from '../../../src/gateway/agent-session';
import { succeeded } from '../../../src/gateway/envelope';
import { Gateway } from '../../../src/gateway/gateway';
import { manualClock } from '../../../src/simulator';
import type { LentAgent } from '../../../src/site/site';
import { http, openRawServer } from './raw-server';
import { lent, openSite, type SimulatedSite, siteAt } from './simulated-site';

const READY = 'AgentState_Ready';
const BUSY = 'AgentState_SetNotReady_Success';
const FOREVER_MS = 50_000;

const agent = (id: string): LentAgent => {
  const found = lent().find((each) => each.id === id);
  if (!found) throw new Error(`no agent ${id}`);
  return found;
};
const session = ({ gateway }: SimulatedSite, id = '101') => new AgentSession(agent(id), gateway);
const seen = (of: AgentSession, eventType: string, from = 0) =>
  of.log.waitFor((event) => event.eventType === eventType, from, FOREVER_MS);

test('sign-in starts the poll, which brings events in their order', async () => {
  await using site = await openSite();
  const own = session(site);
  expect(own.signedIn).toBe(false);
  expect(succeeded(await own.signIn())).toBe(true);
  expect(own.signedIn).toBe(true);
  await own.sayBusy();
  await own.cancelBusy();
  await seen(own, 'AgentState_CancelNotReady_Success');
  expect(own.log.events.map(({ eventType }) => eventType)).toEqual([
    'AgentOther_InService',
    READY,
    BUSY,
    'AgentState_CancelNotReady_Success',
  ]);
  expect(own.log.events.map(({ workNo }) => workNo)).toEqual(['101', '101', '101', '101']);
});

for (const [title, pollWaitMs] of [
  ['the gateway waits with its answer', 10_000],
  ['the wait is switched off', 0],
] as const)
  test(`events come, and an empty queue is seen: ${title}`, async () => {
    const clock = manualClock();
    await using site = await openSite({ pollWaitMs, clock });
    const own = session(site);
    await own.signIn();
    await seen(own, READY);
    const empty = own.emptyPoll();
    // With a wait: the poll that hangs already ends with the clock, then the next one. Before them: the sign-in, two events.
    for (const requests of pollWaitMs > 0 ? [4, 5] : []) {
      await expect.poll(() => site.simulator.stats().requests, { intervals: [1] }).toBe(requests);
      clock.advance(pollWaitMs);
    }
    await empty;
    const from = own.log.end;
    await own.sayBusy();
    expect((await seen(own, BUSY, from))?.position).toBe(from);
    expect(own.lost).toBeUndefined();
  });

test('the Guid of a poll takes the place of the older one', async () => {
  const clock = manualClock();
  await using site = await openSite({ authMode: 2, guid: { intervalMs: 1000, timeoutMs: 2000 }, clock });
  const own = session(site);
  await own.signIn();
  await seen(own, READY);
  const first = own.guids.current;
  expect([own.guids.count, own.guids.replaced]).toEqual([1, []]);
  // The sign-in, two polls with an event, and one that hangs.
  await expect.poll(() => site.simulator.stats().requests, { intervals: [1] }).toBe(4);
  clock.advance(10_000);
  await expect.poll(() => own.guids.count, { intervals: [1] }).toBe(2);
  expect(own.guids.current).not.toBe(first);
  expect(own.guids.replaced.map(({ value }) => value)).toEqual([first]);
  // The older one is dead by now.
  clock.advance(2001);
  expect(succeeded(await own.sayBusy())).toBe(true);
  expect(own.headers()).toContainEqual(['Guid', own.guids.current]);
  expect(site.gateway.secrets.redact(`${first} ${own.guids.current}`)).toBe(
    '<Guid 1 of agent 101> <Guid 2 of agent 101>',
  );
});

test('in AUTHMODE 1 the Guid of the sign-in stays', async () => {
  const clock = manualClock();
  await using site = await openSite({ clock, guid: { intervalMs: 1000, timeoutMs: 2000 } });
  const own = session(site);
  await own.signIn();
  await seen(own, READY);
  const asked = site.simulator.stats().requests;
  clock.advance(10_000);
  await expect.poll(() => site.simulator.stats().requests, { intervals: [1] }).toBeGreaterThan(asked);
  expect(succeeded(await own.sayBusy())).toBe(true);
  expect(own.guids.count).toBe(1);
});

test('a session that another sign-in took over is noticed, and nobody goes on waiting', async () => {
  await using site = await openSite();
  const own = session(site);
  await own.signIn();
  await seen(own, READY);
  const waiting = seen(own, 'AgentOther_PhoneAlerting');
  await session(site).signIn({ force: true });
  expect(await waiting).toBeUndefined();
  expect(own.lost).toBe('event poll of agent 101: HTTP 200, retcode 100-006 (the agent is not signed in)');
  expect(await seen(own, 'AgentOther_PhoneAlerting')).toBeUndefined();
  expect((await seen(own, READY))?.eventType).toBe(READY);
});

test('an agent that the gateway signs out for its silence is noticed', async () => {
  const clock = manualClock();
  await using site = await openSite({ clock, pollWaitMs: 200_000 });
  const own = session(site);
  await own.signIn();
  await seen(own, READY);
  own.stopPolling();
  expect(own.signedIn).toBe(false);
  await expect
    .poll(
      () => {
        clock.advance(60_000);
        return site.simulator.state().find(({ id }) => id === '101')?.signedIn;
      },
      { intervals: [1] },
    )
    .toBe(false);
  expect(own.lost).toBeUndefined();
  expect(succeeded(await own.sayBusy())).toBe(false);
});

test('a gateway that is gone is noticed after some polls', async () => {
  await using site = await openSite({ pollWaitMs: 0 });
  const own = session(site);
  await own.signIn();
  await seen(own, READY);
  const waiting = seen(own, 'AgentOther_PhoneAlerting');
  await site.simulator.close();
  expect(await waiting).toBeUndefined();
  await expect.poll(() => own.lost, { intervals: [1] }).toMatch(/^event poll of agent 101: (connection-refused|cut) /);
});

test('signing out ends the poll without a loss, and one can sign in again', async () => {
  await using site = await openSite();
  const own = session(site);
  await own.signIn();
  await seen(own, READY);
  expect(succeeded(await own.signOut())).toBe(true);
  expect([own.signedIn, own.lost]).toEqual([false, undefined]);
  const from = own.log.end;
  await own.signIn();
  expect(await seen(own, READY, from)).toBeDefined();
});

test('signing out with a call ends the call', async () => {
  await using site = await openSite({ dialects: ['called-phone-rings-at-once'] });
  const [own, other] = [session(site), session(site, '102')];
  await own.signIn();
  await other.signIn();
  await own.setLinkage(true);
  expect(succeeded(await other.callInner('101'))).toBe(true);
  await seen(own, 'AgentOther_PhoneAlerting');
  expect(succeeded(await own.signOut())).toBe(true);
  await seen(other, 'AgentOther_PhoneRelease');
  expect(site.simulator.state().find(({ id }) => id === '102')?.call).toBeUndefined();
});

test('an existing session is taken over only where that is allowed', async () => {
  await using site = await openSite();
  await session(site).signIn();
  const refused = session(site);
  expect(succeeded(await refused.signIn())).toBe(false);
  expect([refused.signedIn, refused.guids.count]).toEqual([false, 0]);
  const allowed = new Gateway({ ...site.site, signIn: { ...site.site.signIn, force: true } }, '/agentgateway/resource');
  const taking = new AgentSession(agent('101'), allowed);
  expect(succeeded(await taking.signIn())).toBe(true);
  taking.stopPolling();
  await allowed.close();
});

test('the cookies of the sign-in go with every later request, and with no other agent', async () => {
  await using site = await openSite({ dialects: ['cookies-required'] });
  const [own, other] = [session(site), session(site, '102')];
  await own.signIn();
  await other.signIn();
  expect(succeeded(await own.sayBusy())).toBe(true);
  expect(await seen(own, BUSY)).toBeDefined();
  const [[name, value] = []] = own.cookieHeader();
  expect(name).toBe('Cookie');
  expect(value?.split('; ').map((cookie) => cookie.split('=', 1)[0])).toEqual(['JSESSIONID', 'route']);
  expect(other.cookieHeader()).not.toEqual(own.cookieHeader());
  await own.signIn({ force: true });
  expect(own.cookieHeader()).not.toEqual([[name, value]]);
  expect(succeeded(await own.sayBusy())).toBe(true);
  const without = own.headers().filter(([each]) => each !== 'Cookie');
  const { body } = await site.gateway.send({
    purpose: 'stage',
    agentId: '101',
    method: 'POST',
    path: '/onlineagent/101/saybusy',
    headers: without,
  });
  expect(body).toContain('100-006');
});

test('password, Guid and cookies of a session stand in no recorded exchange', async () => {
  await using site = await openSite();
  const own = session(site);
  const exchanges = [await own.signIn(), await own.sayBusy(), await own.signOut()];
  const text = JSON.stringify(exchanges);
  expect(text).not.toContain('secret-of-agents');
  expect(text).not.toContain(own.guids.current);
  expect(own.cookieHeader()[0]?.[1].length).toBeGreaterThan(0);
  for (const cookie of own.cookieHeader()[0]?.[1].split('; ') ?? ['']) expect(text).not.toContain(cookie);
  expect(JSON.parse(exchanges[0]?.request.body ?? '')).toMatchObject({
    password: '<password>',
    phonenum: '70101',
    autoanswer: true,
    phonelinkage: true,
    status: 4,
  });
  expect(exchanges[1]?.request.headers).toContainEqual(['Guid', '<Guid 1 of agent 101>']);
  expect(exchanges[1]?.request.headers).toContainEqual(['Cookie', '<cookies of agent 101>']);
});

test('a poll that learns of the end before the answer that ends it spoils no later session', async () => {
  const empty = '{"message":"","retcode":"0","result":{}}';
  let poll: (text: string) => void = () => undefined;
  let signOut: () => void = () => undefined;
  let sessions = 0;
  await using server = await openRawServer((socket, request) => {
    if (request.startsWith('GET')) poll = (text) => void socket.write(http('200 OK', text));
    else if (request.startsWith('DELETE')) signOut = () => void socket.write(http('200 OK', empty));
    else {
      if (request.startsWith('PUT')) sessions += 1;
      socket.write(http('200 OK', empty, [`Set-GUID: JSESSIONID=guid-of-session-${sessions}`]));
    }
  });
  const gateway = new Gateway(siteAt(`http://127.0.0.1:${server.port}`), '/agentgateway/resource');
  const own = new AgentSession(agent('101'), gateway);
  const asked = (method: string) => () => (server.received().match(new RegExp(`${method} /`, 'g')) ?? []).length;
  await own.signIn();
  await expect.poll(asked('GET'), { intervals: [1] }).toBe(1);
  const signedOut = own.signOut();
  await expect.poll(asked('DELETE'), { intervals: [1] }).toBe(1);
  poll('{"message":"","retcode":"100-006"}');
  await expect.poll(() => own.lost, { intervals: [1] }).toBeDefined();
  signOut();
  await signedOut;
  await own.signIn();
  await expect.poll(asked('GET'), { intervals: [1] }).toBe(2);
  const waiting = seen(own, READY);
  poll(`{"message":"","retcode":"0","event":{"eventType":"${READY}","workNo":"101","content":null}}`);
  expect((await waiting)?.eventType).toBe(READY);
  own.stopPolling();
  await gateway.close();
});
