import { readId } from '../editions';
import type { Exchange } from '../exchange';
import { readBody } from '../operations/sign-in';
import type { Fault } from '../quirks';
import { someRingingAgent } from './dest-work-no';
import { fault } from './fault';

function valid(x: Exchange, value: unknown): string | undefined {
  return value === undefined ? undefined : readId(String(value), x.gateway.settings.range);
}

/** Takes what stands behind the path of snatchpickup for its query. */
function behindPath(name: string, text: string, tail: RegExp): Fault {
  return fault(`dest-${name}`, 'SP-DEST-2', text, {
    request(request) {
      const id = tail.exec(request.path)?.[1];
      if (id === undefined) return;
      request.path = request.path.replace(tail, '/snatchpickup');
      request.query = `destWorkNo=${id}`;
    },
  });
}

/** destWorkNo is found where the page does not have it. */
export const destWorkNoElsewhereFaults: readonly Fault[] = [
  ...(
    [
      ['work-no', 'workNo'],
      ['agent-id', 'agentId'],
      ['called', 'called'],
    ] as const
  ).map(([name, parameter]) =>
    fault(`dest-named-${name}`, 'SP-DEST-2', `without destWorkNo the parameter ${parameter} counts`, {
      destWorkNo: (x, id, values) => (values.length > 0 ? id : valid(x, x.queryValues(parameter)[0])),
    }),
  ),
  behindPath(
    'in-matrix-parameter',
    'destWorkNo is read behind a semicolon, too',
    /\/snatchpickup;destWorkNo=([0-9]+)$/,
  ),
  behindPath('in-path', 'a segment behind the path is read as destWorkNo', /\/snatchpickup\/([0-9]+)$/),
  fault('dest-from-header', 'SP-DEST-2', 'without destWorkNo in the URL the one of a header counts', {
    destWorkNo: (x, id, values) => (values.length > 0 ? id : valid(x, x.request.headers.destworkno)),
  }),
  fault('dest-body-overrides-query', 'SP-DEST-4', 'destWorkNo of a JSON body counts instead of that of the query', {
    destWorkNo: (x, id, values) => (values.length > 0 ? (valid(x, readBody(x.request.body)?.destWorkNo) ?? id) : id),
  }),
  fault('dest-all-takes-any', 'SP-DEST-3', 'destWorkNo all takes any call that rings in the group', {
    destWorkNo: (x, id, values) => (values.length === 1 && values[0] === 'all' ? someRingingAgent(x)?.id : id),
  }),
  fault('dest-group-name-takes-any', 'SP-DEST-3', "the group's name as destWorkNo takes any call that rings there", {
    destWorkNo(x, id, values) {
      const group = x.gateway.sessions.ownerOf(x.guid)?.group;
      return values.length === 1 && values[0] === group ? someRingingAgent(x)?.id : id;
    },
  }),
];
