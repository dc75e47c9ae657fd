import type { Extras, Teller } from './teller';

const inHeader = { destWorkNo: '101' };
const inForm = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Chapter of the story: lists, other places of destWorkNo, and paths in another spelling. */
export async function otherSpellings(t: Teller): Promise<void> {
  for (const id of ['101', '102']) await t.signIn(id);
  const after = async (request: Promise<void>) => {
    await request;
    for (const id of ['101', '102']) t.hangUp(id);
  };
  const takes = async (query: string, extras: Extras = {}) => {
    t.ring('101');
    await after(t.snatchpickup('102', '', { ...extras, query }));
  };
  for (const spelt of ['101,101', '100.6', '101.5']) {
    t.ring('101');
    await after(t.phonepickup('101', { spelt }));
    t.ring('101');
    await after(t.snatchpickup('102', '101', { spelt: spelt.replaceAll('101', '102') }));
    await takes(`destWorkNo=${spelt}`);
  }
  for (const query of ['destWorkNo=0&destWorkNo=0', 'destWorkNo[]=101']) await takes(query);
  await takes('', { headers: inHeader });
  await takes('', { headers: inForm, body: 'destWorkNo=101' });
  for (const path of [
    '/voicecall/{id}/phonepickup/',
    '/voicecall//{id}/phonepickup',
    '/voicecall/{id}/phonepickup;v=1',
    '/VoiceCall/{id}/PhonePickup',
  ]) {
    t.ring('101');
    await after(t.send('101', 'POST', path.replace('{id}', '101')));
    t.ring('101');
    await after(t.send('102', 'PUT', `${path.replace('{id}', '102').replace(/phone/i, 'snatch')}?destWorkNo=101`));
  }
  for (const method of ['post', 'get', 'FOO']) {
    t.ring('101');
    await after(t.phonepickup('101', { method }));
    t.ring('101');
    await after(t.snatchpickup('102', '101', { method }));
  }
}
