import { isObject, type Json } from './document';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Where the operations of a description stand: `['paths', path, method]`. */
export function operationKeys(document: Json): [string, string, string][] {
  const paths = isObject(document) && isObject(document.paths) ? document.paths : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(isObject(item) ? item : {})
      .filter((key) => methods.includes(key))
      .map((method): [string, string, string] => ['paths', path, method]),
  );
}

/** Is this where an operation stands? */
export const isOperation = (keys: readonly (string | number)[]): boolean =>
  keys.length === 3 && keys[0] === 'paths' && methods.includes(String(keys[2]));
