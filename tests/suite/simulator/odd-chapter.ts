import type { Extras, Teller } from './teller';

const oddIds = ['0145', '101000000', '70101', '101@vdn1', '%25101', '101:1', '%26%2349%3B01', '--101'];
const inDevanagari = encodeURIComponent('१०१');
const oddHeaders: readonly Record<string, string>[] = [
  { Guid: 'one', GUID: 'two' },
  { 'content-type': 'text/plain' },
  { 'Accept-Encoding': 'identity' },
  { 'Accept-Language': ';;q=x' },
  { 'Content-Encoding': 'gzip' },
  Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`X-${index}`, ''])),
];
const oddBodies = ['[]', '['.repeat(600), 'x'.repeat(2 ** 16 + 1)];
const oddQueries = [`x=${'x'.repeat(2100)}`, `x${'&x'.repeat(101)}`, 'x=%C3%28'];

/** Chapter of the story: IDs, requests, Guids and states that nobody would think of. */
export async function oddities(t: Teller): Promise<void> {
  for (const id of ['101', '102', '104', '105']) await t.signIn(id);
  await t.phonepickup('101', { method: 'GET' });
  await t.snatchpickup('102', '101', { method: 'GET' });
  await t.phonepickup('101', { spelt: '5000' });
  const both = async (extras: Extras & { spelt?: string; query?: string; dest?: string }) => {
    t.ring('101');
    const { query, dest = '101', ...others } = extras;
    await t.phonepickup('101', query === undefined ? others : { ...others, query: `?${query}` });
    t.hangUp('101');
    t.ring('102');
    t.ring('101');
    await t.snatchpickup('102', dest, query === undefined ? others : { ...others, query: `destWorkNo=101&${query}` });
    t.hangUp('102');
    await t.snatchpickup('102', dest, query === undefined ? others : { ...others, query: `destWorkNo=101&${query}` });
    t.hangUp('102');
    t.hangUp('101');
  };
  for (const spelt of oddIds) await both({ spelt });
  t.ring('102');
  for (const spelt of ['101@vdn1', '%25101']) await t.snatchpickup('101', '102', { spelt });
  for (const each of ['101', '102']) t.hangUp(each);
  for (const dest of [...oddIds, inDevanagari]) await both({ dest });
  await both({ dest: 'abc', plain: true });
  for (const dest of ['all', 'A']) await both({ dest });
  for (const tail of [';destWorkNo=101', '/101']) {
    t.ring('101');
    await t.send('102', 'PUT', `/voicecall/102/snatchpickup${tail}`);
    for (const id of ['101', '102']) t.hangUp(id);
  }
  for (const headers of oddHeaders) await both({ headers });
  for (const body of oddBodies) await both({ body });
  for (const query of oddQueries) await both({ query });
  const ofOthers = ['104', '105'].map((id) => t.guids.get(id) ?? '');
  for (const guid of ['101', "' OR '1'='1", ...ofOthers]) await both({ headers: { Guid: guid } });
  await oddGuids(t, both);
  await busy(t);
}

/** Own Guids as they are not sent, and what might stand for one. */
async function oddGuids(
  t: Teller,
  both: (extras: { headers: Record<string, string>; query?: string }) => Promise<void>,
): Promise<void> {
  const own = ['101', '102'].map((id) => t.guids.get(id) ?? '');
  const forms = own.flatMap((guid) => [guid, `"${guid}"`, `JSESSIONID=${guid}`]);
  for (const guid of ['%', '.*', ...forms]) await both({ headers: { Guid: guid } });
  for (const guid of own) await both({ headers: { GUID: guid } });
  await both({ headers: { Guid: 'made-up', 'X-Forwarded-For': '127.0.0.1' } });
  for (const headers of [{ Authorization: 'Basic YTph' }, { Forwarded: 'for=127.0.0.1' }])
    await both({ headers: { Guid: 'ABSENT', ...headers } });
  for (const guid of own) await both({ headers: { Guid: 'ABSENT' }, query: `guid=${guid}` });
}

/** Busy in every way that there is. */
async function busy(t: Teller): Promise<void> {
  const reach = async () => {
    t.ring('101');
    await t.snatchpickup('102', '101');
    t.hangUp('102');
    t.hangUp('101');
  };
  for (const query of ['', '?reason=0']) {
    await t.send('102', 'POST', `/onlineagent/102/saybusy${query}`);
    await reach();
  }
  await t.send('102', 'DELETE', '/onlineagent/102/logout');
  await t.signIn('102', { status: 3 });
  await reach();
}
