import type { ErrorObject } from 'ajv';

/** One way in which a value does not fit its schema. */
export interface Misfit {
  /** JSON pointer into the value, `` for the whole; for a missing member the pointer it would have. */
  at: string;
  /** What it has to be, to be read after "must be" or "expected": `string`, `one of "a", "b"`, `present`. */
  expected: string;
  found: unknown;
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const list = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');

/**
 * ajv's errors (of a validator with `verbose` and `allErrors`) in plain words.
 * The branches of an `anyOf` become one misfit.
 */
export function plainWords(errors: readonly ErrorObject[]): Misfit[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ schemaPath }) => `${schemaPath}/`);
  return errors
    .filter(({ schemaPath }) => !alternatives.some((branch) => schemaPath.startsWith(branch)))
    .filter(({ keyword }) => keyword !== 'propertyNames')
    .map(inPlainWords);
}

function inPlainWords(error: ErrorObject): Misfit {
  const at = error.instancePath;
  const found: unknown = error.data;
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return { at: `${at}/${escaped(params.missingProperty)}`, expected: 'present', found: undefined };
    case 'additionalProperties': {
      const name: string = params.additionalProperty;
      return { at: `${at}/${escaped(name)}`, expected: 'absent', found: (found as Record<string, unknown>)[name] };
    }
    case 'anyOf':
      return { at, expected: (error.schema as Record<string, unknown>[]).map(branchInWords).join(' or '), found };
    case 'type':
      return { at, expected: typeInWords(params.type), found };
    case 'enum':
      return { at, expected: `one of ${list(params.allowedValues)}`, found };
    case 'pattern':
      return error.propertyName === undefined
        ? { at, expected: `text like ${params.pattern}`, found }
        : {
            at: `${at}/${escaped(error.propertyName)}`,
            expected: `a name like ${params.pattern}`,
            found: error.propertyName,
          };
    case 'minItems':
    case 'minProperties':
      return { at, expected: `at least ${params.limit} long`, found };
    case 'minLength':
      return { at, expected: params.limit === 1 ? 'not empty' : `at least ${params.limit} characters long`, found };
    case 'uniqueItems':
      return { at, expected: `without repetition (entry ${Math.max(params.i, params.j)} stands there twice)`, found };
    case 'minimum':
    case 'maximum':
      return { at, expected: `${params.comparison} ${params.limit}`, found };
    default:
      return { at, expected: (error.message ?? error.keyword).replace(/^must be /, ''), found };
  }
}

const typeInWords = (type: string | readonly string[]) => (typeof type === 'string' ? type : type.join(' or '));

function branchInWords(schema: Record<string, unknown>): string {
  const words: string[] = [];
  if (schema.type !== undefined) words.push(typeInWords(schema.type as string | string[]));
  if (schema.enum !== undefined) words.push(`one of ${list(schema.enum as unknown[])}`);
  if (schema.minimum !== undefined) words.push(`from ${schema.minimum}`);
  if (schema.pattern !== undefined) words.push(`like ${schema.pattern}`);
  if (schema.minLength !== undefined) words.push('not empty');
  return words.length > 0 ? words.join(' ') : JSON.stringify(schema);
}
