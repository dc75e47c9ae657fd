import type { Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { AgentSession } from '../../../src/gateway/agent-session';
import { outcomeOf } from '../../../src/gateway/envelope';
import { Gateway } from '../../../src/gateway/gateway';
import { http, openRawServer } from './raw-server';
import { lent, siteAt } from './simulated-site';

const envelope = (retcode: string) => JSON.stringify({ message: '', retcode, result: {} });
const FIRST = 'first-guid-of-the-session';
const SECOND = 'second-guid-of-the-session';

/**
 * A gateway that hands out the second Guid while a request with the first one is on its way. Busy with the first Guid gets
 * `retcode`; `renews` says whether there is a second one.
 */
async function busyWhileRenewing(retcode: string, renews: boolean): Promise<{ outcome: string; tried: string[] }> {
  let poll: Socket | undefined;
  let refuse = () => undefined as unknown;
  const tried: string[] = [];
  await using server = await openRawServer((socket, request) => {
    const guid = /\r\nguid: ([\w-]+)/i.exec(request)?.[1] ?? '';
    if (request.startsWith('PUT'))
      socket.write(http('200 OK', envelope('0'), [`Set-GUID: JSESSIONID=${FIRST}.AgentGateway0`]));
    else if (request.startsWith('GET')) {
      // The suite has the second one: it asks with it.
      if (guid === SECOND) refuse();
      poll = socket;
    } else {
      tried.push(guid);
      if (guid === SECOND || retcode === '0') return void socket.write(http('200 OK', envelope('0')));
      refuse = () => socket.write(http('200 OK', envelope(retcode)));
      if (renews) poll?.write(http('200 OK', envelope('0'), [`Set-GUID: JSESSIONID=${SECOND}.AgentGateway0`]));
      else refuse();
    }
  });
  const gateway = new Gateway(siteAt(`http://127.0.0.1:${server.port}`), '/agentgateway/resource');
  const [agent] = lent();
  if (!agent) throw new Error('no agent');
  const own = new AgentSession(agent, gateway);
  await own.signIn();
  await expect.poll(() => poll, { intervals: [1] }).toBeDefined();
  const outcome = outcomeOf(await own.sayBusy());
  own.stopPolling();
  await gateway.close();
  return { outcome, tried };
}

for (const retcode of ['100-006', '000-003'])
  test(`a step is made with the Guid that was handed out while its own one died: ${retcode}`, async () => {
    expect(await busyWhileRenewing(retcode, true)).toEqual({ outcome: 'HTTP 200, retcode 0', tried: [FIRST, SECOND] });
  });

test('a refusal stands where no newer Guid was handed out, or where it is for something else', async () => {
  const refused = (retcode: string) => ({ outcome: `HTTP 200, retcode ${retcode}`, tried: [FIRST] });
  expect(await busyWhileRenewing('100-006', false)).toEqual(refused('100-006'));
  expect(await busyWhileRenewing('100-009', true)).toEqual(refused('100-009'));
});
