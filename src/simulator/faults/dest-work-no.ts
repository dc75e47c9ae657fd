import type { Agent } from '../agents';
import { readId } from '../editions';
import type { Exchange } from '../exchange';
import { isSpelledOtherwise } from '../integers';
import { readBody } from '../operations/sign-in';
import { takeOver } from '../operations/snatchpickup';
import type { Fault } from '../quirks';
import { queryValues } from '../request';
import { readings, withReading } from './agent-ids';
import { asks, fault, snatchpickup } from './fault';

/** The agents of an agent's group whose phones ring from outside. */
function ringingInGroup({ gateway }: Exchange, { group }: Partial<Agent> = {}): Agent[] {
  return [...gateway.sessions.signedIn].filter(
    (agent) => agent.alerting && agent.call?.kind === 'external' && agent.group === group,
  );
}

/** Some agent whose phone rings from outside, in the group of the agent whose Guid was sent. */
export function someRingingAgent(x: Exchange): Agent | undefined {
  return ringingInGroup(x, x.gateway.sessions.ownerOf(x.guid))[0];
}

function valid(x: Exchange, text: unknown): string | undefined {
  return typeof text === 'string' ? readId(text, x.gateway.settings.range) : undefined;
}

/** Where the named agent rings: of all that ring in the group, the first in an order of the fault's own. */
function instead(x: Exchange, id: string | undefined, order: (a: Agent, b: Agent) => number): string | undefined {
  if (id === undefined || !x.gateway.agents.find(id)?.alerting) return id;
  const others = ringingInGroup(x, x.agent).filter((agent) => agent !== x.agent);
  return others.sort(order)[0]?.id ?? id;
}

function callNumber({ call }: Agent): number {
  return call?.number ?? 0;
}

