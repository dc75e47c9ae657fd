import type { OperationContract } from '../contract/contract';
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
        what: /[a-z]/.test(method)
          ? `${/[A-Z]/.test(method) ? 'capitalised' : 'lower-case'}-${operation.method.toLowerCase()}`
          : method.toLowerCase(),
        title: `${operation.name} refuses the method ${method}`,
        judges: 'method.refused',
        stimulus: { method },
        expect: { outcome: 'refused', ownSession: true },
        mayBeCutOff: ['TRACE', 'CONNECT'].includes(method),
      }),
    ),
    ...overrides(operation),
  ]);
}

function otherMethods(operation: OperationContract): string[] {
  const spelled = [operation.method.toLowerCase(), capitalised(operation.method)];
  const all = new Set([...operation.namedRefusedMethods, ...registeredMethods, ...madeUpMethods, ...spelled]);
  all.delete(operation.method);
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
