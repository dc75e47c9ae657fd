import { ContractError } from './contract-error';
import { isObject, type Json, type JsonObject, problemLine } from './document';

/**
 * Applies an OpenAPI Overlay 1.0: each action in turn, `remove` or a recursive merge in which lists are appended to.
 * Stricter than the specification in one point: an action whose target matches nothing is a mistake.
 * @param overlay the overlay document as read; `file` is its name in messages
 * @returns a new document; the one given is left as it was
 * @throws ContractError naming the action
 */
export function applyOverlay(document: JsonObject, overlay: Json, file: string): JsonObject {
  const actions = isObject(overlay) ? overlay.actions : undefined;
  if (!isObject(overlay) || !/^1\.0\.\d+$/.test(String(overlay.overlay)) || !Array.isArray(actions)) {
    throw new ContractError([`${file}: the document: expected an OpenAPI Overlay 1.0 with a list of actions`]);
  }
  const changed = JSON.parse(JSON.stringify(document)) as JsonObject; // also parts what YAML aliases share
  const problems = actions.flatMap((action, index) => applyAction(changed, action, file, index));
  if (problems.length > 0) throw new ContractError(problems);
  return changed;
}

function applyAction(document: JsonObject, action: Json, file: string, index: number): string[] {
  const where = ['actions', index];
  if (!isObject(action) || typeof action.target !== 'string') {
    return [problemLine(file, [...where, 'target'], 'a JSONPath', isObject(action) ? action.target : action)];
  }
  const unknown = Object.keys(action).filter((key) => !['target', 'description', 'update', 'remove'].includes(key));
  if (unknown.length > 0)
    return unknown.map((key) => problemLine(file, [...where, key], 'no such member', action[key]));
  if ((action.remove === true) === (action.update !== undefined)) {
    return [problemLine(file, where, 'either an update or remove: true', action)];
  }
  // Loaded here alone: most runs apply no overlay.
  const { resolveJsonPath } = require('openapi-format') as typeof import('openapi-format');
  const nodes = resolveJsonPath(document, action.target).reverse();
  if (nodes.length === 0) {
    return [problemLine(file, [...where, 'target'], 'a JSONPath that matches something', action.target)];
  }
  const problems: string[] = [];
  for (const { parent, key, value } of nodes as { parent?: Json; key?: string | number; value: Json }[]) {
    if (key === undefined || parent === null || typeof parent !== 'object') {
      if (isObject(action.update)) Object.assign(document, merged(document, action.update));
      else problems.push(problemLine(file, where, 'an object to merge with the whole document', action));
    } else if (action.remove === true) {
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[String(key)];
    } else if (Array.isArray(value) || isObject(value)) {
      Object.assign(parent, { [key]: merged(value, action.update as Json) });
    } else {
      problems.push(problemLine(file, [...where, 'target'], 'a JSONPath of objects or lists', action.target));
    }
  }
  return problems;
}

function merged(old: Json | undefined, update: Json): Json {
  if (Array.isArray(old))
    return [...old, ...(Array.isArray(update) ? update : [update])].map((item) => structuredClone(item));
  if (!isObject(old) || !isObject(update)) return structuredClone(update);
  const result = { ...old };
  for (const [key, value] of Object.entries(update)) result[key] = merged(result[key], value);
  return result;
}