export const destWorkNoFaults: readonly Fault[] = [
  fault('dest-first-refused', 'SP-DEST-1', 'destWorkNo 101 is refused', {
    destWorkNo: (x, id) => (id === String(x.gateway.settings.range.first) ? undefined : id),
  }),
  fault('dest-last-refused', 'SP-DEST-1', 'the last destWorkNo of the range is refused', {
    destWorkNo: (x, id) => (id === String(x.gateway.settings.range.last) ? undefined : id),
  }),
  fault('dest-compared-as-string', 'SP-DEST-1', 'the range of destWorkNo is compared letter by letter', {
    destWorkNo(x, id) {
      const { first, last } = x.gateway.settings.range;
      return id && (id < String(first) || id > String(last)) ? undefined : id;
    },
  }),
  fault('oldest-call-taken', 'SP-DEST-4', 'the call that rings longest in the group is taken, whoever is named', {
    destWorkNo: (x, id) => instead(x, id, (a, b) => callNumber(a) - callNumber(b)),
  }),
  fault('newest-call-taken', 'SP-DEST-4', 'the call that began to ring last in the group is taken, whoever is named', {
    destWorkNo: (x, id) => instead(x, id, (a, b) => callNumber(b) - callNumber(a)),
  }),
  fault('older-of-two-calls-refused', 'SP-DEST-4', 'a call cannot be taken once a later one rings in the group', {
    prerequisite: (x, name, holds) =>
      holds &&
      !(
        asks(x, snatchpickup) &&
        name === 'called-ringing' &&
        ringingInGroup(x, x.agent).some((agent) => x.destination && callNumber(agent) > callNumber(x.destination))
      ),
  }),
  fault('lowest-id-taken', 'SP-DEST-4', 'of the phones that ring in the group that of the lowest ID is taken', {
    destWorkNo: (x, id) => instead(x, id, (a, b) => Number(a.id) - Number(b.id)),
  }),
  fault('other-calls-end', 'SP-DEST-4', 'when a call is taken, the others that ring in the group end', {
    execute(x, perform) {
      perform();
      if (!asks(x, snatchpickup)) return;
      for (const { call } of ringingInGroup(x, x.agent)) if (call && call.holder !== x.agent) x.gateway.calls.end(call);
    },
  }),
  fault('dest-missing-takes-any', 'SP-DEST-2', 'without destWorkNo any call that rings in the group is taken', {
    destWorkNo: (x, id, values) => (values.length === 0 ? someRingingAgent(x)?.id : id),
  }),
  fault('dest-empty-takes-any', 'SP-DEST-2', 'with an empty destWorkNo any call that rings in the group is taken', {
    destWorkNo: (x, id, values) => (values.length === 1 && values[0] === '' ? someRingingAgent(x)?.id : id),
  }),
  fault('dest-name-in-any-case', 'SP-DEST-2', 'the parameter is read in any spelling of its name, as destworkno', {
    destWorkNo(x, id, values) {
      if (values.length > 0) return id;
      const [value, ...more] = queryValues(x.request.query.replace(/destworkno(?==)/gi, 'destWorkNo'), 'destWorkNo');
      return more.length === 0 ? valid(x, value) : undefined;
    },
  }),
  fault('dest-from-body', 'SP-DEST-2', 'without destWorkNo in the URL the one of the message body counts', {
    destWorkNo: (x, id, values) => (values.length === 0 ? valid(x, readBody(x.request.body)?.destWorkNo) : id),
  }),
  fault('dest-repeated-takes-any', 'SP-DEST-4', 'a repeated destWorkNo takes any call that rings in the group', {
    destWorkNo: (x, id, values) => (values.length > 1 ? someRingingAgent(x)?.id : id),
  }),
  fault('dest-repeated-not-looked-at', 'SP-DEST-3', 'a repeated destWorkNo that is no ID takes any call of the group', {
    destWorkNo: (x, id, values) =>
      values.length > 1 && values.every((value) => valid(x, value) === undefined) ? someRingingAgent(x)?.id : id,
  }),
  fault(
    'dest-repeated-answered-for-the-first-last-taken',
    'SP-RESPONSE-2',
    'of a repeated destWorkNo the first value is answered for, and the call of the last one taken',
    {
      destWorkNo: (x, id, values) => (values.length > 1 ? valid(x, values[0]) : id),
      prerequisite(x, name, holds) {
        const last = x.gateway.agents.find(valid(x, x.queryValues('destWorkNo').at(-1)) ?? '');
        if (!holds && name === 'called-ringing' && last !== x.destination && last?.alerting) {
          x.destination = last;
          takeOver(x);
        }
        return holds;
      },
    },
  ),
  fault('dest-other-spelling-takes-any', 'SP-DEST-3', 'any other spelling of an ID takes any call that rings there', {
    destWorkNo: (x, id, values) =>
      id === undefined && values.length === 1 && isSpelledOtherwise(values[0] ?? '') ? someRingingAgent(x)?.id : id,
  }),
  fault('dest-hexadecimal-takes-any', 'SP-DEST-3', 'an ID in hexadecimal digits takes any call that rings there', {
    destWorkNo: (x, id, values) => id ?? (/^0x/.test(values[0] ?? '') ? someRingingAgent(x)?.id : undefined),
  }),
  ...readings.map(([reading, text, read]) =>
    fault(`dest-${reading}`, 'SP-DEST-3', `destWorkNo ${text}`, {
      destWorkNo: (x, id, values) => (values.length === 1 ? withReading(x, read, values[0] ?? '', id) : id),
    }),
  ),
  fault('dest-own-call', 'SP-DEST-4', 'an agent may name itself and so pick up its own ringing call', {
    prerequisite: (x, name, holds) =>
      holds || (x.destination === x.agent && x.agent?.alerting === true && ['not-self', 'idle'].includes(name)),
  }),
  fault(
    'dest-picks-up',
    'SP-DEST-4 SP-METHOD-1',
    'the roles are exchanged: destWorkNo picks up the call that rings at the agent of the path',
    {
      prerequisite: (x, name, holds) => (name === 'not-self' ? holds : holdsExchanged(x, name)),
      execute(x, perform) {
        [x.agent, x.destination] = [x.destination, x.agent];
        perform();
      },
    },
  ),
  fault(
    'dest-not-ringing-takes-any',
    'SP-PRE-2',
    'where the called agent does not ring, another call of the group is taken',
    {
      prerequisite(x, name, holds) {
        if (holds || (name !== 'called-ringing' && name !== 'called-signed-in')) return holds;
        const other = someRingingAgent(x);
        if (other && other !== x.agent) x.destination = other;
        return other !== undefined && other !== x.agent;
      },
    },
  ),
];

function holdsExchanged(x: Exchange, name: string): boolean {
  const [picker, called] = [x.destination, x.agent];
  const holds: Record<string, boolean> = {
    'called-signed-in': true,
    'called-ringing': called?.alerting === true,
    external: called?.call?.kind !== 'internal',
    'same-group': picker?.group === called?.group,
    permission: picker?.mayPickUp === true,
    idle: picker?.state === 'idle',
  };
  return holds[name] ?? true;
}
