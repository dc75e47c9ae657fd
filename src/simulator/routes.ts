import { operations } from './operations';
import type { Operation } from './operations/operation';
import { decode } from './request';

export interface Route {
  operation: Operation;
  agentIdText: string;
  tail: string;
}

const root = '/agentgateway/resource/';
const table = new Map(
  operations.map((operation) => [key(operation.family, operation.verb, operation.tail), operation]),
);

/** Paths are matched segment by segment and letter by letter; then once more with each row of slashes as one, as clients send them. */
export function findRoute(path: string): Route | undefined {
  return match(path) ?? (path.includes('//') ? match(path.replace(/\/{2,}/g, '/')) : undefined);
}

function match(path: string): Route | undefined {
  if (!path.startsWith(root)) return undefined;
  const [family = '', agentId, verb, tail, ...rest] = path.slice(root.length).split('/');
  if (agentId === undefined || rest.length > 0) return undefined;
  const operation = table.get(key(decode(family), verb && decode(verb), tail !== undefined));
  return operation && { operation, agentIdText: decode(agentId), tail: decode(tail ?? '') };
}

function key(family: string, verb: string | undefined, tail: boolean): string {
  return `${family}/${verb ?? ''}${verb === '' ? '/' : ''}${tail ? '/*' : ''}`;
}
