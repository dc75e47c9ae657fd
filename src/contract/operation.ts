import type { NumericRange, OperationContract, OperationName, Requirement, Role } from './contract';
import {
  type Description,
  isObject,
  type Json,
  type JsonObject,
  problemLine,
  resolvedAt,
  valueAt,
  type WrittenExtensions,
} from './document';
import { operationKeys } from './operation-keys';

export const operationNames: readonly OperationName[] = ['phonepickup', 'snatchpickup'];

/** What the reader takes from an operation beside its contract. */
export interface ReadOperation {
  contract: OperationContract;
  /** `#/components/schemas/<name>` of the answer body. */
  answer: string;
}

/**
 * Reads the operations of a description.
 * @param problems is given one readable line for everything that is missing or unknown
 * @returns what could be read; complete when no problem was added
 */
export function readOperations(description: Description, problems: string[]): Map<OperationName, ReadOperation> {
  const { document, file } = description;
  const found = new Map<OperationName, ReadOperation>();
  for (const keys of operationKeys(document)) {
    const id = valueAt(document, ...keys, 'operationId');
    const name = operationNames.find((known) => known === id);
    if (name === undefined || found.has(name)) {
      const expected = `one of ${operationNames.join(', ')}, each once`;
      problems.push(problemLine(file, [...keys, 'operationId'], expected, id));
    } else {
      found.set(name, readOperation(name, keys, description, problems));
    }
  }
  for (const name of operationNames) {
    if (!found.has(name)) problems.push(problemLine(file, ['paths'], `an operation ${name}`, undefined));
  }
  return found;
}

function readOperation(
  name: OperationName,
  keys: readonly [string, string, string],
  { document, file }: Description,
  problems: string[],
): ReadOperation {
  const operation = valueAt(document, ...keys) as unknown as WrittenExtensions;
  const need = <T extends Json>(
    value: Json | undefined,
    type: string,
    path: readonly string[],
    expected: string,
  ): T => {
    if (typeof value !== type) problems.push(problemLine(file, [...keys, ...path], expected, value));
    return value as T;
  };
  const parameters = parametersOf(document, keys);
  const inPath = parameters.find((parameter) => parameter.in === 'path' && parameter.name === 'agentid');
  const inQuery = parameters.find((parameter) => parameter.in === 'query');
  const inHeader = (header: string) =>
    parameters.find(({ in: place, name: own }) => place === 'header' && String(own).toLowerCase() === header);
  const range = (schema: Json | undefined, what: string): NumericRange => ({
    minimum: need(valueAt(schema ?? null, 'minimum'), 'number', ['parameters'], `a minimum of ${what}`),
    maximum: need(valueAt(schema ?? null, 'maximum'), 'number', ['parameters'], `a maximum of ${what}`),
  });
  const guidHeader = resolvedAt(document, 'components', 'securitySchemes', 'guid', 'name');
  const answerKeys = ['responses', '200', 'content', 'application/json', 'schema', '$ref'];
  const contentType = valueAt(inHeader('content-type') ?? null, 'schema', 'default');
  return {
    answer: need(valueAt(document, ...keys, ...answerKeys), 'string', answerKeys, 'a reference to the answer schema'),
    contract: {
      name,
      method: keys[2].toUpperCase(),
      namedRefusedMethods: operation['x-methods'].namedAsRefused,
      path: keys[1],
      agentId: range(valueAt(inPath ?? null, 'schema', 'x-numeric-range'), 'agentid (x-numeric-range)'),
      ...(inQuery && { destWorkNo: { name: String(inQuery.name), ...range(inQuery.schema, String(inQuery.name)) } }),
      contentType: need(contentType, 'string', ['parameters'], 'a header parameter Content-Type with a default'),
      guidHeader: need(guidHeader, 'string', ['security'], 'a name in components.securitySchemes.guid'),
      guidListed: typeof guidHeader === 'string' && inHeader(guidHeader.toLowerCase()) !== undefined,
      requirements: operation['x-requirements'].map((written): Requirement => ({ notes: [], ...written })),
      judgedBy: operation['x-judged-by'] as Partial<Record<Role, string>>,
      prerequisites: operation['x-prerequisites'],
      retcodes: operation['x-retcodes'],
      trace: {
        ...operation['x-triggered-events'],
        events: operation['x-triggered-events'].events.map((event) => ({ min: 1, max: 1, only: [], ...event })),
      },
    },
  };
}

function parametersOf(document: Json, keys: readonly string[]): JsonObject[] {
  const written = valueAt(document, ...keys, 'parameters');
  return (Array.isArray(written) ? written : [])
    .map((_, index) => resolvedAt(document, ...keys, 'parameters', index))
    .filter(isObject);
}
