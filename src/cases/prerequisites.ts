import type { OperationContract } from '../contract/contract';
import { beforeTakeover } from './before-takeover';
import { buildCases, type Draft } from './build';
import type { Case, Refusal, Stage } from './case';
import { prerequisiteBrokenBy } from './prerequisite-states';
import { afterForcedSignIn, busyAgentRings, secondCall, unprivilegedPickup } from './shared-stages';

/** States in which an agent has no session, and so no Guid that could match. */
const SIGNED_OUT: ReadonlySet<string> = new Set(['signed-out', 'signed-out-by-force']);

/** States in which one lent agent calls another. */
const INTERNAL: ReadonlySet<string> = new Set([
  'internal-call',
  'ringing-internally',
  'dialling',
  'talking-internally',
  'talking-to-agent-it-called',
]);

/** Section "Prerequisites": each broken alone; what the refusal leaves behind; two agents at one call. */
export function prerequisiteCases(operation: OperationContract): Case[] {
  const broken = operation.prerequisites.flatMap(({ brokenBy, requirement, refusedWith = [] }) =>
    brokenBy.map((breach): Draft => {
      const signedOut = SIGNED_OUT.has(breach.state);
      // Whose session is over has no Guid that matches; a gateway may look at that first.
      const allowed = [...new Set([...refusedWith, ...(signedOut ? operation.retcodes.wrongGuid : [])])];
      return {
        what: breach.state,
        title: `${operation.name} is refused ${breach.title}`,
        judges: { requirement },
        stage: stageOf(operation, breach.state),
        expect: {
          outcome: 'refused',
          ...(signedOut ? { wrongGuid: true } : { ownSession: true }),
          ...(refusedWith.length > 0 ? { retcodes: { allowed, requirement } } : {}),
        },
        ...(INTERNAL.has(breach.state) ? { needs: { callInner: true } } : {}),
        ...(breach.state === 'rang-out' ? { needs: { ringMs: true } } : {}),
      };
    }),
  );
  return buildCases(operation, 'prerequisites', [
    ...broken,
    ...beforeTakeover(operation, 'prerequisites'),
    ...signedOutWithOtherGuids(operation),
    ...notAskedFor(operation),
    {
      what: 'answerable-after-refusal',
      title: `after a refused ${operation.name} the called agent's call still rings and can be answered`,
      judges: 'call-unharmed',
      stage: { name: 'answerable-after-refusal' },
      expect: { outcome: 'refused', ownSession: true },
    },
    {
      what: 'picker-said-free',
      title: `${operation.name} succeeds for an agent that was busy before and said that it is free`,
      judges: 'method.accepted',
      stage: afterForcedSignIn(operation),
      expect: { outcome: 'accepted' },
      needs: { freed: true },
    },
    {
      // The last refusal on its call: the one before the control is another agent's.
      what: 'takeable-after-refusal',
      title: `after a refused ${operation.name} another agent can take the call, which still rings`,
      judges: 'call-unharmed',
      stage: { name: 'breach', state: 'colleague-busy' },
      expect: { outcome: 'refused', ownSession: true },
    },
    ...pickedUpAfterRefusals(operation),
    ...busyInAnotherGroup(operation),
    ...nothingAlertsAnyMore(operation),
    ...(['two snatchpickups', 'snatchpickup and phonepickup'] as const).map(
      (between): Draft => ({
        what: `race-between-${between.replaceAll(' ', '-')}`,
        title: `of ${between} at once for one ringing call exactly one succeeds`,
        judges: 'race',
        stage: { name: 'race', between },
        expect: { outcome: 'one of two accepted', ownSession: true },
      }),
    ),
  ]);
}

/** The agent that calls does so on the way to a pickup of its call, which is made anyway. */
function stageOf({ destWorkNo }: OperationContract, state: string): Stage {
  return state === 'dialling' && !destWorkNo ? { name: 'pickup', call: 'internal' } : { name: 'breach', state };
}

/** Sent on the way to a phonepickup that is made anyway: the called agent's own, which must not suffer from them. */
function pickedUpAfterRefusals(operation: OperationContract): Draft[] {
  const { destWorkNo } = operation;
  if (!destWorkNo) return [];
  const own = { ownSession: true } as const;
  const requests: [what: string, shown: string, Pick<Draft, 'stimulus'>, Refusal][] = [
    // Not as a repeated parameter, of which a gateway may use one value.
    [
      'repeated-dest',
      `with two IDs in ${destWorkNo.name}`,
      { stimulus: { query: `${destWorkNo.name}={dest},{dest}` } },
      own,
    ],
    ['delete', 'by the method DELETE', { stimulus: { method: 'DELETE' } }, own],
    ['signed-out', 'of an agent that had signed out', {}, { wrongGuid: true }],
  ];
  return requests.map(([what, shown, stimulus, refusal]) => ({
    what: `phonepickup-after-${what}`,
    title: `after ${operation.name} ${shown} was refused the called agent's own phonepickup succeeds`,
    judges: 'call-unharmed',
    stage: { name: 'pickup' },
    ...stimulus,
    expect: { outcome: 'refused', ...refusal },
  }));
}

/** Sent on the way to the takeover within that group, which is made anyway. */
function busyInAnotherGroup(operation: OperationContract): Draft[] {
  const idle = prerequisiteBrokenBy(operation, 'busy');
  if (!idle) return [];
  return [
    {
      what: 'busy-within-another-group',
      title: `${operation.name} is refused while the agent is busy, within another group than the site's first as well`,
      judges: { requirement: idle.requirement },
      stage: busyAgentRings(operation),
      expect: { outcome: 'refused', ownSession: true },
      needs: { anotherGroup: true },
    },
  ];
}

