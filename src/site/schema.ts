import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import type { SiteDocument } from './document';
import { found } from './found';
import { alternatives, type Mistake } from './mistakes';
import { nearest } from './nearest';
import { keyOf, type Path } from './path';
import schema from './site.schema.json';

/** A mistake with the place it is about, by which one is told of only once. */
export interface PlacedMistake extends Mistake {
  path: Path;
}

const ajv = new Ajv2020({ allErrors: true, verbose: true, discriminator: true, useDefaults: true, strictTypes: false });
const validate = ajv.compile(schema);

/**
 * What in the data is not as the schema says. Fills defaults in; turns nothing into another type.
 * Patterns stand apart: they are there for editors, and the checks of meaning have better words for what breaks them.
 */
export function schemaMistakes(
  document: SiteDocument,
  data: unknown,
): Record<'mistakes' | 'patterns', PlacedMistake[]> {
  validate(data);
  const errors = validate.errors ?? [];
  const told = (some: readonly ErrorObject[]) =>
    some.flatMap((error) => (MISTAKES[error.keyword] ?? mistakeInValue)(document, error) ?? []);
  return {
    mistakes: told(errors.filter(({ keyword }) => keyword !== 'pattern')),
    patterns: told(errors.filter(({ keyword }) => keyword === 'pattern')),
  };
}

type Judge = (document: SiteDocument, error: ErrorObject) => PlacedMistake | undefined;

const MISTAKES: Readonly<Record<string, Judge>> = {
  additionalProperties: unknownKey,
  required: (document, error) => missing(document, [...pathOf(error), error.params.missingProperty], error),
  discriminator: wrongDriver,
};

function unknownKey(document: SiteDocument, error: ErrorObject): PlacedMistake {
  const name: string = error.params.additionalProperty;
  const path = [...pathOf(error), name];
  const known = Object.keys(error.parentSchema?.properties ?? {});
  const near = nearest(name, known);
  return {
    path,
    line: document.place(path).line,
    key: keyOf(path),
    expected: near ? 'a known key' : `a known key (${alternatives(known)})`,
    found: 'an unknown one',
    ...(near && { advice: `did you mean ${near}?` }),
  };
}

function missing(document: SiteDocument, path: Path, error: ErrorObject): PlacedMistake | undefined {
  const properties = error.parentSchema?.properties ?? (path.length === 1 ? schema.properties : undefined);
  if (!properties) return undefined; // of `calls`: which keys it needs depends on the driver, see wrongDriver
  const expected = expectedBy(properties[path.at(-1) ?? ''] ?? {});
  return { path, line: document.place(path).line, key: keyOf(path), expected, found: 'nothing' };
}

function wrongDriver(document: SiteDocument, error: ErrorObject): PlacedMistake {
  const path = [...pathOf(error), 'driver'];
  const drivers = schema.properties.calls.oneOf.map((branch) => branch.properties.driver.const);
  const value: unknown = error.params.tagValue;
  const near = typeof value === 'string' ? nearest(value, drivers) : undefined;
  return {
    path,
    line: document.place(path).line,
    key: keyOf(path),
    expected: alternatives(drivers),
    found: found(document, path, value),
    ...(near && { advice: `did you mean ${near}?` }),
  };
}

/** `undefined` for the keywords that only say that one below them failed. */
function mistakeInValue(document: SiteDocument, error: ErrorObject): PlacedMistake | undefined {
  if (['if', 'oneOf'].includes(error.keyword)) return undefined;
  const path = pathOf(error);
  return {
    path,
    line: document.place(path).line,
    key: keyOf(path),
    expected: expectedBy(error.parentSchema ?? {}),
    found: found(document, path, error.data),
    ...adviceFor(document, path, error),
  };
}

/** What a part of the schema asks for, in words. */
function expectedBy(part: Record<string, unknown>): string {
  if (Array.isArray(part.enum)) return alternatives(part.enum.map(String));
  if (part.type === 'string') return Array.isArray(part.examples) ? `a text, e.g. "${part.examples[0]}"` : 'a text';
  if (part.type === 'boolean') return 'true or false';
  if (part.type === 'array') return part.minItems ? 'a list with at least one entry' : 'a list';
  if (part.type === 'object') return 'a map of keys';
  const kind = part.type === 'integer' ? 'a whole number' : 'a number';
  if (part.exclusiveMinimum !== undefined) return `${kind} above ${part.exclusiveMinimum}`;
  return part.maximum === undefined
    ? `${kind} of at least ${part.minimum}`
    : `${kind} from ${part.minimum} to ${part.maximum}`;
}

function adviceFor(document: SiteDocument, path: Path, error: ErrorObject): { advice?: string } {
  if (error.keyword !== 'type' && error.keyword !== 'enum') return {};
  const wanted: unknown = error.parentSchema?.type;
  if (wanted === 'string' && ['number', 'boolean'].includes(typeof error.data)) return { advice: 'write it in quotes' };
  if (typeof error.data !== 'string' || !['integer', 'number', 'boolean'].includes(String(wanted))) return {};
  if (document.source(path) !== undefined) return { advice: 'a variable is always text: write the value itself' };
  return /^(\d+|true|false)$/.test(error.data) ? { advice: 'write it without quotes' } : {};
}

function pathOf(error: ErrorObject): Path {
  const parts = error.instancePath.split('/').slice(1);
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}
