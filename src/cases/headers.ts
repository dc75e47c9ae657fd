import type { OperationContract } from '../contract/contract';
import { buildCases, type Draft } from './build';
import type { Case } from './case';

/** Section "Table 2", Content-Type: the documented value is accepted, any other refused or defaulted (A4). */
export function headerCases(operation: OperationContract): Case[] {
  return buildCases(operation, 'headers', [
    {
      what: 'content-type-documented',
      title: `${operation.name} accepts Content-Type: ${operation.contentType}`,
      judges: 'content-type.documented',
      stimulus: { contentType: operation.contentType },
      expect: { outcome: 'accepted' },
    },
    {
      what: 'content-type-missing',
      title: `${operation.name} refuses a request without Content-Type, or defaults it`,
      judges: 'content-type.other',
      stimulus: { contentType: null },
      expect: { outcome: 'accepted or refused', ownSession: true },
    },
    ...otherContentTypes(operation.contentType).map(
      ([what, contentType]): Draft => ({
        what: `content-type-${what}`,
        title: `${operation.name} refuses Content-Type ${contentType.length > 80 ? `of ${contentType.length} characters` : `"${contentType}"`}, or defaults it`,
        judges: 'content-type.other',
        stimulus: { contentType },
        expect: { outcome: 'accepted or refused', ownSession: true },
      }),
    ),
    {
      // Last of those that share a call, which it picks up.
      what: 'guid-name-upper-case',
      title: `${operation.name} accepts the Guid in a header named ${operation.guidHeader.toUpperCase()}`,
      judges: operation.guidListed ? 'guid.header-name' : 'method.accepted',
      stage: { name: 'ringing' },
      stimulus: { guidHeader: operation.guidHeader.toUpperCase() },
      expect: { outcome: 'accepted' },
    },
  ]);
}

function otherContentTypes(documented: string): [what: string, value: string][] {
  return [
    ['without-blank', documented.replaceAll(' ', '')],
    ['upper-case-and-quoted', documented.toUpperCase().replace(/=(.*)$/, '="$1"')],
    ['without-charset', documented.replace(/;.*$/, '')],
    ['latin-1', documented.replace(/=.*$/, '=ISO-8859-1')],
    ['utf-16', documented.replace(/=.*$/, '=UTF-16')],
    ['unknown-charset', documented.replace(/=.*$/, '=none-such')],
    ['empty', ''],
    ['text', 'text/plain; charset=UTF-8'],
    ['html', 'text/html'],
    ['xml', 'application/xml'],
    ['form', 'application/x-www-form-urlencoded'],
    ['multipart', 'multipart/form-data; boundary=x'],
    ['octets', 'application/octet-stream'],
    ['problem-json', 'application/problem+json'],
    ['json-lines', 'application/jsonl'],
    ['any', '*/*'],
    ['half', 'application/'],
    ['no-type', 'json'],
    ['list', 'application/json, text/plain'],
    ['semicolons', 'application/json;;;'],
    ['very-long', `application/json; charset=UTF-8; x=${'x'.repeat(2000)}`],
  ];
}
