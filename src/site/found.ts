import type { SiteDocument } from './document';
import { keyOf, type Path } from './path';

/** How a value is named in a mistake, without ever showing a secret. */
export function found(document: SiteDocument, path: Path, value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map of keys';
  const source = document.source(path);
  if (value === '') return source === undefined ? 'an empty text' : `${source}, which is empty`;
  if (isSecret(path)) return source === undefined ? `a ${kindOf(value)}` : 'a text with a variable in it';
  if (source !== undefined) return quoted(source);
  return typeof value === 'string' ? quoted(value) : `the ${kindOf(value)} ${value}`;
}

/** Keys whose values are never shown, however they are spelt or wherever they stand. */
function isSecret(path: Path): boolean {
  return /password|args/i.test(keyOf(path));
}

function kindOf(value: unknown): string {
  return { string: 'text', number: 'number', boolean: 'truth value' }[typeof value as string] ?? 'value';
}

/** A text in quotes, on one line, not too long; of an address neither credentials nor query. */
function quoted(text: string): string {
  const plain = text.replace(/^([a-z]+:\/\/)?.*@/is, '$1***@').replace(/\?.*/s, '?…');
  return JSON.stringify(plain.length > 60 ? `${plain.slice(0, 60)}…` : plain);
}
