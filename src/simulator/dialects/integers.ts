import { readId } from '../editions';
import type { Exchange } from '../exchange';
import type { Hooks } from '../hooks';
import { type Reader, readIntegers } from '../integers';
import type { Dialect } from '../quirks';
import { queryValues } from '../request';
import { dialect } from './dialect';

/** Both parameters bound as integers, as this framework does it. */
function binding(name: string, text: string, read: Reader): Dialect {
  return dialect(`${name}-integers`, 'A5', `IDs are read as ${text}`, {
    agentId: (x, id) => id ?? inRange(x, read(x.agentIdText)),
    destWorkNo: (x, id, values) => (values.length === 1 ? (id ?? inRange(x, read(values[0] ?? ''))) : id),
  });
}

function inRange(x: Exchange, id: string | undefined): string | undefined {
  return readId(id ?? '', x.gateway.settings.range);
}

/** Of a destWorkNo that is given more than once one value counts. */
function oneValue(which: 0 | -1): Hooks {
  return { destWorkNo: (x, id, values) => (values.length > 1 ? inRange(x, values.at(which)) : id) };
}

/** A page of the framework's own for an ID that cannot be bound. */
function framework(status: number, contentType: string, body: string): Hooks {
  return {
    answer: (x, answer) =>
      x.isPickup && (x.refusedBy === 'agentid' || x.refusedBy === 'destWorkNo')
        ? { status, contentType, body }
        : answer,
  };
}

const form = 'application/x-www-form-urlencoded';

export const integerDialects: readonly Dialect[] = [
  binding(
    'java',
    "Java's parseInt does: with a plus sign, leading zeros, and in any script's digits",
    readIntegers.Java,
  ),
  binding('spring', 'Spring converts text: blanks anywhere are left out, and 0x is hex', readIntegers.Spring),
  binding('javascript', "JavaScript's Number does, where a whole number comes out", readIntegers.JavaScript),
  binding('go', "Go's Atoi does: with a sign and leading zeros", readIntegers.Go),
  binding(
    'python',
    "Python's int does: with blanks around, underscores, and in any script's digits",
    readIntegers.Python,
  ),
  dialect('first-value', 'A5', 'of a destWorkNo that is given more than once the first value counts', oneValue(0)),
  dialect('last-value', 'A5', 'of a destWorkNo that is given more than once the last value counts', oneValue(-1)),
  dialect(
    'framework-404',
    'A5 A7',
    "an ID that cannot be read matches no route: the framework's own HTTP 404 page",
    framework(404, 'text/html;charset=UTF-8', '<!doctype html><title>HTTP Status 404 – Not Found</title>'),
  ),
  dialect(
    'framework-400',
    'A5 A7',
    "an ID that cannot be read gets the framework's own HTTP 400, in JSON of its own",
    framework(400, 'application/problem+json', '{"type":"about:blank","title":"Bad Request","status":400}'),
  ),
  dialect(
    'dest-as-list-read',
    'A5',
    'without destWorkNo the first value of destWorkNo[] counts',
    { destWorkNo: (x, id, values) => (values.length > 0 ? id : inRange(x, x.queryValues('destWorkNo[]')[0])) },
    ['SP-ERROR-1'],
  ),
  dialect(
    'form-bodies-read',
    'A4 A5',
    'a form in the body is read like the query, behind it',
    {
      contentType: (x, accepted) => accepted || x.request.headers['content-type'] === form,
      destWorkNo(x, id, values) {
        if (values.length > 0 || x.request.headers['content-type'] !== form) return id;
        return inRange(x, queryValues(x.request.body, 'destWorkNo')[0]);
      },
    },
    ['SP-ERROR-1'],
  ),
  dialect('method-case-ignored', 'A6', 'a method in lower-case letters is read as the one in capitals', {
    request(request) {
      request.method = request.method.toUpperCase();
    },
  }),
];
