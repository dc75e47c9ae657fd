import type { OperationContract } from '../contract/contract';
import { buildCases, type Draft } from './build';
import type { Case } from './case';
import { oddRequests } from './odd-requests';

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
    {
      what: 'failure-answer',
      title: `${operation.name} answers a rejected request with result (object), too`,
      judges: 'response.failure-result',
      // An answer of the operation's own: what the URI or the Guid alone is wrong in, a framework may refuse, or a gateway ignore.
      stimulus: { guid: 'made-up', ...(operation.destWorkNo ? { destWorkNo: { text: '0' } } : {}) },
      expect: { outcome: 'refused', wrongGuid: true },
    },
    ...oddPaths(operation),
    ...oddRequests(operation).map(
      ([what, shown, stimulus]): Draft => ({
        what: `failure-with-${what}`,
        title: `${operation.name} answers a failure in the documented form, ${shown}`,
        judges: 'response.envelope',
        // Wrong in two ways besides, so that it must be refused whatever becomes of what is odd about it.
        stimulus: { guid: 'made-up', agentId: { text: '0' }, ...stimulus },
        expect: { outcome: 'refused', wrongGuid: true },
      }),
    ),
  ]);
}

function served(operation: OperationContract, what: string, title: string, judges: Draft['judges']): Draft {
  return { what, title: `${operation.name} ${title}`, judges, expect: { outcome: 'accepted' } };
}

/** URIs near the documented one; whatever they get, also a redirect, answer and effect agree, and nothing breaks. */
function oddPaths(operation: OperationContract): Draft[] {
  const { name, path } = operation;
  const upper = name.toUpperCase();
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
    ['dot-segment', '/. before', { pathPrefix: '/.' }],
    ['matrix-parameter', ';v=1 behind', { pathSuffix: ';v=1' }],
    ['doubled-slash-before-id', 'a doubled slash before the agent ID', { path: path.replace('/{', '//{') }],
    ['doubled-slash-behind-id', 'a doubled slash behind the agent ID', { path: path.replace('}/', '}//') }],
    ['dot-segment-before-id', '/. before the agent ID', { path: path.replace('/{', '/./{') }],
    ['parent-segment-before-id', '/x/.. before the agent ID', { path: path.replace('/{', '/x/../{') }],
    ['encoded-slash-behind-id', '%2F behind the agent ID', { path: path.replace('}/', '}%2F') }],
    ['capitalised', 'a capital at its beginning', { path: path.replace(/^\/./, (start) => start.toUpperCase()) }],
    ['name-in-upper-case', `${upper} as its name`, { path: path.replace(name, upper) }],
  ];
  return variants.map(([what, shown, stimulus]) => ({
    what: `uri-${what}`,
    title: `${name} survives its URI with ${shown}`,
    judges: 'robust',
    stimulus,
    expect: { outcome: 'accepted or refused', ownSession: true, anyRetcode: true },
  }));
}
