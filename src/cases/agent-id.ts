import type { OperationContract } from '../contract/contract';
import { beforeTakeover } from './before-takeover';
import { buildCases, type Draft } from './build';
import type { Case, Stage } from './case';
import {
  beginsLike,
  boundariesInside,
  caseOfReading,
  endNearest,
  type NamedIdText,
  numbersOutside,
  outside,
  pairOf,
  spelled,
  spellingsThatAreNot,
  texts,
} from './id-texts';
import { oneOfEachWay, spellings, spellingsOf } from './lexical-classes';

/** Section "Table 1", parameter agentid: its range, what is no number, and other spellings of a number (A5). */
export function agentIdCases(operation: OperationContract): Case[] {
  // One of the calls that numbers outside the range need will do for the rest.
  const atTheEnd: Stage = { name: 'ringing', picker: String(operation.agentId.maximum) };
  const refused = ({ what, shown, text }: NamedIdText): Draft => ({
    what: `refuses-${what}`,
    title: `${operation.name} refuses the agent ID ${shown}`,
    judges: 'agentid.refused',
    stage: atTheEnd,
    stimulus: { agentId: text },
    expect: { outcome: 'refused', wrongGuid: true },
  });
  return buildCases(operation, 'agent-id', [
    ...boundariesInside(operation.agentId).map(
      (id): Draft => ({
        what: `accepts-${id}`,
        title: `${operation.name} accepts the agent ID ${id}`,
        judges: 'agentid.accepted',
        stage: { name: 'pickup', ...pairOf(operation, id).asPicker },
        expect: { outcome: 'accepted' },
        needs: { agent: String(id) },
      }),
    ),
    ...numbersOutside(operation.agentId).map((text) => ({
      ...refused(outside(text)),
      // A gateway that bends a number into the range ends up at one of its ends: there the call rings.
      stage: { name: 'ringing' as const, picker: endNearest(operation.agentId, text) },
    })),
    {
      ...refused(beginsLike(operation.agentId.minimum)),
      stage: { name: 'ringing', picker: String(operation.agentId.minimum) },
    },
    ...texts.filter((text) => !needNotReach(text)).map(refused),
    ...[...texts.filter(needNotReach), empty].map((text) => withoutSegment(refused(text))),
    refused({ what: 'phone-number', shown: "the agent's phone number", text: { phoneOf: 'picker' } }),
    ...spellingsThatAreNot(operation.agentId).map((spelling) => refused(spelled(spelling, "the agent's own"))),
    ...spelledOfAnother(operation).map((text) => refused(text)),
    ...ofOthers(operation).map((draft) => ({ ...draft, stage: atTheEnd })),
    ...beforeTakeover(operation, 'agent-id'),
    ...spellingsOf('the number', 'URI syntax').map((spelling): Draft => {
      const { shown, text } = spelled(spelling, "the agent's own");
      const draft: Draft = {
        what: caseOfReading(spelling, 'reads-or-refuses'),
        title: `${operation.name} refuses ${shown}, or reads it as that number`,
        judges: 'agentid.spelling',
        stage: atTheEnd,
        stimulus: { agentId: text },
        expect: { outcome: 'accepted or refused', wrongGuid: true },
      };
      return spellings[spelling].is === 'URI syntax' ? withoutSegment(draft) : draft;
    }),
  ]);
}

/**
 * However an agent's ID is spelled, it is nobody else's. Where a call is to be taken it is that of the agent whose phone
 * rings: it may not act whatever Guid is asked for, as it would name itself.
 */
function spelledOfAnother({ destWorkNo }: OperationContract): NamedIdText[] {
  const [of, whose] = destWorkNo
    ? (['called', "the ringing agent's"] as const)
    : (['another', "another agent's"] as const);
  return oneOfEachWay.map((spelling) => {
    const { shown } = spelled(spelling, whose);
    return { what: `another-agent-spelled-with-${spelling}`, shown, text: { spelled: spelling, of } };
  });
}

/** IDs that are in the range and none of a signed-in agent, as far as that is known. */
function ofOthers({ name, destWorkNo }: OperationContract): Draft[] {
  const whose = [
    ['nobody', 'that no lent agent has'],
    ['unused', 'of an agent that was not signed in'],
  ] as const;
  return whose.map(([agent, shown]) => ({
    what: `refuses-${agent}`,
    title: `${name} refuses an agent ID ${shown}`,
    judges: 'robust',
    // Should a stranger have it after all, nothing rings where the request reaches for a call.
    stimulus: { agentId: { agent }, ...(destWorkNo ? { destWorkNo: { agent: 'another' } } : {}) },
    expect: { outcome: 'refused', wrongGuid: true },
  }));
}

const empty: NamedIdText = { what: 'empty', shown: '"" (empty)', text: { text: '' } };

/** A dot, or a slash, also a percent-encoded one, may be taken for one of the path's own. */
function needNotReach({ text }: NamedIdText): boolean {
  return 'text' in text && /^\.$|%2f/i.test(text.text);
}

/** The path has no segment where the ID should be, or another number of them: such a request need not reach the operation. */
function withoutSegment(draft: Draft): Draft {
  return { ...draft, expect: { ...draft.expect, anyRetcode: true } as Draft['expect'] };
}
