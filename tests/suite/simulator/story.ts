/**
 * One long story told to a gateway without its network, and all that could be seen of it. Two gateways that behave
 * alike tell it alike; a fault or a dialect that does anything at all tells it otherwise somewhere.
 */
import { manualClock, type SimulatedAgent } from '../../../src/simulator';
import type { Answer } from '../../../src/simulator/answer';
import { Gateway } from '../../../src/simulator/gateway';
import type { Hooks } from '../../../src/simulator/hooks';
import { jsonType } from './gateway-client';

const agents: SimulatedAgent[] = ['101', '102', '103', '104', '105', '106', '999', '1000', '59999'].map((id) => ({
  id,
  password: 'secret',
  phone: `70${id}`,
  ...(id === '103' && { group: 'B' }),
  ...(id === '104' && { mayPickUp: false }),
  ...(id === '105' && { phoneModel: 'eSpace 7903' }),
}));

interface Extras {
  guid?: string | undefined;
  headers?: Record<string, string>;
  body?: string;
  plain?: boolean;
}

class Teller {
  readonly #told: string[] = [];
  readonly #names = new Map<string, string>();
  readonly clock = manualClock();
  readonly gateway: Gateway;
  readonly guids = new Map<string, string>();
  readonly #cookies = new Map<string, string>();

  constructor(authMode: 1 | 2, hooks: Hooks[]) {
    const guid = { intervalMs: 60_000, timeoutMs: 90_000 };
    this.gateway = new Gateway(
      { edition: '2023-09-27', authMode, guid, agents, pollWaitMs: 10, clock: this.clock },
      hooks,
    );
  }

  /** Sends as this agent and notes what came back. */
  async send(id: string, method: string, address: string, extras: Extras = {}): Promise<void> {
    const answer = await this.#answer(id, method, address, extras);
    const { 'Set-GUID': upper, 'set-guid': lower, 'Set-Cookie': cookies } = answer.headers ?? {};
    const issued = upper ?? lower;
    if (issued !== undefined) this.guids.set(id, String(issued).replace('JSESSIONID=', ''));
    if (Array.isArray(cookies)) this.#cookies.set(id, cookies.map((cookie) => cookie.split(';')[0]).join('; '));
    const form = String(issued ?? '').replace(/[0-9a-f]/gi, 'x');
    const noted = { ...answer, headers: [...Object.keys(answer.headers ?? {}), form], undelivered: undefined };
    this.#told.push(`${id} ${method} ${address} ${JSON.stringify(noted)}`);
  }

  async #answer(id: string, method: string, address: string, extras: Extras): Promise<Answer> {
    const { guid = this.guids.get(id), headers, body = '', plain = false } = extras;
    const [path = '', query = ''] = address.split('?');
    const all: Record<string, string> = { 'Content-Type': jsonType, ...headers };
    if (guid !== undefined && !('guid' in all || 'Guid' in all)) all.Guid = guid;
    all.Cookie ??= this.#cookies.get(id) ?? '';
    const lowered = Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]);
    const pending = this.gateway.handle({
      method,
      path: `/agentgateway/resource${path}`,
      query,
      headers: Object.fromEntries(lowered.filter(([, value]) => value !== 'ABSENT')),
      rawHeaders: Object.entries(all).flat(),
      body,
      secure: !plain,
      onGone: () => {},
    });
    let answer: Answer | undefined;
    void pending.then((done) => {
      answer = done.answer;
    });
    // A late answer waits for the clock; everything else is there after a few turns.
    for (let turn = 0; answer === undefined; turn += 1) {
      if (turn > 50) this.clock.advance(5);
      await Promise.resolve();
    }
    return answer;
  }

  async signIn(id: string, fields: object = {}): Promise<void> {
    const body = { password: 'secret', phonenum: `70${id}`, autoanswer: false, phonelinkage: true, ...fields };
    await this.send(id, 'PUT', `/onlineagent/${id}`, { body: JSON.stringify(body) });
  }

  async events(...ids: string[]): Promise<void> {
    this.clock.advance(150);
    for (const id of ids) {
      for (let polls = 0; polls < 60; polls += 1) {
        const before = this.#told.length;
        await this.send(id, 'GET', `/agentevent/${id}`);
        if (!/"event\\?":\{|eventType/.test(this.#told[before] ?? '')) break;
      }
    }
  }

  ring(id: string, kind: 'external' | 'internal' = 'external'): void {
    const agent = this.gateway.agents.find(id);
    if (agent && !agent.call && agent.session) this.gateway.calls.place(kind, agent);
  }

  answer(id: string): void {
    const agent = this.gateway.agents.find(id);
    if (agent?.call && agent.alerting) this.gateway.calls.answer(agent.call, 'handset');
  }

  hangUp(id: string): void {
    const call = this.gateway.agents.find(id)?.call;
    if (call) this.gateway.calls.end(call);
  }

  phonepickup(id: string, extras: Extras & { method?: string; spelt?: string; query?: string } = {}): Promise<void> {
    const { method = 'POST', spelt = id, query = '' } = extras;
    return this.send(id, method, `/voicecall/${spelt}/phonepickup${query}`, extras);
  }

  snatchpickup(
    id: string,
    dest: string,
    extras: Extras & { method?: string; spelt?: string; query?: string } = {},
  ): Promise<void> {
    const { method = 'PUT', spelt = id, query = `destWorkNo=${dest}` } = extras;
    return this.send(id, method, `/voicecall/${spelt}/snatchpickup?${query}`, extras);
  }

  /** What was told since the last time, with what is random or depends on the time named by its order of appearance. */
  retold(): string {
    return this.#told
      .splice(0)
      .join('\n')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|17[67]\d{8,11}/g, (found) => {
        const name = this.#names.get(found) ?? `#${this.#names.size}`;
        this.#names.set(found, name);
        return name;
      });
  }
}

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
  for (const chapter of [ordinaryCalls, spellingsOfIds, methodsAndForms, guids, refusals, others, together]) {
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

async function guids(t: Teller): Promise<void> {
  await t.signIn('101');
  await t.signIn('102');
  const signedOut = t.guids.get('101') ?? '';
  await t.send('101', 'DELETE', '/onlineagent/101/logout');
  await t.signIn('101');
  const takenOver = t.guids.get('101') ?? '';
  const body = JSON.stringify({ password: 'secret', phonenum: '70101', autoanswer: false, phonelinkage: true });
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
}
