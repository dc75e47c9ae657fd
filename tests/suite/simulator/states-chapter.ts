import type { Teller } from './teller';

/** Chapter of the story: agents that are busy or have a call of their own, and who else has to do with a call. */
export async function states(t: Teller): Promise<void> {
  for (const id of ['101', '102', '104', '106']) await t.signIn(id);
  await ringingWhileOccupied(t);
  await ownCalls(t);
  await callsOfColleagues(t);
  await partiesToCalls(t);
  await withinOtherGroup(t);
  await afterRefusals(t);
  await afterSessions(t);
  await longRinging(t);
  await afterHarmfulRefusals(t);
  await secondTries(t);
}

/** What an agent is before its phone rings. */
async function ringingWhileOccupied(t: Teller): Promise<void> {
  const pickedUp = async () => {
    t.ring('101');
    await t.phonepickup('101');
    await t.events('101');
    t.hangUp('101');
    t.ring('101');
    await t.snatchpickup('102', '101');
    await t.events('101', '102');
    t.hangUp('102');
    t.hangUp('101');
  };
  await t.send('101', 'POST', '/onlineagent/101/saybusy');
  await pickedUp();
  for (const _twice of [1, 2]) await t.send('101', 'POST', '/onlineagent/101/cancelbusy');
  for (const id of ['101', '102']) {
    await t.send(id, 'POST', `/onlineagent/${id}/saybusy`);
    await t.send(id, 'POST', `/onlineagent/${id}/sayfree`);
  }
  await pickedUp();
  await signInAnew(t, '101', { status: 5 });
  await pickedUp();
  await signInAnew(t, '101');
}

/** Agent 102 reaches for the call of agent 106 while it has one of its own, or just had. */
async function ownCalls(t: Teller): Promise<void> {
  const reach = async (...ids: string[]) => {
    for (const id of ids) {
      t.ring('106');
      await t.snatchpickup(id, '106');
      t.hangUp('106');
    }
  };
  await call(t, '101', '102');
  await reach('102', '101');
  t.answer('102');
  await reach('102', '101');
  t.hangUp('102');
  t.ring('101');
  await t.snatchpickup('102', '101');
  await reach('102');
  t.answer('102');
  await reach('102');
  t.hangUp('102');
  await signInAnew(t, '102', { autoenteridle: false });
  t.ring('102');
  t.answer('102');
  t.hangUp('102');
  await reach('102');
  await t.events('101', '102', '106');
  await signInAnew(t, '102');
}

/** Agent 102 takes a call while agent 106 talks, and agent 101 while agent 102 does. */
async function callsOfColleagues(t: Teller): Promise<void> {
  t.ring('106');
  t.answer('106');
  t.ring('101');
  await t.snatchpickup('102', '101');
  await t.phonepickup('102');
  t.ring('101');
  await t.phonepickup('101');
  for (const id of ['101', '102', '106']) t.hangUp(id);
  for (const id of ['101', '106']) t.ring(id);
  await t.snatchpickup('102', '106');
  await t.phonepickup('101');
  for (const id of ['101', '102']) t.hangUp(id);
}

/** Phonepickup with the Guid of the agent that calls, and of the one whose call was taken. */
async function partiesToCalls(t: Teller): Promise<void> {
  await call(t, '102', '101');
  await t.phonepickup('101', { headers: { Guid: t.guids.get('102') ?? '' } });
  for (const id of ['102', '101']) await t.phonepickup(id);
  t.hangUp('101');
  t.ring('101');
  await t.snatchpickup('102', '101');
  await t.phonepickup('102', { headers: { Guid: t.guids.get('101') ?? '' } });
  await t.phonepickup('101');
  await t.snatchpickup('106', '101');
  t.hangUp('102');
  t.hangUp('106');
  await t.events('101', '102', '106');
}

/** Agents 103 and 107 are of group B. */
async function withinOtherGroup(t: Teller): Promise<void> {
  for (const id of ['103', '107']) await t.signIn(id);
  t.ring('103');
  await t.send('107', 'POST', '/onlineagent/107/saybusy');
  await t.snatchpickup('107', '103');
  await t.send('107', 'POST', '/onlineagent/107/cancelbusy');
  await t.snatchpickup('107', '103');
  await t.phonepickup('107');
  await t.events('103', '107');
  t.hangUp('107');
  for (const id of ['103', '107']) await t.send(id, 'DELETE', `/onlineagent/${id}/logout`);
}

/** What is refused is asked for once more: without linkage, with another phone, of an internal call, of another group's. */
async function secondTries(t: Teller): Promise<void> {
  const linkage = (on: 0 | 1) =>
    t.send('101', 'POST', `/onlineagent/101/resetskill/true?skillid=1;2&phonelinkage=${on}`);
  const twice = async (ask: () => Promise<void>) => {
    await ask();
    await ask();
    await t.events('101', '102', '106');
  };
  for (const id of ['101', '102', '103', '105', '106']) await t.signIn(id);
  await linkage(0);
  t.ring('101');
  await twice(() => t.phonepickup('101'));
  t.hangUp('101');
  await linkage(1);
  t.ring('105');
  await twice(() => t.phonepickup('105'));
  await call(t, '101', '102');
  await twice(() => t.snatchpickup('106', '102'));
  t.hangUp('102');
  t.ring('103');
  await twice(() => t.snatchpickup('102', '103'));
  for (const id of ['102', '103', '105']) t.hangUp(id);
}

