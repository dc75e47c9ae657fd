import { expect, test } from '@playwright/test';
import { leadsToSameAddress } from '../../../src/evidence/same-address';

const PATH = '/agentgateway/resource/voicecall/101/phonepickup';
const URL = `https://gateway.example:8043${PATH}`;

for (const asked of [
  URL.replace('/101', '//101'),
  URL.replace('/101', '/./101'),
  URL.replace('/101', '/x/../101'),
  URL.replace('/101', '/x%2F..%2F101'),
  `${URL}/`,
  `${URL};v=1`,
  URL.replace('phone', 'Phone'),
  `${URL}?destWorkNo=102`,
])
  test(`a redirect from ${asked} to the documented address leads to the same one`, () => {
    for (const location of [PATH, URL, `http://other.example${PATH}`, `${PATH}?destWorkNo=102`])
      expect(leadsToSameAddress(location, asked)).toBe(true);
  });

for (const location of ['/login', 'https://portal.example/?next=x', PATH.replace('101', '102'), '/', 'http://', '%zz'])
  test(`a redirect to ${location} leads elsewhere`, () => {
    expect(leadsToSameAddress(location, URL)).toBe(false);
  });
