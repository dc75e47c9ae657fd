import type { Teller } from './teller';

/** More than any rate limiter lets through at once. */
const BURST = 450;

/** Chapter of the story: two phones that ring in one group, and more requests than anybody expects at once. */
export async function crowd(t: Teller): Promise<void> {
  for (const id of ['101', '102', '106']) await t.signIn(id);
  for (const dest of ['101', '102']) {
    t.ring('101');
    t.ring('102');
    await t.snatchpickup('106', dest);
    for (const id of ['101', '102', '106']) t.hangUp(id);
  }
  for (let sent = 0; sent < BURST; sent += 1) await t.send('101', 'GET', '/onlineagent/101/agentstatus');
}
