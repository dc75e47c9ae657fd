import type { OperationContract, Role } from '../contract/contract';
import type { Draft } from './build';
import type { Case, Refusal, Section, Stimulus } from './case';
import { prerequisiteBrokenBy } from './prerequisite-states';

type Harmless = readonly [
  section: Section,
  what: string,
  shown: string,
  stimulus: Stimulus,
  judges: Role | { state: string },
  refusal: Refusal,
];

const own: Refusal = { ownSession: true };
const wrongGuid: Refusal = { wrongGuid: true };
const method = (name: string): Harmless => [
  'method',
  name.toLowerCase(),
  `the method ${name}`,
  { method: name },
  'method.refused',
  own,
];

/**
 * Phonepickups that must be refused, sent right before a takeover that is made anyway by the agent whose ID or Guid they
 * have: nothing but a takeover shows that an agent does not wrap up.
 */
const requests: readonly Harmless[] = [
  ...['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE'].map(method),
  ['agent-id', 'no-number', 'the agent ID abc', { agentId: { text: 'abc' } }, 'agentid.refused', wrongGuid],
  ['prerequisites', 'no-call', 'an agent whose own phone does not ring', {}, { state: 'no-call' }, own],
  [
    'prerequisites',
    'no-call-and-other-content-type',
    'an agent whose own phone does not ring and that sends Content-Type text/plain',
    { contentType: 'text/plain' },
    { state: 'no-call' },
    own,
  ],
  ['guid', 'missing', 'a request without Guid', { guid: 'missing' }, 'guid.missing', wrongGuid],
  ['guid', 'of-another-agent', "another agent's Guid", { guid: 'of-another-agent' }, 'guid.foreign', wrongGuid],
  [
    'guid',
    'own-for-another-agent',
    "an agent's own Guid for another agent's ID",
    { agentId: { agent: 'another' } },
    'guid.foreign',
    wrongGuid,
  ],
];

/** In the order in which they are sent, by what their cases are called. */
export const sentBeforeTakeover: readonly (readonly [what: string, stimulus: Stimulus])[] = requests.map(
  ([section, what, , stimulus]) => [`${section}.${what}`, stimulus],
);

/** Which of them the case is about; undefined where it is about something else. */
export function whatBeforeTakeover({ id, stage }: Case): string | undefined {
  if (stage.name !== 'pickup' || stage.before !== 'takeover') return undefined;
  return id.replace(/^[a-z]+\./, '').replace(/-before-takeover$/, '');
}

/** Their drafts in this section; none for the operation that is the takeover. */
export function beforeTakeover(operation: OperationContract, section: Section): Draft[] {
  const { destWorkNo, name } = operation;
  if (destWorkNo) return [];
  return requests.flatMap(([of, what, shown, stimulus, judges, refusal]) => {
    const judged = typeof judges === 'string' ? judges : prerequisiteBrokenBy(operation, judges.state);
    if (of !== section || judged === undefined) return [];
    return {
      what: `${what}-before-takeover`,
      title: `${name} refuses ${shown}, and leaves the agent as free to take a call over as it was`,
      judges: typeof judged === 'string' ? judged : { requirement: judged.requirement },
      stage: { name: 'pickup', before: 'takeover' },
      stimulus,
      expect: { outcome: 'refused', ...refusal },
    };
  });
}
