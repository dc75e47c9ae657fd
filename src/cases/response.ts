import type { OperationContract } from '../contract/contract';
import { buildCases, type Draft } from './build';
import type { Case } from './case';

/** Sections "URI", "Request Description" and "Table 3": where the operation is served, without a body, and its answer's form. */
export function responseCases(operation: OperationContract): Case[] {
  return buildCases(operation, 'response', [
    served(operation, 'served-at-documented-uri', 'is served at the documented URI', 'uri.served'),
    served(
      operation,
      'served-over-https',
      "is served over HTTPS, with a certificate that the site's trust anchors verify",
      'transport',
    ),
    served(operation, 'success-without-body', 'needs no body', 'body.none'),
    served(operation, 'success-answer', 'answers success with the documented JSON object', 'response.envelope'),
    served(operation, 'success-is-true', 'answers retcode "0" when the pickup happened', 'response.truth'),
    {
      what: 'served-over-http',
      title: `${operation.name} over the site's plain HTTP port`,
      judges: 'transport',
      stimulus: { port: 'http' },
      expect: operation.guidListed
        ? { outcome: 'accepted or refused', ownSession: true, anyRetcode: true }
        : { outcome: 'accepted' },
      needs: { plainHttp: true },
    },
    {
      what: 'unexpected-body',
      title: `${operation.name} ignores or refuses an unexpected body that names another agent`,
      judges: 'response.truth',
      stimulus: { body: '{"agentid":"59999","destWorkNo":59999}' },
      expect: { outcome: 'accepted or refused', ownSession: true },
    },
    ...bodies.map(
      ([what, body]): Draft => ({
        what: `failure-with-body-${what}`,
        title: `${operation.name} answers a failure in the documented form, sent an unexpected body (${what.replaceAll('-', ' ')})`,
        judges: 'response.envelope',
        stimulus: { guid: 'made-up', agentId: { text: '0' }, body },
        expect: { outcome: 'refused', wrongGuid: true },
      }),
    ),
    ...oddPaths(operation),
    ...oddHeaders.map(
      ([what, name, value]): Draft => ({
        what: `failure-with-${what}`,
        title: `${operation.name} answers a failure in the documented form, asked with ${name}${value.length < 40 ? `: ${value}` : ` of ${value.length} characters`}`,
        judges: 'response.envelope',
        stimulus: { guid: 'made-up', agentId: { text: '0' }, headers: [[name, value]] },
        expect: { outcome: 'refused', wrongGuid: true },
      }),
    ),
  ]);
}

function served(operation: OperationContract, what: string, title: string, judges: Draft['judges']): Draft {
  return { what, title: `${operation.name} ${title}`, judges, expect: { outcome: 'accepted' } };
}

const bodies: readonly [what: string, body: string][] = [
  ['empty-object', '{}'],
  ['half-json', '{"a":'],
  ['large', JSON.stringify({ filler: 'x'.repeat(60_000) })],
];

/** URIs near the documented one; whatever they get, answer and effect agree, and nothing breaks. */
function oddPaths(operation: OperationContract): Draft[] {
  const upper = operation.name.toUpperCase();
  const variants: [what: string, shown: string, stimulus: Draft['stimulus'] & object][] = [
    ['trailing-slash', 'a slash behind', { pathSuffix: '/' }],
    ['extra-segment', 'a segment behind', { pathSuffix: '/now' }],
    ['extension', '.json behind', { pathSuffix: '.json' }],
    ['dotted', 'a dot behind', { pathSuffix: '.' }],
    ['encoded-slash-behind', '%2F behind', { pathSuffix: '%2F' }],
    ['nul-behind', '%00 behind', { pathSuffix: '%00' }],
    ['blank-behind', '%20 behind', { pathSuffix: '%20' }],
    ['other-suffix', `${upper} behind`, { pathSuffix: `/${upper}` }],
    ['doubled-slash', 'a doubled slash before', { pathPrefix: '/' }],
    ['parent-segment', '/x/.. before', { pathPrefix: '/x/..' }],
    ['encoded-parent', '/%2e%2e before', { pathPrefix: '/%2e%2e' }],
    ['unknown-root', '/v2 before', { pathPrefix: '/v2' }],
  ];
  return variants.map(([what, shown, stimulus]) => ({
    what: `uri-${what}`,
    title: `${operation.name} survives its URI with ${shown}`,
    judges: 'robust',
    stimulus,
    expect: { outcome: 'accepted or refused', ownSession: true, anyRetcode: true },
  }));
}

const oddHeaders: readonly [what: string, name: string, value: string][] = [
  ['accept-html', 'Accept', 'text/html'],
  ['accept-xml', 'Accept', 'application/xml'],
  ['accept-nothing', 'Accept', '*/*;q=0'],
  ['accept-charset', 'Accept-Charset', 'ISO-8859-1'],
  ['accept-language', 'Accept-Language', 'zh-CN'],
  ['origin', 'Origin', 'https://elsewhere.example'],
  ['range', 'Range', 'bytes=0-1'],
  ['if-none-match', 'If-None-Match', '*'],
  ['if-modified-since', 'If-Modified-Since', 'Sat, 01 Jan 2050 00:00:00 GMT'],
  ['forwarded', 'X-Forwarded-For', '127.0.0.1'],
  ['original-url', 'X-Original-URL', '/agentgateway/resource'],
  ['long-header', 'X-Long', 'x'.repeat(6000)],
  ['cookie', 'Cookie', 'a=b; =; ;'],
  ['authorization', 'Authorization', 'Basic Og=='],
];
