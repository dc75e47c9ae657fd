import type { OperationContract } from '../contract/contract';
import { beforeTakeover } from './before-takeover';
import { buildCases, type Draft } from './build';
import type { Case } from './case';
import { madeUpMethods, registeredMethods } from './registered-methods';

/** Section "Interface Method": the documented method succeeds; every other one, however it is smuggled in, does nothing. */
export function methodCases(operation: OperationContract): Case[] {
  return buildCases(operation, 'method', [
    {
      what: 'documented',
      title: `${operation.name} succeeds with ${operation.method} when every prerequisite holds`,
      judges: 'method.accepted',
      expect: { outcome: 'accepted' },
    },
    ...otherMethods(operation).map(
      (method): Draft => ({
        what: caseOf(method),
        title: `${operation.name} refuses the method ${method}`,
        judges: 'method.refused',
        stimulus: { method },
        expect: { outcome: 'refused', ownSession: true },
      }),
    ),
    ...[operation.method.toLowerCase(), capitalised(operation.method)].map(
      (method): Draft => ({
        what: caseOf(method),
        title: `${operation.name} refuses the method ${method}, or reads it as ${operation.method}`,
        judges: 'response.truth',
        stimulus: { method },
        expect: { outcome: 'accepted or refused', ownSession: true },
      }),
    ),
    ...whileNothingRings(operation),
    ...beforeTakeover(operation, 'method'),
    ...overrides(operation),
    ...unusual(operation),
  ]);
}

/** Where nothing rings there is nothing to take: who asks by another method must not be told that it was taken. */
function whileNothingRings(operation: OperationContract): Draft[] {
  const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH'];
  return methods
    .filter((method) => method !== operation.method)
    .map((method) => ({
      what: `${method.toLowerCase()}-while-nothing-rings`,
      title: `${operation.name} refuses the method ${method} while nothing rings`,
      judges: 'method.refused',
      stage: { name: 'breach', state: 'no-call' },
      stimulus: { method },
      expect: { outcome: 'refused', ownSession: true },
    }));
}

const inLowerCase = ['get', 'post', 'put', 'delete'];

function caseOf(method: string): string {
  if (!/[a-z]/.test(method)) return method.toLowerCase();
  return `${/[A-Z]/.test(method) ? 'capitalised' : 'lower-case'}-${method.toLowerCase()}`;
}

function otherMethods(operation: OperationContract): string[] {
  const all = new Set([...operation.namedRefusedMethods, ...registeredMethods, ...madeUpMethods, ...inLowerCase]);
  all.delete(operation.method);
  all.delete(operation.method.toLowerCase());
  return [...all];
}

/** The documented method named in a header or parameter that some frameworks obey; the request's own method is another. */
function overrides(operation: OperationContract): Draft[] {
  const carriers = operation.method === 'POST' ? ['GET', 'PUT', 'DELETE'] : ['GET', 'POST', 'DELETE'];
  const headers = ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'];
  const parameters = ['_method', 'method', 'X-HTTP-Method-Override'];
  return carriers.flatMap((method) => [
    ...headers.map(
      (header): Draft => ({
        what: `${method.toLowerCase()}-with-${header.toLowerCase()}-header`,
        title: `${operation.name} refuses ${method} with the header ${header}: ${operation.method}`,
        judges: 'method.refused',
        stimulus: { method, headers: [[header, operation.method]] },
        expect: { outcome: 'refused', ownSession: true },
      }),
    ),
    ...parameters.map(
      (parameter): Draft => ({
        what: `${method.toLowerCase()}-with-${parameter.toLowerCase().replace('_', 'underscore-')}-parameter`,
        title: `${operation.name} refuses ${method} with the parameter ${parameter}=${operation.method}`,
        judges: 'method.refused',
        stimulus: { method, extraQuery: `${parameter}=${operation.method}` },
        expect: { outcome: 'refused', ownSession: true },
      }),
    ),
  ]);
}

function capitalised(method: string): string {
  return method.slice(0, 1) + method.slice(1).toLowerCase();
}

/** Other methods in company that might keep a gateway from looking at them. */
function unusual(operation: OperationContract): Draft[] {
  const method = operation.method === 'POST' ? 'PUT' : 'POST';
  const variants: [what: string, shown: string, stimulus: Draft['stimulus'] & object, needs?: Draft['needs']][] = [
    ['get-without-content-type', 'GET without Content-Type', { method: 'GET', contentType: null }],
    ['get-over-http', 'GET over plain HTTP', { method: 'GET', port: 'http' }, { plainHttp: true }],
    [`${method.toLowerCase()}-over-http`, `${method} over plain HTTP`, { method, port: 'http' }, { plainHttp: true }],
    [
      `${method.toLowerCase()}-with-method-in-form`,
      `${method} with _method=${operation.method} in a form`,
      { method, contentType: 'application/x-www-form-urlencoded', body: `_method=${operation.method}` },
    ],
    [
      `${method.toLowerCase()}-with-method-in-body`,
      `${method} with _method=${operation.method} in its body`,
      { method, body: `_method=${operation.method}` },
    ],
  ];
  return variants.map(([what, shown, stimulus, needs]) => ({
    what,
    title: `${operation.name} refuses ${shown}`,
    judges: 'method.refused',
    stimulus,
    // A gateway may serve nothing at all over plain HTTP.
    expect: { outcome: 'refused', ownSession: true, ...(needs ? { anyRetcode: true as const } : {}) },
    ...(needs ? { needs } : {}),
  }));
}
