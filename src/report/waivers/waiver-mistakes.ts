import type { ErrorObject } from 'ajv';
import type { SiteDocument } from '../../site/document';
import { found } from '../../site/found';
import { alternatives, type Mistake } from '../../site/mistakes';
import { nearest } from '../../site/nearest';
import { keyOf, type Path } from '../../site/path';
import { patternOf, type Waiver } from './waiver';

interface SchemaPart {
  type?: string;
  minLength?: number;
  examples?: readonly string[];
}

/** What is not as the schema says, a mistake for each place. */
export function schemaMistakes(document: SiteDocument, errors: readonly ErrorObject[]): Mistake[] {
  return errors.map((error) => {
    const path = pathOf(error);
    if (error.keyword === 'additionalProperties')
      return unknownKey(document, path, error.params.additionalProperty, Object.keys(error.parentSchema?.properties));
    if (error.keyword === 'required') {
      const missing: string = error.params.missingProperty;
      const part = error.parentSchema?.properties[missing];
      return { ...place(document, [...path, missing]), expected: wanted(part), found: 'nothing' };
    }
    const advice = typeof error.data === 'number' ? { advice: 'write it in quotes' } : {};
    const seen = found(document, path, error.data);
    return {
      ...place(document, path),
      expected: wanted((error.parentSchema ?? {}) as SchemaPart),
      found: seen,
      ...advice,
    };
  });
}

/** What the schema cannot say. */
export function meaningMistakes(document: SiteDocument, waivers: readonly Waiver[]): Mistake[] {
  return waivers.flatMap((waiver, index) => {
    const path = ['waivers', index];
    const mistakes: Mistake[] = [];
    if (waiver.requirement === undefined && waiver.case === undefined)
      mistakes.push({ ...place(document, path), expected: 'a requirement or a case', found: 'neither' });
    const told = (key: 'expires' | 'symptom', expected: string) =>
      mistakes.push({
        ...place(document, [...path, key]),
        expected,
        found: found(document, [...path, key], waiver[key]),
      });
    if (!isDay(waiver.expires)) told('expires', 'a day, e.g. "2026-12-31"');
    const problem = symptomProblem(waiver.symptom);
    if (problem) told('symptom', problem);
    return mistakes;
  });
}

/** Nothing is waived by a symptom that everything shows. */
function symptomProblem(symptom: string): string | undefined {
  try {
    const pattern = patternOf(symptom);
    if (pattern?.test('')) return 'a regular expression that does not match an empty text';
    return symptom.trim().length < 3 ? 'a text of at least 3 characters' : undefined;
  } catch {
    return 'a regular expression between the slashes';
  }
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function unknownKey(document: SiteDocument, parent: Path, name: string, known: readonly string[]): Mistake {
  const near = nearest(name, known);
  return {
    ...place(document, [...parent, name]),
    expected: near ? 'a known key' : `a known key (${alternatives(known)})`,
    found: 'an unknown one',
    ...(near && { advice: `did you mean ${near}?` }),
  };
}

function wanted(part: SchemaPart): string {
  if (part.type === 'array') return 'a list';
  if (part.type === 'object') return 'a map of keys';
  const length = (part.minLength ?? 0) > 1 ? ` of at least ${part.minLength} characters` : '';
  return `a text${length}${part.examples ? `, e.g. ${JSON.stringify(part.examples[0])}` : ''}`;
}

function place(document: SiteDocument, path: Path): Pick<Mistake, 'line' | 'key'> & { line: number } {
  const key = keyOf(path);
  return { line: document.place(path).line, ...(key && { key }) } as { line: number; key?: string };
}

function pathOf({ instancePath }: ErrorObject): Path {
  const parts = instancePath.split('/').slice(1);
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}
