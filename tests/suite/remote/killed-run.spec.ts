import { expect, test } from '@playwright/test';
import { inOrder } from '../../../fixtures/order';
import { type Kill, killedRun } from '../../../fixtures/remote/killed-run';
import { type RemoteGateway, startRemoteGateway } from '../../../fixtures/remote/remote-gateway';

// `npm run bench:killed` does the same with whole runs and more moments.

const KILLS: Kill[] = ['SIGINT', 'SIGTERM', 'SIGKILL'];
/** These cases alone are more requests than that. */
const CASES = ['--grep', '@PP-METHOD-2'];
const MOMENTS = inOrder(
  Array.from({ length: 90 }, (_, at) => at + 1),
  'killed',
);

// Each starts the whole command, some of them twice, on a machine that may be busy.
test.describe.configure({ timeout: 180_000 });

let gateway: RemoteGateway;
test.beforeAll(async () => {
  gateway = await startRemoteGateway();
});
test.afterAll(() => gateway[Symbol.asyncDispose]());

for (const [at, kill] of KILLS.entries())
  test(`ended by ${kill}${kill === 'SIGKILL' ? ', and cleaned up then' : ''}, a run leaves no call and nobody signed in`, async () => {
    const requests = MOMENTS[at] ?? 1;
    const { code, before, after, stderr } = await killedRun(gateway, { kill, requests, args: CASES });
    expect({ code, after }, `after ${requests} requests\n${stderr}`).toEqual({
      code: kill === 'SIGKILL' ? 0 : 3,
      after: [],
    });
    // Otherwise there was nothing to clean up, and nothing is shown.
    if (kill === 'SIGKILL') expect(before).not.toEqual([]);
  });
