import { expect, test } from '@playwright/test';
import { readContract, readContractFrom } from '../../../src/contract/read-contract';
import { freshDescription } from './description';

const contract = readContract('2023-09-27');

test('phonepickup is what its page says', () => {
  expect(contract.operations.phonepickup).toMatchObject({
    name: 'phonepickup',
    method: 'POST',
    namedRefusedMethods: [],
    path: '/voicecall/{agentid}/phonepickup',
    agentId: { minimum: 101, maximum: 59999 },
    contentType: 'application/json; charset=UTF-8',
    guidHeader: 'Guid',
    guidListed: true,
  });
  expect(contract.operations.phonepickup.destWorkNo).toBeUndefined();
  expect(contract.operations.phonepickup.retcodes.invalidParameter).toBeUndefined();
});

test('snatchpickup is what its page says', () => {
  expect(contract.operations.snatchpickup).toMatchObject({
    name: 'snatchpickup',
    method: 'PUT',
    namedRefusedMethods: ['DELETE', 'POST', 'GET'],
    path: '/voicecall/{agentid}/snatchpickup',
    agentId: { minimum: 101, maximum: 59999 },
    destWorkNo: { name: 'destWorkNo', minimum: 101, maximum: 59999 },
    guidHeader: 'Guid',
    guidListed: false,
  });
});

test('both are served below one base path', () => {
  expect(contract.basePath).toBe('/agentgateway/resource');
});

test('what a trace leaves out has its default: exactly one, at every call', () => {
  expect(contract.operations.phonepickup.trace.events[0]).toEqual({
    event: 'AgentOther_PhoneOffhook',
    to: 'picker',
    after: 'request accepted',
    min: 1,
    max: 1,
    only: [],
    requirement: 'PP-EVENT-1',
    once: 'PP-EVENT-3',
  });
  expect(contract.operations.snatchpickup.trace.events.find(({ only }) => only.length > 0)).toMatchObject({
    event: 'AgentMediaEvent_Record',
    only: ['recording'],
  });
});

test('a requirement without notes has an empty list', () => {
  expect(contract.requirement('PP-METHOD-1').notes).toEqual([]);
  expect(contract.requirement('PP-METHOD-2').notes).toEqual(['A6', 'A7', 'A12']);
});

test('the members that name a call are known by event', () => {
  expect(contract.callFields('AgentEvent_Talking')).toEqual({ caller: 'caller', called: 'called', callId: 'callid' });
  expect(contract.callFields('AgentEvent_Incoming_CallInfo').callId).toBe('callId');
  expect(contract.callFields('AgentOther_PhoneOffhook')).toEqual({});
  expect(contract.callFields('AgentEvent_Unheard_Of')).toEqual({});
  expect(contract.callFields('constructor')).toEqual({});
});

test('a schema is handed out by name, and an unknown name is an error', () => {
  expect(contract.schema('Answer').required).toEqual(['message', 'retcode', 'result']);
  expect(() => contract.schema('Nothing')).toThrow('The contract has no schema Nothing.');
});

test('a change of the description changes the contract: a bound, a retcode, an event', () => {
  const document = freshDescription();
  const put = document.paths['/voicecall/{agentid}/snatchpickup'].put;
  document.components.parameters.destWorkNo.schema.maximum = 777;
  put['x-retcodes'].listed.push('000-007');
  put['x-retcodes'].meanings['000-007'] = 'invoked repeatedly';
  put['x-triggered-events'].events.push({
    event: 'AgentEvent_Ringing',
    to: 'called',
    after: 'request accepted',
    min: 0,
    max: 2,
    requirement: 'SP-EVENT-1',
    once: 'SP-EVENT-7',
  });
  const { destWorkNo, retcodes, trace } = readContractFrom(document).operations.snatchpickup;
  expect(destWorkNo).toEqual({ name: 'destWorkNo', minimum: 101, maximum: 777 });
  expect(retcodes.listed).toContain('000-007');
  expect(trace.events.at(-1)).toMatchObject({ event: 'AgentEvent_Ringing', to: 'called', min: 0, max: 2 });
});

test('a change of a content schema changes what fits', () => {
  const document = freshDescription();
  document.components.schemas.AgentOther_PhoneRelease.properties.phoneState.enum.push(4);
  expect(contract.contentProblems('AgentOther_PhoneRelease', { phoneState: 4 })).toHaveLength(1);
  expect(readContractFrom(document).contentProblems('AgentOther_PhoneRelease', { phoneState: 4 })).toEqual([]);
});
