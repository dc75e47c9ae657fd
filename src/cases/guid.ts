import type { OperationContract, Role } from '../contract/contract';
import { beforeTakeover } from './before-takeover';
import { buildCases, type Draft } from './build';
import type { Case, GuidChoice, PickupStage, Stimulus } from './case';

const neverIssued: readonly [GuidChoice, string][] = [
  ['made-up', 'a made-up Guid'],
  ['truncated', 'its Guid without the last character'],
  ['first-half', 'the first half of its Guid'],
  ['lengthened', 'its Guid with a character added'],
  ['other-case', 'its Guid in the other case'],
  ['without-node', "its Guid without the gateway's name behind the dot"],
  ['other-node', "its Guid with another gateway's name behind the dot"],
  ['last-digit-changed', 'its Guid with one digit changed'],
  ['all-zeros', 'a Guid of zeros'],
  ['null', 'the Guid "null"'],
  ['wildcard', 'the Guid "*"'],
  ['like-pattern', 'the Guid "%"'],
  ['regular-expression', 'the Guid ".*"'],
  ['without-hyphens', 'its Guid without hyphens'],
  ['in-braces', 'its Guid in braces'],
  ['in-quotes', 'its Guid in quotes'],
  ['with-jsessionid', 'its Guid with "JSESSIONID=" before it, as the sign-in answers it'],
  ['in-a-list', 'a list that holds its Guid'],
  ['last-block', 'the last block of its Guid'],
  ['very-long', 'a Guid of 5000 characters'],
  ['not-ascii', 'a Guid beyond ASCII'],
  ['agent-id', "the agent's ID as its Guid"],
  ['condition', 'a Guid that is an SQL condition'],
  ['of-another-agent', "another signed-in agent's Guid"],
];

/** What a proxy tells of the one that it speaks for. */
const FORWARDED = [
  ['Forwarded', 'for=127.0.0.1;host=localhost;proto=https'],
  ['X-Forwarded-For', '127.0.0.1'],
  ['X-Real-IP', '127.0.0.1'],
] as const;

