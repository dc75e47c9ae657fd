import { expect, test } from '@playwright/test';
import type { EventRecord } from '../../../src/evidence/event-record';
import type { Exchange } from '../../../src/evidence/exchange';
import { SoftwareAnswering } from '../../../src/gateway/software-answering';

const offHook = ['AgentOther_PhoneOffhook', { type: 'main' }] as const;
const ringing = (callid: unknown) => ['AgentEvent_Ringing', { callid }] as const;
const talking = ['AgentEvent_Talking', { callid: '1-1' }] as const;
const alerting = ['AgentOther_PhoneAlerting', null] as const;
const released = ['AgentOther_PhoneRelease', { phoneState: 3 }] as const;

type Told = readonly [eventType: string, content: unknown];

/** The call ids that an agent's software answers when it is told these events, in their order. */
function answeredBy(...told: readonly Told[]): (string | undefined)[] {
  const answered: (string | undefined)[] = [];
  const software = new SoftwareAnswering((callId) => {
    answered.push(callId);
    return Promise.resolve({} as Exchange);
  });
  for (const [position, [eventType, content]] of told.entries())
    software.take({
      id: position,
      agentId: '101',
      at: position,
      position,
      eventType,
      workNo: '101',
      content,
    } as EventRecord);
  return answered;
}

const cases: [title: string, told: readonly Told[], answered: (string | undefined)[]][] = [
  ['Ringing after the phone was lifted', [alerting, offHook, ringing('1-1')], ['1-1']],
  ['Ringing already when the phone alerts', [ringing('1-1'), alerting, offHook], ['1-1']],
  ['a call id that is a number', [offHook, ringing(7)], ['7']],
  ['a Ringing that names no call', [offHook, ['AgentEvent_Ringing', null]], [undefined]],
  ['each of two calls', [offHook, ringing('1-1'), talking, released, offHook, ringing('1-2')], ['1-1', '1-2']],
  ['a call after one that was taken away', [ringing('1-1'), released, alerting, offHook, ringing('1-2')], ['1-2']],
  ['no phone that is on-hook', [alerting, ringing('1-1')], []],
  ['no phone that was lifted without Ringing', [alerting, offHook], []],
  ['nothing twice', [offHook, ringing('1-1'), talking], ['1-1']],
  ['no call that is talked on already', [ringing('1-1'), talking, offHook], []],
  ['no call that is over', [ringing('1-1'), released, offHook], []],
];
for (const [title, told, answered] of cases)
  test(`software answers ${title}`, () => expect(answeredBy(...told)).toEqual(answered));
