import type { Cause } from './diagnosis';

/** Gateways of about 2018 mapped phonepickup to PUT; the pages since 2023 say POST. [note A12] */
const BEFORE_2023: Readonly<Record<string, string>> = { phonepickup: 'PUT' };
const DOCUMENTED: Readonly<Record<string, string>> = { phonepickup: 'POST', snatchpickup: 'PUT' };

/** The gateway serves the operation by another method than the documented one, which it rejects. */
export function anotherMethod(operation: 'phonepickup' | 'snatchpickup'): Cause {
  return ({ requirements }, results) => {
    const own = results.filter((one) => one.operation === operation);
    const documented = own.find(({ caseId }) => caseId === `${operation}.method.documented`);
    const accepted = requirements.find(({ cases }) => cases.some(({ id }) => id === documented?.caseId));
    // One pickup that the documented method made is enough: then the other method is served besides.
    if (documented?.verdict !== 'fail' || accepted?.cases.some(({ verdict }) => verdict === 'pass')) return undefined;
    const method = DOCUMENTED[operation];
    const instead = own.find(
      ({ caseId, verdict }) => /\.method\.(get|put|post|patch|delete)$/.test(caseId) && verdict === 'fail',
    );
    const other = instead?.caseId.split('.').at(-1)?.toUpperCase();
    if (method === undefined || other === undefined) return undefined;
    const asBefore = BEFORE_2023[operation] === other ? ', as gateways before 2023 do,' : '';
    return {
      id: `${operation}-by-another-method`,
      headline: `${operation} answers to ${other}${asBefore} and rejects ${method}.`,
      advice: `The contract says ${method}. What depends on an accepted ${operation} cannot be judged until the gateway serves it.`,
      requirements: requirements
        .filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive')
        .filter(({ id, reason = '' }) => id.startsWith(accepted?.id.slice(0, 3) ?? '-') || reason.includes(operation))
        .map(({ id }) => id),
    };
  };
}