/** Section "Table 2", Guid: who may act, in both AUTHMODEs, through the life of a Guid (A2 for snatchpickup). */
export function guidCases(operation: OperationContract): Case[] {
  const refused = (role: Role, guid: GuidChoice, shown: string, needs?: Case['needs']): Draft => ({
    what: guid,
    title: `${operation.name} refuses ${shown}`,
    judges: role,
    stimulus: { guid },
    expect: { outcome: 'refused', wrongGuid: true },
    ...(needs ? { needs } : {}),
  });
  return buildCases(operation, 'guid', [
    ...missing(operation),
    ...neverIssued.map(([guid, shown]) => refused('guid.foreign', guid, shown)),
    ...elsewhere(operation),
    ...(operation.destWorkNo ? [refused('guid.foreign', 'of-called-agent', "the ringing agent's Guid")] : []),
    refused('guid.foreign', 'of-agent-of-other-group', 'the Guid of an agent of another group'),
    refused('guid.foreign', 'of-agent-without-permission', 'the Guid of an agent without the pickup permission'),
    refused('guid.foreign', 'of-agent-with-other-phone', 'the Guid of an agent with another phone'),
    {
      ...refused('guid.foreign', 'of-another-agent', 'the Guid of another agent that has signed out since'),
      what: 'of-signed-out-agent',
      stage: { name: 'breach', state: 'colleague-signed-out' },
    },
    ...(operation.destWorkNo ? [] : ofOtherParties(operation)),
    ...beforeTakeover(operation, 'guid'),
    ...(operation.guidListed ? ownForAnotherAgent(operation) : [ownSentByAnotherAgent(operation)]),
    ...(['missing', 'made-up'] as const).map(
      (guid): Draft => ({
        what: `${guid}-over-http`,
        title: `${operation.name} refuses a ${guid} Guid over plain HTTP as well${operation.guidListed || guid !== 'missing' ? '' : ', where the site authenticates it'}`,
        judges: guid === 'missing' ? 'guid.missing' : 'guid.foreign',
        stimulus: { guid, port: 'http' },
        expect: {
          outcome: operation.guidListed || guid !== 'missing' ? 'refused' : 'accepted or refused',
          wrongGuid: true,
          // A gateway may serve nothing at all over plain HTTP.
          anyRetcode: true,
        },
        needs: { plainHttp: true },
      }),
    ),
    refused('guid.dead', 'after-sign-out', 'the Guid of a session that was signed out'),
    refused('guid.dead', 'after-forced-sign-in', 'the Guid of a session that a forced sign-in replaced'),
    refused('guid.dead', 'after-timeout', 'a Guid whose timeout passed after its renewal', { authMode: 2 }),
    refused(
      'guid.dead',
      'renewed-after-forced-sign-in',
      'a Guid that came by a renewal, of a session that a forced sign-in replaced',
      { authMode: 2 },
    ),
    refused(
      'guid.dead',
      'renewed-after-timeout',
      'a Guid that came by a renewal, whose timeout passed after the next one',
      { authMode: 2 },
    ),
    {
      // On the call that the dead Guids are tried on, when their waiting is over; there it is the control as well.
      what: 'renewed-again',
      title: `${operation.name} accepts the Guid that the event poll handed out last, after two renewals or more (AUTHMODE 2)`,
      judges: operation.guidListed ? 'guid.dynamic' : 'method.accepted',
      stage: { name: 'ringing' },
      stimulus: { guid: 'renewed-again' },
      expect: { outcome: 'accepted' },
      needs: { authMode: 2 },
    },
    {
      // As with those that are renewed: on the call that dead Guids are tried on.
      what: 'of-sign-in-later',
      title: `${operation.name} accepts the Guid of the sign-in after longer than any Guid lives in AUTHMODE 2 (AUTHMODE 1)`,
      judges: operation.guidListed ? 'guid.static' : 'method.accepted',
      stage: { name: 'ringing' },
      stimulus: { guid: 'of-sign-in' },
      expect: { outcome: 'accepted' },
      needs: { authMode: 1 },
    },
    {
      what: 'of-sign-in',
      title: `${operation.name} accepts the Guid of the sign-in (AUTHMODE 1)`,
      judges: 'guid.static',
      expect: { outcome: 'accepted' },
      needs: { authMode: 1 },
    },
    {
      what: 'of-sign-in-again',
      title: `${operation.name} accepts the Guid of the sign-in a second time (AUTHMODE 1)`,
      judges: 'guid.static',
      stage: { name: 'pickup', after: 'earlier call' },
      expect: { outcome: 'accepted' },
      needs: { authMode: 1 },
    },
    {
      what: 'renewed',
      title: `${operation.name} accepts the Guid that the event poll handed out last (AUTHMODE 2)`,
      judges: 'guid.dynamic',
      stage: { name: 'pickup', after: 'renewal' },
      expect: { outcome: 'accepted' },
      needs: { authMode: 2 },
    },
    {
      what: 'renewed-with-event',
      title: `${operation.name} accepts the Guid that came with the answer to a poll that brought an event (AUTHMODE 2)`,
      judges: 'guid.dynamic',
      stage: { name: 'pickup', after: 'renewal' },
      expect: { outcome: 'accepted' },
      needs: { authMode: 2, guidWithEvent: true },
    },
    {
      what: 'renewed-while-ringing',
      title: `${operation.name} accepts the Guid that was handed out while the phone rang (AUTHMODE 2)`,
      judges: operation.guidListed ? 'guid.dynamic' : 'method.accepted',
      stage: { name: 'pickup', late: true },
      expect: { outcome: 'accepted' },
      needs: { authMode: 2, ringMs: true, guidWhileRinging: true },
    },
    ...['guid', 'gUID'].map(
      (guidHeader): Draft => ({
        what: `header-name-${guidHeader === 'guid' ? 'lower-case' : 'mixed-case'}`,
        title: `${operation.name} accepts the Guid in a header named ${guidHeader}`,
        judges: 'guid.header-name',
        stimulus: { guidHeader },
        expect: { outcome: 'accepted' },
      }),
    ),
  ]);
}

