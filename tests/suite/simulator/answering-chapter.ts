import type { Teller } from './teller';

/** Chapter of the story: agents that answer by hand, an agent's own phone that rings first, linkage switched on. */
export async function answering(t: Teller): Promise<void> {
  await byHand(t);
  await ownPhoneFirst(t);
  await linkedLater(t);
}

/** Each call is picked up, asked for once more while its agent has yet to answer, answered, and ended. */
async function byHand(t: Teller): Promise<void> {
  for (const id of ['101', '102', '106']) await t.signIn(id, { autoanswer: false });
  const pickUp = async (id: string) => {
    await t.phonepickup(id);
    await t.events(id);
    await t.phonepickup(id);
    await t.snatchpickup('106', id);
    t.ring('106');
    await t.snatchpickup(id, '106');
    t.hangUp('106');
    await t.send(id, 'PUT', `/voicecall/${id}/answer`);
    await t.events(id);
    t.hangUp(id);
    await t.events(id);
  };
  t.ring('101');
  await t.send('101', 'PUT', '/voicecall/101/answer');
  await pickUp('101');
  t.ring('101');
  await t.snatchpickup('102', '101');
  await pickUp('102');
  t.ring('101');
  await t.phonepickup('101');
  t.clock.advance(60_000);
  await t.events('101');
}

/** Agents 101 and 102 call each other; others reach for the phone of the caller, and the caller for other calls. */
async function ownPhoneFirst(t: Teller): Promise<void> {
  for (const id of ['101', '102', '106']) {
    await t.send(id, 'DELETE', `/onlineagent/${id}/forcelogout`);
    await t.signIn(id);
  }
  await t.send('101', 'PUT', '/voicecall/101/callinner', { body: JSON.stringify({ called: '102' }) });
  await t.snatchpickup('106', '101');
  t.ring('106');
  await t.snatchpickup('101', '106');
  t.hangUp('106');
  await t.phonepickup('101');
  await t.events('101', '102', '106');
  await t.phonepickup('102');
  await t.events('101', '102');
  t.hangUp('101');
  await t.events('101', '102');
}

async function linkedLater(t: Teller): Promise<void> {
  for (const on of [0, 1]) await t.send('101', 'POST', `/onlineagent/101/resetskill/true?phonelinkage=${on}`);
  t.ring('101');
  await t.phonepickup('101');
  await t.events('101');
  t.hangUp('101');
  t.clock.advance(1000);
  t.ring('101');
  await t.phonepickup('101');
  await t.events('101');
}
