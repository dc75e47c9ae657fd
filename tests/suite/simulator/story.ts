/**
 * One long story told to a gateway without its network, and all that could be seen of it. Two gateways that behave
 * alike tell it alike; a fault or a dialect that does anything at all tells it otherwise somewhere.
 */

import type { Hooks } from '../../../src/simulator/hooks';
import { answering } from './answering-chapter';
import { crowd } from './crowd-chapter';
import { oddities } from './odd-chapter';
import { otherSpellings } from './spelled-chapter';
import { states } from './states-chapter';
import { type Extras, Teller } from './teller';

const spellings = (id: string) => {
  const number = Number(id);
  const wide = String.fromCodePoint(...[...id].map((digit) => 0xff10 + Number(digit)));
  const others = [
    `0${id}`,
    `%2B${id}`,
    `%20${id}`,
    `${id}.0`,
    `${number / 100}e2`,
    `0x${number.toString(16)}`,
    `-${id}`,
  ];
  return [
    ...others,
    `${number + 65_536}`,
    `${number + 4_294_967_296}`,
    encodeURIComponent(wide),
    `${id}abc`,
    `${id}%00x`,
  ];
};
const beyondRange = ['100', '60000', '0', 'abc', '', '%2F', 'x%00', '9'.repeat(25), `${'a'.repeat(30)}`];
const methods = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'LOCK'];

/** Chapter by chapter, so that a listener can stop at the first one that differs. */
export async function* tellStory(authMode: 1 | 2, hooks: Hooks[]): AsyncGenerator<string> {
  const teller = new Teller(authMode, hooks);
  const chapters = [
    ordinaryCalls,
    spellingsOfIds,
    methodsAndForms,
    guids,
    refusals,
    others,
    oddities,
    otherSpellings,
    states,
    notesAndStates,
    answering,
    together,
    crowd,
  ];
  for (const chapter of chapters) {
    for (const agent of [...teller.gateway.sessions.signedIn]) teller.gateway.sessions.end(agent);
    teller.guids.clear();
    await chapter(teller);
    yield teller.retold();
  }
}

async function ordinaryCalls(t: Teller): Promise<void> {
  for (const id of ['101', '102', '999', '1000', '59999']) await t.signIn(id);
  await t.events('101', '102', '999', '1000', '59999');
  for (const id of ['101', '101', '999', '1000', '59999']) {
    t.ring(id);
    await t.send(id, 'GET', `/agentevent/${id}`);
    await t.events(id);
    await t.phonepickup(id);
    await t.phonepickup(id);
    await t.events(id, '102');
    t.hangUp(id);
    await t.events(id);
    for (const by of ['phonepickup', 'handset']) {
      t.ring(id);
      await t.snatchpickup('102', id);
      await t.events(id, '102');
      if (by === 'handset') t.answer('102');
      else await t.phonepickup('102', { plain: true });
      await t.events(id, '102');
      t.hangUp('102');
      await t.events(id, '102');
    }
    t.ring('102');
    await t.snatchpickup(id, '102', { plain: true });
    t.hangUp(id);
    t.hangUp('102');
    await t.events(id, '102');
  }
}

async function spellingsOfIds(t: Teller): Promise<void> {
  for (const id of ['101', '102', '59999']) await t.signIn(id);
  for (const spelt of [...spellings('101'), ...beyondRange]) {
    t.ring('101');
    await t.phonepickup('101', { spelt });
    t.hangUp('101');
    t.ring('102');
    await t.snatchpickup('101', '102', { spelt });
    t.hangUp('101');
    t.hangUp('102');
    t.ring('101');
    await t.snatchpickup('102', spelt);
    t.hangUp('102');
    t.hangUp('101');
  }
  for (const spelt of ['60000', '100']) {
    t.ring('59999');
    await t.phonepickup('59999', { spelt });
    await t.snatchpickup('102', spelt);
    t.hangUp('59999');
    t.hangUp('102');
  }
  for (const query of [
    '',
    'destWorkNo',
    'destworkno=101',
    'destWorkNo=101&destWorkNo=102',
    'destWorkNo=102&destWorkNo=101',
    'destWorkNo=101,102',
    'destWorkNo=101&destWorkNo=101',
    'destWorkNo=999',
    'workNo=101',
    'agentId=101',
    'called=101',
  ]) {
    t.ring('101');
    await t.snatchpickup('102', '', { query, body: '{"destWorkNo":"101"}' });
    t.hangUp('102');
    t.hangUp('101');
  }
  t.ring('101');
  await t.snatchpickup('101', '101');
  await t.snatchpickup('102', '59999');
}

