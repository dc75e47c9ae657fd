import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { PushListener } from '../../../src/gateway/push-listener';
import { openPushRelay } from '../../../src/gateway/push-relay';

const push = (...types: string[]) =>
  JSON.stringify({ workNo: '101', eventList: types.map((eventType) => ({ eventType, workNo: '101', content: null })) });

/** A relay and a listener behind it, with one agent. */
async function open() {
  const directory = test.info().outputPath('push');
  const relay = await openPushRelay('http://127.0.0.1:0/events', directory).catch(() => undefined);
  if (!relay) throw new Error('no relay');
  const listener = new PushListener(directory, `http://127.0.0.1:${relay.port}/events`);
  const taken: string[] = [];
  const troubles: string[] = [];
  const agent = await listener.register({
    take: (events) => void taken.push(...events.map((each) => each.eventType)),
    trouble: (what) => void troubles.push(what),
  });
  const post = async (body: string, token = agent.serviceToken, uri = agent.callBackUri) => {
    const answer = await fetch(uri, { method: 'POST', headers: { service_token: token, Guid: 'x' }, body });
    return { status: answer.status, ...((await answer.json()) as { retcode: string }) };
  };
  return {
    agent,
    taken,
    troubles,
    listener,
    post,
    async [Symbol.asyncDispose]() {
      await listener.close();
      await relay.close();
    },
  };
}

test('what is pushed arrives in its order, and is answered as documented', async () => {
  await using open1 = await open();
  expect(await open1.post(push('A', 'B'))).toEqual({ status: 200, message: 'success', retcode: '0' });
  expect(await open1.post(push('B'))).toMatchObject({ retcode: '0' });
  expect(open1.taken).toEqual(['A', 'B', 'B']);
});

test('what nobody here waits for is refused, and reaches nobody', async () => {
  await using open1 = await open();
  const { callBackUri } = open1.agent;
  expect(await open1.post(push('A'), 'wrong')).toMatchObject({ status: 403, retcode: '1' });
  expect(await open1.post('{"eventList":1}')).toMatchObject({ status: 400, retcode: '1' });
  expect(await open1.post('nonsense')).toMatchObject({ status: 400, retcode: '1' });
  for (const uri of [
    `${callBackUri}0`,
    callBackUri.replace(/\w{16}$/, '..%2f..%2fetc'),
    callBackUri.replace(/\/\w+$/, ''),
  ])
    expect(await open1.post(push('A'), undefined, uri)).toMatchObject({ status: 404 });
  expect(open1.taken).toEqual([]);
});

test('a session that is over gets nothing more, and its gateway no error', async () => {
  await using open1 = await open();
  open1.listener.forget(open1.agent.serviceToken);
  expect(await open1.post(push('A'))).toMatchObject({ status: 200, retcode: '0' });
  expect(open1.taken).toEqual([]);
});

/** A gateway that is gone when its push is there, or in the middle of it. */
function pushAndGo(
  { callBackUri, serviceToken }: { callBackUri: string; serviceToken: string },
  body: string,
  sent = body,
) {
  const { port, pathname } = new URL(callBackUri);
  const gone = connect({ host: '127.0.0.1', port: Number(port) });
  gone.on('error', () => undefined);
  gone.write(
    `POST ${pathname} HTTP/1.1\r\nHost: x\r\nservice_token: ${serviceToken}\r\nContent-Length: ${body.length}\r\n\r\n${sent}`,
    () => gone.resetAndDestroy(),
  );
}

for (const [title, again, taken] of [
  ['alone', [['A'], ['B']], ['A', 'B']],
  ['with what was raised since', [['A', 'B']], ['A', 'B']],
  ['alone, and another like it is raised then', [['A'], ['A']], ['A', 'A']],
  ['not at all', [['B'], ['A']], ['A', 'B', 'A']],
] as const)
  test(`what may be pushed again because the answer got lost counts once: ${title}`, async () => {
    await using open1 = await open();
    pushAndGo(open1.agent, push('A'));
    await expect.poll(() => open1.troubles, { intervals: [1] }).toEqual(['the answer to a push did not get through']);
    for (const types of again) expect(await open1.post(push(...types))).toMatchObject({ retcode: '0' });
    expect(open1.taken).toEqual(taken);
  });

test('a push that breaks off is told to the agent whose events may come late', async () => {
  await using open1 = await open();
  pushAndGo(open1.agent, push('A'), push('A').slice(0, 9));
  await expect.poll(() => open1.troubles, { intervals: [1] }).toEqual(['a push broke off']);
  expect(await open1.post(push('A'))).toMatchObject({ retcode: '0' });
  expect(open1.taken).toEqual(['A']);
});
