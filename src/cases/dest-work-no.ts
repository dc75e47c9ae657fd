import type { OperationContract, Role } from '../contract/contract';
import { buildCases, type Draft } from './build';
import type { Case, Refusal, Stage } from './case';
import { bodies, elsewhereInUri, misnamed } from './dest-work-no-elsewhere';
import {
  beginsLike,
  boundariesInside,
  caseOfReading,
  endNearest,
  mayBeAnother,
  type NamedIdText,
  numbersOutside,
  outside,
  pairOf,
  spelled,
  spellingsThatAreNot,
  texts,
} from './id-texts';
import { oneOfEachWay, spellingsOf } from './lexical-classes';
import { repeatedParameter } from './repeated-parameter';
import { secondCall, unprivilegedPickup } from './shared-stages';

/** What a gateway might read as the whole group, any call of which will do. */
const wholeGroups: readonly NamedIdText[] = [
  { what: 'all', shown: 'all', text: { text: 'all' } },
  { what: 'any', shown: 'any', text: { text: 'any' } },
  { what: 'group-name', shown: "the name of the ringing agent's group", text: { groupOf: 'called' } },
];

/** Section "Table 1", parameter destWorkNo: mandatory, a whole number in its range, the agent whose call is taken (A1). */
export function destWorkNoCases(operation: OperationContract): Case[] {
  const parameter = operation.destWorkNo;
  if (!parameter) return [];
  const { name } = parameter;
  // One of the calls that numbers outside the range need will do for the rest.
  const atTheEnd: Stage = { name: 'ringing', called: String(parameter.maximum) };
  const invalid: Refusal = {
    ownSession: true,
    ...(operation.retcodes.invalidParameter
      ? { retcodes: { allowed: operation.retcodes.invalidParameter, role: 'retcode.invalid-parameter' as const } }
      : {}),
  };
  const refused = ({ what, shown, text }: NamedIdText): Draft => ({
    what: `refuses-${what}`,
    title: `${operation.name} refuses ${name} ${shown}`,
    judges: 'destworkno.refused',
    stage: atTheEnd,
    stimulus: { destWorkNo: text },
    expect: { outcome: 'refused', ...invalid },
  });
  const byQuery = (judges: Role, what: string, title: string, query: string): Draft => ({
    what,
    title: `${operation.name} refuses ${title}`,
    judges,
    stage: atTheEnd,
    stimulus: { query },
    expect: { outcome: 'refused', ...invalid },
  });
  return buildCases(operation, 'dest-work-no', [
    // First, so that the other worker finds it done when it comes to the same stage.
    {
      what: 'names-the-older-of-two-calls',
      title: `${operation.name} takes the call of the agent that ${name} names, though another one of the group began to ring later`,
      judges: 'destworkno.meaning',
      stage: unprivilegedPickup(operation),
      expect: { outcome: 'accepted' },
      needs: { beside: true },
    },
    ...boundariesInside(parameter).map(
      (id): Draft => ({
        what: `accepts-${id}`,
        title: `${operation.name} accepts ${name} ${id}`,
        judges: 'destworkno.accepted',
        stage: { name: 'pickup', ...pairOf(operation, id).asCalled },
        expect: { outcome: 'accepted' },
        needs: { agent: String(id) },
      }),
    ),
    byQuery('destworkno.missing', 'missing', `a request without ${name}`, ''),
    byQuery('destworkno.missing', 'empty', `an empty ${name}`, `${name}=`),
    byQuery('destworkno.missing', 'name-alone', `${name} without a value`, name),
    ...misnamed(name).map(([what, other, judges = 'destworkno.missing']) =>
      byQuery(
        judges,
        `named-${what}`,
        `a request that names ${name} "${decodeURIComponent(other)}"`,
        `${other}={dest}`,
      ),
    ),
    ...bodies(name).map(
      ([what, shown, body, contentType, judges = 'destworkno.missing']): Draft => ({
        what: `in-${what}-body`,
        title: `${operation.name} refuses a request that names ${name} in a ${shown} body instead`,
        judges,
        stage: atTheEnd,
        stimulus: { query: '', body, ...(contentType === undefined ? {} : { contentType }) },
        expect: { outcome: 'refused', ...(contentType === undefined ? invalid : { ownSession: true }) },
      }),
    ),
    ...elsewhereInUri(name).map(
      ([what, shown, pathSuffix]): Draft => ({
        what,
        title: `${operation.name} refuses a request that names ${name} ${shown}`,
        judges: 'destworkno.missing',
        stage: atTheEnd,
        stimulus: { query: '', pathSuffix },
        // It need not reach the operation.
        expect: { outcome: 'refused', ownSession: true, anyRetcode: true },
      }),
    ),
    ...repeatedParameter(name, invalid).map((draft) => ({ ...draft, stage: atTheEnd })),
    byQuery('destworkno.refused', 'array', `${name} as an array of one`, `${name}[]={dest}&${name}=`),
    ...numbersOutside(parameter).map((text) => ({
      ...refused(outside(text)),
      // A gateway that bends a number into the range ends up at one of its ends: there the call rings.
      stage: { name: 'ringing' as const, called: endNearest(parameter, text) },
    })),
    {
      ...refused(beginsLike(parameter.minimum)),
      stage: { name: 'ringing', called: String(parameter.minimum) },
    },
    ...[...texts, ...wholeGroups].map(refused),
    ...[...spellingsThatAreNot(parameter), ...spellingsOf('URI syntax')].map(
      (spelling): Draft => ({
        ...refused(spelled(spelling, "the ringing agent's")),
        // Valid where it is read as the other number, whose agent does not ring.
        ...(mayBeAnother(spelling) ? { expect: { outcome: 'refused', ownSession: true } } : {}),
      }),
    ),
    ...oneOfEachWay.map((spelling): Draft => {
      const { what, shown } = spelled(spelling, "another agent's");
      return {
        ...refused({ what: `another-agent-spelled-with-${what}`, shown, text: { spelled: spelling, of: 'another' } }),
        // Valid where it is read as that agent's, whose phone does not ring.
        expect: { outcome: 'refused', ownSession: true },
      };
    }),
    {
      ...refused({ what: 'word-over-http', shown: 'abc over plain HTTP as well', text: { text: 'abc' } }),
      stimulus: { destWorkNo: { text: 'abc' }, port: 'http' },
      needs: { plainHttp: true },
    },
    ...spellingsOf('the number').map((spelling): Draft => {
      const { shown, text } = spelled(spelling, "the ringing agent's");
      return {
        what: caseOfReading(spelling, 'refuses'),
        title: `${operation.name} refuses ${shown}, or reads it as that number`,
        judges: 'destworkno.spelling',
        stage: atTheEnd,
        stimulus: { destWorkNo: text },
        expect: { outcome: 'accepted or refused', ownSession: true },
      };
    }),
    ...(
      [
        ['phone-number', "the ringing agent's phone number", { phoneOf: 'called' }],
        ['picker-while-another-rings', "the picker's own ID while another agent's phone rings", { agent: 'picker' }],
      ] as const
    ).map(
      ([what, shown, destWorkNo]): Draft => ({
        what: `refuses-${what}`,
        title: `${operation.name} refuses ${shown} as ${name}`,
        judges: 'destworkno.meaning',
        stimulus: { destWorkNo },
        expect: { outcome: 'refused', ownSession: true },
      }),
    ),
    ...bodies(name).map(
      ([what, shown, body, contentType]): Draft => ({
        what: `not-overridden-by-${what}-body`,
        title: `${operation.name} refuses ${name} of an agent that does not ring, whatever agent a ${shown} body names`,
        judges: 'destworkno.meaning',
        stage: atTheEnd,
        stimulus: {
          destWorkNo: { agent: 'another' },
          body,
          ...(contentType === undefined ? {} : { contentType }),
        },
        expect: { outcome: 'refused', ownSession: true },
      }),
    ),
    {
      what: 'not-overridden-by-header',
      title: `${operation.name} refuses ${name} of an agent that does not ring, whatever agent a header names`,
      judges: 'destworkno.meaning',
      stage: atTheEnd,
      stimulus: { destWorkNo: { agent: 'another' }, headers: [[name, '{dest}']] },
      expect: { outcome: 'refused', ownSession: true },
    },
    {
      what: 'in-header',
      title: `${operation.name} refuses a request that names ${name} in a header instead`,
      judges: 'destworkno.missing',
      stage: atTheEnd,
      stimulus: { query: '', headers: [[name, '{dest}']] },
      expect: { outcome: 'refused', ...invalid },
    },
    {
      what: 'own-id',
      title: `${operation.name} refuses an agent that names itself in ${name}, whose own phone rings`,
      judges: 'destworkno.meaning',
      stage: { name: 'own-call' },
      expect: { outcome: 'refused', ownSession: true },
    },
    {
      what: 'names-the-ringing-agent',
      title: `${operation.name} takes the call of the agent that ${name} names`,
      judges: 'destworkno.meaning',
      expect: { outcome: 'accepted' },
    },
    {
      what: 'names-the-newer-of-two-calls',
      title: `${operation.name} takes the call of the agent that ${name} names, though another one of the group rings longer`,
      judges: 'destworkno.meaning',
      stage: secondCall(operation),
      expect: { outcome: 'accepted' },
      needs: { beside: true },
    },
    {
      what: 'exchanged',
      title: `${operation.name} refuses agent ID and ${name} exchanged, the ringing agent reaching for an idle one`,
      judges: 'destworkno.meaning',
      stage: { name: 'breach', state: 'exchanged' },
      expect: { outcome: 'refused', ownSession: true },
    },
  ]);
}