async function methodsAndForms(t: Teller): Promise<void> {
  for (const id of ['101', '102']) await t.signIn(id);
  const both = async (extras: Extras & { method?: string }) => {
    t.ring('101');
    await t.phonepickup('101', extras);
    t.hangUp('101');
    t.ring('101');
    await t.snatchpickup('102', '101', extras);
    t.hangUp('102');
    t.hangUp('101');
    await t.events('101', '102');
  };
  for (const method of methods) await both({ method });
  for (const override of ['POST', 'PUT']) {
    t.ring('101');
    await t.phonepickup('101', { method: 'GET', headers: { 'X-HTTP-Method-Override': override } });
    await t.phonepickup('101', { method: 'GET', query: `?_method=${override}` });
    t.hangUp('101');
    t.ring('101');
    await t.snatchpickup('102', '101', { method: 'GET', headers: { 'X-HTTP-Method-Override': override } });
    await t.snatchpickup('102', '101', { method: 'GET', query: `destWorkNo=101&_method=${override}` });
    t.hangUp('102');
    t.hangUp('101');
  }
  for (const type of ['ABSENT', 'text/plain', 'application/json']) await both({ headers: { 'Content-Type': type } });
  await both({ body: '{}' });
  t.ring('101');
  await t.phonepickup('101', { headers: { guid: t.guids.get('101') ?? '' } });
  t.hangUp('101');
  await t.send('101', 'POST', '/nowhere');
}

/** What agents write to each other, and what is told of their state. */
async function notesAndStates(t: Teller): Promise<void> {
  for (const id of ['101', '102', '103', '106']) await t.signIn(id);
  const textual = { agenttype: '4', status: '4', phonelinkage: 'true', autoanswer: 'false' };
  await t.signIn('104', textual);
  await t.events('101', '102', '103', '104', '106');
  await t.send('101', 'GET', '//onlineagent/101/agentstatus');
  const writes = (...agentIds: string[]) =>
    t.send('101', 'POST', '/onlineagent/101/sendnoteletex', { body: JSON.stringify({ agentIds, content: 'hello' }) });
  const asks = () => t.send('102', 'GET', '/onlineagent/102/agentstatus');
  for (let note = 0; note < 13; note += 1) await writes('102', '103', '107');
  await t.events('101', '102', '103');
  await asks();
  t.ring('102');
  await writes('102');
  await asks();
  await t.phonepickup('102');
  await writes('102');
  await t.events('102');
  t.hangUp('102');
  await asks();
}

async function guids(t: Teller): Promise<void> {
  await t.signIn('101');
  await t.signIn('102');
  const signedOut = t.guids.get('101') ?? '';
  await t.send('101', 'DELETE', '/onlineagent/101/logout');
  await t.signIn('101');
  const takenOver = t.guids.get('101') ?? '';
  const fields = { releasephone: true, phonelinkage: true };
  const body = JSON.stringify({ password: 'secret', phonenum: '70101', ...fields });
  await t.send('101', 'PUT', '/onlineagent/101/forcelogin', { body });
  const timedOut = t.guids.get('101') ?? '';
  for (let renewal = 0; renewal < 2; renewal += 1) {
    t.clock.advance(60_000);
    await t.events('101', '102');
  }
  t.clock.advance(40_000);
  await t.events('101', '102');
  const own = t.guids.get('101') ?? '';
  const foreign = t.guids.get('102') ?? '';
  const wrong = [
    signedOut,
    takenOver,
    timedOut,
    foreign,
    'made-up',
    '',
    own.slice(0, 20),
    `${own}x`,
    own.toUpperCase(),
  ];
  for (const guid of ['ABSENT', ...wrong, `${own.slice(0, 8)}${'0'.repeat(28)}`, own]) {
    const headers = { Guid: guid };
    t.ring('101');
    await t.phonepickup('101', { headers });
    await t.events('101');
    t.hangUp('101');
    t.ring('102');
    await t.snatchpickup('101', '102', { headers });
    t.hangUp('101');
    t.hangUp('102');
    await t.events('101', '102');
  }
  await t.phonepickup('101', { headers: { Cookie: '' } });
}

