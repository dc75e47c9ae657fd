import type { OperationContract } from '../contract/contract';
import { buildCases, type Draft } from './build';
import type { Case, GuidChoice, Stimulus } from './case';

/** Section "Error Code": failures for two reasons at once still carry a listed code, and still fail. */
export function retcodeCases(operation: OperationContract): Case[] {
  const guids: [GuidChoice, string][] = [
    ['missing', 'no Guid'],
    ['empty', 'an empty Guid'],
    ['made-up', 'a made-up Guid'],
    ['of-another-agent', "another agent's Guid"],
  ];
  const others: [what: string, shown: string, stimulus: Stimulus][] = [
    ['id-below', 'an agent ID below the range', { agentId: { text: String(operation.agentId.minimum - 1) } }],
    ['id-above', 'an agent ID above the range', { agentId: { text: String(operation.agentId.maximum + 1) } }],
    ['id-text', 'an agent ID that is no number', { agentId: { text: 'abc' } }],
    ['id-zero', 'the agent ID 0', { agentId: { text: '0' } }],
    ['method-get', 'the method GET', { method: 'GET' }],
    ['method-delete', 'the method DELETE', { method: 'DELETE' }],
  ];
  if (operation.destWorkNo) {
    const { name, minimum, maximum } = operation.destWorkNo;
    others.push(
      ['dest-missing', `no ${name}`, { query: '' }],
      ['dest-text', `a ${name} that is no number`, { destWorkNo: { text: 'abc' } }],
      ['dest-below', `a ${name} below the range`, { destWorkNo: { text: String(minimum - 1) } }],
      ['dest-above', `a ${name} above the range`, { destWorkNo: { text: String(maximum + 1) } }],
    );
  }
  return buildCases(
    operation,
    'retcodes',
    guids.flatMap(([guid, guidShown]) =>
      others.map(
        ([what, shown, stimulus]): Draft => ({
          what: `${guid}-guid-and-${what}`,
          title: `${operation.name} refuses ${guidShown} together with ${shown}`,
          judges: 'retcode.listed',
          stimulus: { ...stimulus, guid },
          expect: { outcome: 'refused', wrongGuid: true },
        }),
      ),
    ),
  );
}