/** A pickup is refused for lack of permission; then the handset is lifted, and the agent hangs up. */
async function afterRefusals(t: Teller): Promise<void> {
  t.ring('101');
  await t.snatchpickup('104', '101');
  t.answer('101');
  await t.events('101');
  await t.send('101', 'DELETE', '/voicecall/101/release');
  for (const id of ['104', '103']) {
    await t.signIn(id);
    t.ring('101');
    await t.snatchpickup(id, '101');
    await t.phonepickup('101');
    t.hangUp('101');
  }
  for (const wrong of [{ method: 'DELETE' }, { query: 'destWorkNo=101&destWorkNo=101' }]) {
    t.ring('101');
    await t.snatchpickup('102', '101', wrong);
    await t.phonepickup('101');
    t.hangUp('101');
  }
  await t.send('102', 'DELETE', '/onlineagent/102/logout');
  t.ring('101');
  await t.snatchpickup('102', '101');
  await t.phonepickup('101');
  t.hangUp('101');
  await t.signIn('102');
}

/** Guids of renewals that came with an event, of sessions that were taken over, long replaced ones, and of one that left. */
async function afterSessions(t: Teller): Promise<void> {
  const renewed = async () => {
    t.clock.advance(60_000);
    await t.events('101', '102', '106');
    return t.guids.get('101') ?? '';
  };
  t.clock.advance(60_000);
  t.ring('101');
  await t.send('101', 'GET', '/agentevent/101');
  await t.phonepickup('101');
  t.hangUp('101');
  const takenOver = await renewed();
  const fields = { releasephone: true, phonelinkage: true };
  const body = JSON.stringify({ password: 'secret', phonenum: '70101', ...fields });
  await t.send('101', 'PUT', '/onlineagent/101/forcelogin', { body });
  await renewed();
  const replaced = await renewed();
  for (let renewals = 0; renewals < 3; renewals++) await renewed();
  const gone = t.guids.get('106') ?? '';
  await t.send('106', 'DELETE', '/onlineagent/106/logout');
  for (const guid of [takenOver, replaced, gone]) {
    t.ring('101');
    await t.phonepickup('101', { headers: { Guid: guid } });
    t.hangUp('101');
    t.ring('102');
    await t.snatchpickup('101', '102', { headers: { Guid: guid } });
    t.hangUp('101');
    t.hangUp('102');
  }
}

/** Pickups of a call that has rung for long, or until nobody had answered. */
async function longRinging(t: Teller): Promise<void> {
  const ringFor = async (...parts: number[]) => {
    t.ring('101');
    for (const ms of parts) {
      t.clock.advance(ms);
      await t.events('101', '102');
    }
  };
  const long = [20_000, 25_000];
  for (const id of ['101', '102']) await signInAnew(t, id);
  await ringFor(...long);
  await t.phonepickup('101');
  t.hangUp('101');
  // By now its Guid is renewed while its phone rings.
  await ringFor(...long);
  await t.phonepickup('101');
  t.hangUp('101');
  await ringFor(...long);
  await t.snatchpickup('102', '101');
  t.hangUp('102');
  await t.signIn('103');
  await ringFor(...long, 20_000);
  await t.phonepickup('101');
  await t.snatchpickup('102', '101');
  for (const _twice of [1, 2]) await t.events('101', '102', '103');
  await t.send('103', 'DELETE', '/onlineagent/103/logout');
}

/** Wrong Guids, methods and IDs, or nothing that rings, and what the agent whose they are can do behind them. */
async function afterHarmfulRefusals(t: Teller): Promise<void> {
  const dead = t.guids.get('101') ?? '';
  await signInAnew(t, '101');
  const guidOf = (id: string) => ({ Guid: t.guids.get(id) ?? '' });
  for (const wrong of [
    () => t.phonepickup('102', { headers: guidOf('101') }),
    () => t.snatchpickup('102', '101', { headers: guidOf('101') }),
    () => t.phonepickup('101', { headers: guidOf('102') }),
    () => t.snatchpickup('101', '102', { headers: guidOf('102') }),
    () => t.phonepickup('101', { headers: { Guid: dead } }),
    () => t.snatchpickup('101', '102', { headers: { Guid: dead } }),
    () => t.phonepickup('101'),
    () => t.phonepickup('101', { spelt: 'abc' }),
    () => t.phonepickup('101', { headers: { Guid: 'ABSENT' } }),
    ...['PUT', 'HEAD', 'TRACE'].map((method) => () => t.phonepickup('101', { method })),
    ...['GET', 'OPTIONS'].flatMap((method) => [
      () => t.phonepickup('101', { method }),
      () => t.snatchpickup('101', '102', { method }),
    ]),
  ]) {
    await wrong();
    t.ring('102');
    await t.snatchpickup('101', '102');
    await t.phonepickup('101');
    t.hangUp('101');
    t.hangUp('102');
    await signInAnew(t, '101');
  }
}

/** An agent calls another one, and lifts its own phone, which rings first. */
async function call(t: Teller, from: string, to: string): Promise<void> {
  await t.send(from, 'PUT', `/voicecall/${from}/callinner`, { body: JSON.stringify({ called: to }) });
  t.answer(from);
}

async function signInAnew(t: Teller, id: string, fields: object = {}): Promise<void> {
  await t.send(id, 'DELETE', `/onlineagent/${id}/logout`);
  await t.signIn(id, fields);
}
