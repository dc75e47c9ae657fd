import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020';
import { type Description, isObject, type Json, pointerKeys, problemLine } from './document';
import { isOperation, operationKeys } from './operation-keys';
import { plainWords } from './plain-words';
import { newAjv } from './validator';

/** Where the schemas of the extensions lie: `<name>.schema.json`. */
export const extensionDir = join(__dirname, '../../openapi/extensions');

const ofOperations = [
  'x-methods',
  'x-requirements',
  'x-judged-by',
  'x-prerequisites',
  'x-retcodes',
  'x-triggered-events',
];
/** Below these stands data, not description. */
const data = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

type Keys = readonly (string | number)[];
let compiled: Map<string, () => ValidateFunction> | undefined;

/** The validators, compiled once per process, each when it is first needed. */
function validators(): Map<string, () => ValidateFunction> {
  if (compiled !== undefined) return compiled;
  const ajv = newAjv();
  compiled = new Map();
  for (const file of readdirSync(extensionDir)) {
    const schema = JSON.parse(readFileSync(join(extensionDir, file), 'utf8'));
    delete schema.$schema; // known; its meta-schema is not loaded
    ajv.addSchema(schema, file);
    compiled.set(file.replace('.schema.json', ''), () => ajv.getSchema(file) as ValidateFunction);
  }
  return compiled;
}

/**
 * Checks every extension of a description against its schema, that it stands where it belongs, and that every
 * operation has all that it needs.
 * @returns one readable line per problem; empty when all is well
 */
export function extensionProblems({ document, file }: Description): string[] {
  const problems: string[] = [];
  visit(document, [], (keys, value) => {
    const name = String(keys.at(-1));
    const validate = validators().get(name)?.();
    if (validate === undefined) {
      problems.push(problemLine(file, keys, `one of ${[...validators().keys()].join(', ')}`, name));
    } else if (ofOperations.includes(name) !== isOperation(keys.slice(0, -1))) {
      problems.push(problemLine(file, keys, `no ${name} here`, value));
    } else if (!validate(value)) {
      for (const { at, expected, found } of plainWords(validate.errors ?? [])) {
        problems.push(problemLine(file, [...keys, ...pointerKeys(at)], `to be ${expected}`, found));
      }
    }
  });
  for (const keys of operationKeys(document)) {
    const operation = keys.reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), document);
    for (const name of ofOperations) {
      if (isObject(operation) && !(name in operation)) {
        problems.push(problemLine(file, [...keys, name], 'to be present', undefined));
      }
    }
  }
  return problems;
}

function visit(value: Json, keys: Keys, see: (keys: Keys, value: Json) => void): void {
  if (typeof value !== 'object' || value === null) return;
  const named = keys.at(-1) === 'properties';
  for (const [key, member] of Object.entries(value)) {
    if (!named && key.startsWith('x-')) see([...keys, key], member);
    else if (named || !data.has(key)) visit(member, [...keys, key], see);
  }
}
