import type { NumericRange } from './contract';
import { traceProblems } from './cross-checks-trace';
import {
  type Description,
  isObject,
  type Json,
  problemLine,
  resolvedAt,
  valueAt,
  type WrittenExtensions,
} from './document';
import { operationKeys } from './operation-keys';

type Keys = readonly (string | number)[];
type Report = (keys: Keys, expected: string, found: unknown) => void;

/**
 * Checks what no schema of one extension can say: that the parts of a description agree with each other.
 * Expects that the extensions fit their schemas.
 * @returns one readable line per problem; empty when all is well
 */
export function crossCheckProblems({ document, file }: Description): string[] {
  const problems: string[] = [];
  const report: Report = (keys, expected, found) => problems.push(problemLine(file, keys, expected, found));
  const seen = new Set<string>();
  for (const keys of operationKeys(document)) {
    const operation = valueAt(document, ...keys) as unknown as WrittenExtensions;
    const schemas = valueAt(document, 'components', 'schemas');
    checkRequirements(operation, keys, seen, report);
    checkRetcodes(operation, keys, report);
    checkMethods(operation, keys, report);
    checkParameters(document, keys, report);
    traceProblems(operation['x-triggered-events'], isObject(schemas) ? schemas : {}, (path, expected, found) =>
      report([...keys, 'x-triggered-events', ...path], expected, found),
    );
  }
  checkCallNames(document, report);
  return problems;
}

function checkRequirements(operation: WrittenExtensions, keys: Keys, seen: Set<string>, report: Report): void {
  const own = new Set(operation['x-requirements'].map(({ id }) => id));
  const bound = new Set<string>();
  operation['x-requirements'].forEach(({ id }, index) => {
    if (seen.has(id)) report([...keys, 'x-requirements', index, 'id'], 'an id that is used once', id);
    seen.add(id);
  });
  const mention = (id: string | undefined, ...path: Keys) => {
    if (id === undefined) return;
    bound.add(id);
    if (!own.has(id)) report([...keys, ...path], 'the id of a requirement of this operation', id);
  };
  for (const [role, id] of Object.entries(operation['x-judged-by'])) mention(id, 'x-judged-by', role);
  const names = new Set<string>();
  operation['x-prerequisites'].forEach(({ id, requirement, brokenBy }, index) => {
    const path = ['x-prerequisites', index];
    mention(requirement, ...path, 'requirement');
    if (names.has(id)) report([...keys, ...path, 'id'], 'an id that is used once', id);
    names.add(id);
    brokenBy.forEach(({ state }, at) => {
      const other = brokenBy.findIndex((breach) => breach.state === state);
      if (other < at) report([...keys, ...path, 'brokenBy', at, 'state'], 'a state that is named once', state);
    });
  });
  const { events, order } = operation['x-triggered-events'];
  events.forEach((event, index) => {
    const path = ['x-triggered-events', 'events', index];
    mention(event.requirement, ...path, 'requirement');
    mention(event.tooEarly, ...path, 'tooEarly');
    mention(event.once, ...path, 'once');
  });
  order.forEach(({ requirement }, index) => {
    mention(requirement, 'x-triggered-events', 'order', index, 'requirement');
  });
  operation['x-requirements'].forEach(({ id, level }, index) => {
    if (level === 'observe' || bound.has(id)) return;
    const places = 'x-judged-by, x-prerequisites or x-triggered-events';
    report([...keys, 'x-requirements', index], `a mention of ${id} in ${places}`, undefined);
  });
}

function checkRetcodes(operation: WrittenExtensions, keys: Keys, report: Report): void {
  const codes = operation['x-retcodes'];
  const known = (code: string, ...path: Keys) => {
    if (!Object.hasOwn(codes.meanings, code)) report([...keys, ...path], 'a code with a meaning in x-retcodes', code);
  };
  known(codes.success, 'x-retcodes', 'success');
  known(codes.notSignedIn, 'x-retcodes', 'notSignedIn');
  for (const member of ['listed', 'wrongGuid', 'invalidParameter'] as const) {
    codes[member]?.forEach((code, index) => {
      known(code, 'x-retcodes', member, index);
      if (code === codes.success) report([...keys, 'x-retcodes', member, index], 'a code of a failure', code);
    });
  }
  operation['x-prerequisites'].forEach(({ refusedWith = [] }, index) => {
    refusedWith.forEach((code, at) => {
      known(code, 'x-prerequisites', index, 'refusedWith', at);
    });
  });
}

function checkMethods(operation: WrittenExtensions, keys: Keys, report: Report): void {
  const own = String(keys.at(-1)).toUpperCase();
  const index = operation['x-methods'].namedAsRefused.indexOf(own);
  if (index >= 0)
    report([...keys, 'x-methods', 'namedAsRefused', index], "a method other than the operation's own", own);
}

function checkParameters(document: Json, keys: Keys, report: Report): void {
  const parameters = valueAt(document, ...keys, 'parameters');
  (Array.isArray(parameters) ? parameters : []).forEach((_, index) => {
    const schema = resolvedAt(document, ...keys, 'parameters', index);
    const path = [...keys, 'parameters', index, 'schema'];
    const described = isObject(schema) ? schema.schema : undefined;
    if (!isObject(described)) return;
    const range = (described['x-numeric-range'] ?? described) as unknown as Partial<NumericRange>;
    const { minimum, maximum } = range;
    if (minimum === undefined || maximum === undefined) return;
    if (minimum > maximum) report(path, 'a minimum that is at most the maximum', range);
    if (described['x-numeric-range'] === undefined || typeof described.pattern !== 'string') return;
    for (const bound of [minimum, maximum]) {
      if (new RegExp(described.pattern, 'u').test(String(bound))) continue;
      report([...path, 'x-numeric-range'], `bounds that fit the pattern ${described.pattern}`, bound);
    }
  });
}

function checkCallNames(document: Json, report: Report): void {
  const schemas = valueAt(document, 'components', 'schemas');
  for (const [name, schema] of Object.entries(isObject(schemas) ? schemas : {})) {
    const names = isObject(schema) ? schema['x-names-the-call'] : undefined;
    for (const [meaning, member] of Object.entries(isObject(names) ? names : {})) {
      if (meaning === 'text' || valueAt(schema, 'properties', String(member)) !== undefined) continue;
      report(
        ['components', 'schemas', name, 'x-names-the-call', meaning],
        'the name of a property of this schema',
        member,
      );
    }
  }
}