async function refusals(t: Teller): Promise<void> {
  for (const id of ['101', '102', '103', '104', '105']) await t.signIn(id);
  await t.phonepickup('106');
  await t.snatchpickup('106', '101');
  await t.phonepickup('101');
  await t.snatchpickup('102', '101');
  await t.snatchpickup('102', '106');
  await t.snatchpickup('102', '5000');
  t.ring('101');
  t.hangUp('101');
  await t.phonepickup('101');
  await t.snatchpickup('102', '101');
  t.ring('105');
  await t.phonepickup('105');
  const tryAll = async (id: string, from = '101') => {
    t.ring('101');
    await t.snatchpickup(id, from);
    await t.events(id, '101');
    await t.phonepickup('101');
    t.hangUp(id);
    t.hangUp('101');
    await t.events(id, '101');
  };
  await tryAll('103');
  await tryAll('104');
  await t.send('102', 'POST', '/onlineagent/102/saybusy?reason=200');
  await tryAll('102');
  await t.send('102', 'DELETE', '/onlineagent/102/logout');
  await t.signIn('102', { status: 5 });
  await tryAll('102');
  await t.send('102', 'POST', '/onlineagent/102/sayfree');
  t.ring('102');
  await tryAll('102');
  t.ring('102');
  t.answer('102');
  await tryAll('102');
  t.ring('101', 'internal');
  await tryAll('102');
  t.ring('101');
  t.answer('101');
  await t.snatchpickup('102', '101');
  t.hangUp('102');
  t.hangUp('101');
  await t.send('101', 'POST', '/onlineagent/101/resetskill/true?phonelinkage=0');
  t.ring('101');
  await t.phonepickup('101');
  await t.send('101', 'POST', '/onlineagent/101/resetskill/true?phonelinkage=1');
  await t.phonepickup('101');
  await t.events('101', '102', '103', '104', '105');
}

/** What agents may and may not do for one another, by group, permission and session. */
async function others(t: Teller): Promise<void> {
  for (const id of ['101', '102', '103', '104']) await t.signIn(id);
  const foreign = { headers: { Guid: t.guids.get('103') ?? '' } };
  t.ring('101');
  await t.phonepickup('101', foreign);
  await t.snatchpickup('102', '101', foreign);
  await t.snatchpickup('103', '101');
  await t.phonepickup('101', { spelt: '106' });
  await t.phonepickup('101', { method: 'DELETE' });
  await t.phonepickup('101');
  t.hangUp('101');
  t.ring('104');
  await t.phonepickup('104');
  t.hangUp('104');
  t.ring('104');
  await t.snatchpickup('102', '104');
  t.hangUp('102');
  t.hangUp('104');
  t.ring('101', 'internal');
  await t.phonepickup('101');
  t.hangUp('101');
  await t.send('102', 'DELETE', '/onlineagent/102/forcelogout');
  await t.phonepickup('102');
  await t.snatchpickup('102', '101');
}

async function together(t: Teller): Promise<void> {
  for (const id of ['101', '102', '106']) await t.signIn(id);
  t.ring('101');
  await Promise.all([t.snatchpickup('102', '101'), t.snatchpickup('106', '101')]);
  await t.events('101', '102', '106');
  for (const id of ['101', '102', '106']) t.hangUp(id);
  t.ring('101');
  await Promise.all([t.phonepickup('101'), t.phonepickup('101')]);
  await t.events('101');
  t.hangUp('101');
  t.ring('101');
  await Promise.all([t.phonepickup('101'), t.snatchpickup('102', '101')]);
  await t.events('101', '102');
}
