import { expect, test } from '@playwright/test';
import judgedBy from '../../../openapi/extensions/x-judged-by.schema.json';
import type { Role } from '../../../src/contract/contract';
import { knownEditions, readContract } from '../../../src/contract/read-contract';

/** Reports, pipelines and known failures refer to these: an id is never renamed, and a level changes on purpose only. */
const frozen = [
  'PP-METHOD-1 must',
  'PP-METHOD-2 must',
  'PP-URI-1 must',
  'PP-URI-2 must',
  'PP-URI-3 must',
  'PP-URI-4 observe',
  'PP-TLS-1 must',
  'PP-HEADER-1 must',
  'PP-HEADER-2 observe',
  'PP-GUID-1 must',
  'PP-GUID-2 must',
  'PP-GUID-3 must',
  'PP-GUID-4 must',
  'PP-GUID-5 should',
  'PP-GUID-6 must',
  'PP-BODY-1 must',
  'PP-RESPONSE-1 must',
  'PP-RESPONSE-2 must',
  'PP-RESPONSE-3 should',
  'PP-PRE-1 must',
  'PP-PRE-2 must',
  'PP-PRE-3 must',
  'PP-PRE-4 must',
  'PP-EVENT-1 must',
  'PP-EVENT-2 must',
  'PP-EVENT-3 should',
  'PP-EVENT-4 must',
  'PP-EVENT-5 should',
  'PP-ERROR-1 should',
  'PP-ROBUST-1 should',
  'PP-ERROR-2 should',
  'SP-METHOD-1 must',
  'SP-METHOD-2 must',
  'SP-URI-1 must',
  'SP-URI-2 must',
  'SP-URI-3 must',
  'SP-URI-4 observe',
  'SP-DEST-1 must',
  'SP-DEST-2 must',
  'SP-DEST-3 must',
  'SP-DEST-4 must',
  'SP-DEST-5 observe',
  'SP-TLS-1 must',
  'SP-HEADER-1 must',
  'SP-HEADER-2 observe',
  'SP-GUID-1 observe',
  'SP-GUID-2 should',
  'SP-BODY-1 must',
  'SP-RESPONSE-1 must',
  'SP-RESPONSE-2 must',
  'SP-RESPONSE-3 should',
  'SP-PRE-1 must',
  'SP-PRE-2 must',
  'SP-PRE-3 must',
  'SP-PRE-4 must',
  'SP-PRE-5 must',
  'SP-PRE-6 must',
  'SP-PRE-7 must',
  'SP-PRE-8 must',
  'SP-EVENT-1 must',
  'SP-EVENT-2 must',
  'SP-EVENT-3 must',
  'SP-EVENT-4 must',
  'SP-EVENT-5 must',
  'SP-EVENT-6 must',
  'SP-EVENT-7 should',
  'SP-EVENT-8 must',
  'SP-EVENT-9 should',
  'SP-EVENT-10 observe',
  'SP-ROBUST-1 should',
  'SP-ERROR-1 should',
  'SP-ERROR-2 should',
  'SP-ERROR-3 should',
];

for (const edition of knownEditions()) {
  test(`edition ${edition} has the frozen requirements, in order`, () => {
    expect(readContract(edition).requirements.map(({ id, level }) => `${id} ${level}`)).toEqual(frozen);
  });
}

test('every requirement is found by its id and belongs to the operation of its prefix', () => {
  const contract = readContract('2023-09-27');
  for (const requirement of contract.requirements) expect(contract.requirement(requirement.id)).toBe(requirement);
  expect(contract.operations.phonepickup.requirements.every(({ id }) => id.startsWith('PP-'))).toBe(true);
  expect(contract.operations.snatchpickup.requirements.every(({ id }) => id.startsWith('SP-'))).toBe(true);
  expect(contract.operations.phonepickup.requirements).toHaveLength(31);
  expect(contract.operations.snatchpickup.requirements).toHaveLength(42);
});

test('an unknown requirement is an error that names it', () => {
  expect(() => readContract('2023-09-27').requirement('PP-X-1')).toThrow('The contract has no requirement PP-X-1.');
});

/** Does not compile unless it lists exactly the roles that the code knows. */
const roles: Record<Role, true> = {
  'method.accepted': true,
  'method.refused': true,
  'uri.served': true,
  'agentid.accepted': true,
  'agentid.refused': true,
  'agentid.spelling': true,
  'destworkno.accepted': true,
  'destworkno.missing': true,
  'destworkno.refused': true,
  'destworkno.meaning': true,
  'destworkno.spelling': true,
  transport: true,
  'content-type.documented': true,
  'content-type.other': true,
  'guid.missing': true,
  'guid.foreign': true,
  'guid.static': true,
  'guid.dynamic': true,
  'guid.dead': true,
  'guid.header-name': true,
  'body.none': true,
  'response.envelope': true,
  'response.failure-result': true,
  'response.truth': true,
  robust: true,
  'events.refused': true,
  'events.content': true,
  'events.called-agent': true,
  'call-unharmed': true,
  race: true,
  'retcode.invalid-parameter': true,
  'retcode.not-signed-in-only': true,
  'retcode.listed': true,
};

test('the schema of x-judged-by knows exactly the roles that the code knows', () => {
  expect(Object.keys(judgedBy.properties).sort()).toEqual(Object.keys(roles).sort());
});