/** A call that was picked up, or taken, does not alert any more: of two requests in one instant the second comes too late. */
function nothingAlertsAnyMore(operation: OperationContract): Draft[] {
  const calledRings = prerequisiteBrokenBy(operation, 'called-has-no-call');
  if (calledRings)
    return [
      {
        what: 'taken-by-another-agent',
        title: `${operation.name} of the agent whose call another one took is refused, while the call rings there`,
        judges: { requirement: calledRings.requirement },
        stage: { name: 'pickup', after: 'takeover' },
        expect: { outcome: 'refused', ownSession: true },
      },
    ];
  const alerting = prerequisiteBrokenBy(operation, 'already-picked-up');
  if (!alerting) return [];
  return [
    {
      what: 'taken-by-another-agent',
      title: `${operation.name} is refused to the agent whose call another one took, while it rings there`,
      judges: { requirement: alerting.requirement },
      stage: { name: 'pickup', after: 'takeover' },
      expect: { outcome: 'refused', ownSession: true },
    },
    {
      what: 'race-between-two-phonepickups',
      title: `of two ${operation.name} requests of one agent at once exactly one succeeds`,
      judges: { requirement: alerting.requirement },
      stage: { name: 'race', between: 'two phonepickups' },
      expect: { outcome: 'one of two accepted', ownSession: true },
    },
  ];
}

/** Not signed in, and no Guid of its own: refused whatever it sends; which code it gets, the Guid decides as well. */
function signedOutWithOtherGuids(operation: OperationContract): Draft[] {
  const signedIn = prerequisiteBrokenBy(operation, 'signed-out');
  if (!signedIn) return [];
  const guids = [
    ['missing', 'without a Guid'],
    ['of-another-agent', "with another agent's Guid"],
  ] as const;
  const allowed = [...new Set([...(signedIn.refusedWith ?? []), ...operation.retcodes.wrongGuid])];
  return [
    ...guids.map(
      ([guid, shown]): Draft => ({
        what: `signed-out-guid-${guid}`,
        title: `${operation.name} is refused ${shown} after the agent signed out`,
        judges: { requirement: signedIn.requirement },
        stage: { name: 'breach', state: 'signed-out' },
        stimulus: { guid },
        expect: { outcome: 'refused', wrongGuid: true },
      }),
    ),
    {
      what: 'never-signed-in',
      title: `${operation.name} is refused with another agent's Guid before the agent signed in`,
      judges: { requirement: signedIn.requirement },
      stimulus: { agentId: { agent: 'never signed in' } },
      expect: {
        outcome: 'refused',
        wrongGuid: true,
        retcodes: { allowed, requirement: signedIn.requirement },
      },
    },
  ];
}

/**
 * What no page asks for must not stand in the way: the permission of anybody but the agent that takes another's call, and
 * that the agent is idle whose phone rings, or what others of the group do.
 */
function notAskedFor(operation: OperationContract): Draft[] {
  const who = operation.destWorkNo ? 'called' : 'picker';
  const states = operation.destWorkNo ? (['busy'] as const) : (['busy', 'wrapping up'] as const);
  return [
    ...states.map(
      (state): Draft => ({
        what: `${who}-${state.replace(' ', '-')}`,
        title: `${operation.name} succeeds although the agent whose phone rings is ${state}`,
        judges: 'method.accepted',
        stage: state === 'busy' ? busyAgentRings(operation) : { name: 'pickup', ringingAgent: state },
        expect: { outcome: 'accepted' },
        needs: { occupied: true },
      }),
    ),
    {
      what: `${who}-without-permission`,
      title: `${operation.name} succeeds although the agent ${who === 'called' ? 'that is called ' : ''}may not pick up others' calls`,
      judges: 'method.accepted',
      stage: unprivilegedPickup(operation),
      expect: { outcome: 'accepted' },
      needs: { unprivileged: true },
    },
    operation.destWorkNo ? withinAnotherGroup(operation) : afterMissedCall(operation),
    {
      what: 'late-in-the-ringing',
      title: `${operation.name} succeeds although the phone has rung for long`,
      judges: 'method.accepted',
      stage: { name: 'pickup', late: true },
      expect: { outcome: 'accepted' },
      needs: { ringMs: true },
    },
    {
      what: 'while-colleague-talks',
      title: `${operation.name} succeeds although another agent of the group talks`,
      judges: 'method.accepted',
      stage: operation.destWorkNo
        ? afterForcedSignIn(operation)
        : { name: 'pickup', after: 'takeover', beside: 'talking' },
      expect: { outcome: 'accepted' },
      needs: { beside: true },
    },
    {
      what: 'while-another-phone-rings',
      title: `${operation.name} succeeds although another phone of the group rings as well`,
      judges: 'method.accepted',
      stage: operation.destWorkNo ? secondCall(operation) : { name: 'pickup', after: 'takeover', beside: 'earlier' },
      expect: { outcome: 'accepted' },
      needs: { beside: true },
    },
  ];
}

function withinAnotherGroup(operation: OperationContract): Draft {
  return {
    what: 'within-another-group',
    title: `${operation.name} succeeds within another group than the site's first`,
    judges: 'method.accepted',
    stage: busyAgentRings(operation),
    expect: { outcome: 'accepted' },
    needs: { anotherGroup: true },
  };
}

function afterMissedCall(operation: OperationContract): Draft {
  return {
    what: 'after-missed-call',
    title: `${operation.name} succeeds although the call before was never answered`,
    judges: 'method.accepted',
    stage: afterForcedSignIn(operation),
    expect: { outcome: 'accepted' },
  };
}