/** Where the page does not list the header, whether a request without it is refused is the site's to declare (A2). */
function missing(operation: OperationContract): Draft[] {
  const choices: [GuidChoice, string][] = [
    ['missing', 'a request without Guid'],
    ['empty', 'an empty Guid'],
  ];
  return choices.map(([guid, shown]) => ({
    what: guid,
    title: `${operation.name} refuses ${shown}${operation.guidListed ? '' : ', where the site authenticates it'}`,
    judges: 'guid.missing',
    stimulus: { guid },
    expect: { outcome: operation.guidListed ? 'refused' : 'accepted or refused', wrongGuid: true },
  }));
}

/** What stands for a Guid elsewhere stands for none here: the page names the header, and no other place. */
function elsewhere(operation: OperationContract): Draft[] {
  const instead: readonly [what: string, shown: string, stimulus: Stimulus][] = [
    ['in-query', 'its Guid as the query parameter guid', { extraQuery: 'guid={guid}' }],
    ['in-query-capitalised', 'its Guid as the query parameter Guid', { extraQuery: 'Guid={guid}' }],
    ['as-bearer-token', 'its Guid as a bearer token', { headers: [['Authorization', 'Bearer {guid}']] }],
    ['as-password', 'an Authorization header', { headers: [['Authorization', 'Basic YWRtaW46YWRtaW4=']] }],
    ['forwarded', 'headers of a proxy', { headers: FORWARDED }],
  ];
  const unguided = instead.map(
    ([what, shown, stimulus]): Draft => ({
      what: `missing-${what}`,
      title: `${operation.name} refuses a request without Guid that has ${shown} instead`,
      judges: 'guid.missing',
      stimulus: { guid: 'missing', ...stimulus },
      expect: { outcome: 'refused', wrongGuid: true },
    }),
  );
  return [
    // Where a request needs no Guid at all, nothing stands for it.
    ...(operation.guidListed ? unguided : []),
    {
      what: 'made-up-forwarded',
      title: `${operation.name} refuses a made-up Guid with headers of a proxy beside it`,
      judges: 'guid.foreign',
      stimulus: { guid: 'made-up', headers: FORWARDED },
      expect: { outcome: 'refused', wrongGuid: true },
    },
  ];
}

/** Tried on the way to pickups that are made anyway. */
function ofOtherParties(operation: OperationContract): Draft[] {
  const refused = (what: string, whose: string, stage: Partial<PickupStage>, needs?: Case['needs']): Draft => ({
    what,
    title: `${operation.name} refuses ${whose}`,
    judges: 'guid.foreign',
    stage: { name: 'pickup', ...stage },
    stimulus: { guid: 'of-another-agent' },
    expect: { outcome: 'refused', wrongGuid: true },
    ...(needs ? { needs } : {}),
  });
  return [
    refused(
      'of-caller',
      'for an internal call the Guid of the agent that calls',
      { call: 'internal' },
      { callInner: true },
    ),
    refused('of-former-holder', 'for a call that was taken over the Guid of the agent that it was taken from', {
      after: 'takeover',
    }),
  ];
}

/** The other agent would pick the call up, and can be the one with the higher ID, as it is the one with the lower ID elsewhere. */
function ownSentByAnotherAgent({ name }: OperationContract): Draft {
  return {
    what: 'own-sent-by-another-agent',
    title: `${name} refuses another agent of the group with this agent's Guid`,
    judges: 'guid.foreign',
    stage: { name: 'breach', state: 'colleague-instead' },
    stimulus: { guid: 'of-another-agent' },
    expect: { outcome: 'refused', wrongGuid: true },
  };
}

function ownForAnotherAgent(operation: OperationContract): Draft[] {
  const draft: Draft = {
    what: 'own-for-another-agent',
    title: `${operation.name} refuses an agent's own Guid for another agent's ID`,
    judges: 'guid.foreign',
    stimulus: { agentId: { agent: 'another' } },
    expect: { outcome: 'refused', wrongGuid: true },
  };
  return [
    draft,
    {
      ...draft,
      what: 'own-for-signed-out-agent',
      title: `${operation.name} refuses an agent's own Guid for the ID of an agent that is signed out`,
      stage: { name: 'breach', state: 'colleague-signed-out' },
    },
  ];
}
