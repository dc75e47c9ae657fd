import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { Environment } from './environment';
import type { Mistake } from './mistakes';
import { keyOf, type Path } from './path';
import { substitute } from './substitute';
import { QUOTE_VARIABLES } from './syntax';

/** What a walk over all nodes of a file finds out. */
export interface Walked {
  mistakes: Mistake[];
  /** Can data be made of it? */
  readable: boolean;
  /** How texts stand in the file in which variables were replaced. */
  sources: Map<unknown, string>;
  /** Texts in which a variable could not be replaced. */
  unreadable: Set<unknown>;
  /** What each alias stands for. */
  targets: Map<unknown, unknown>;
}

interface Step {
  path: Path;
  /** The nodes that this one stands in. */
  around: readonly unknown[];
}

/** Walks a file once: replaces variables in place and finds what YAML allows, but a site file cannot mean. */
export function walk(root: unknown, env: Environment, lineOf: (node: unknown) => number): Walked {
  const walked: Walked = {
    mistakes: [],
    readable: true,
    sources: new Map(),
    unreadable: new Set(),
    targets: new Map(),
  };
  const anchors = new Map<string, unknown>();

  function visit(node: unknown, step: Step): void {
    if (isNode(node) && !isAlias(node) && node.anchor) anchors.set(node.anchor, node);
    if (isAlias(node)) visitAlias(node, step);
    else if (isMap(node)) visitMap(node, step);
    else if (isScalar(node) && typeof node.value === 'string') replaceVariables(node as Scalar<string>, step.path);
    else if (isSeq(node)) {
      const around = [...step.around, node];
      for (const [index, item] of node.items.entries()) visit(item, { path: [...step.path, index], around });
    }
  }

  function visitMap(map: YAMLMap, { path, around: outer }: Step): void {
    const around = [...outer, map];
    const seen = new Map<string, number>();
    for (const pair of map.items) {
      const line = lineOf(pair.key);
      const name = nameOf(pair);
      const first = seen.get(name);
      if (!isScalar(pair.key)) {
        const found = 'a list or a map';
        reject({ line, key: keyOf(path), expected: 'a name as key', found, advice: QUOTE_VARIABLES });
      } else if (isMerge(pair)) {
        visit(pair.value, { path, around });
        if (mapsOf(pair, walked.targets).every(isMap)) continue;
        reject({ line, key: keyOf(path), expected: 'an alias (*) of a map after <<', found: 'something else' });
      } else {
        visit(pair.value, { path: [...path, name], around });
        if (first !== undefined) {
          const key = keyOf([...path, name]);
          walked.mistakes.push({ line, key, expected: 'each key once', found: `it on line ${first} as well` });
        }
      }
      seen.set(name, line);
    }
  }

  function visitAlias(alias: Alias, { path, around }: Step): void {
    const target = anchors.get(alias.source);
    walked.targets.set(alias, target);
    if (target !== undefined && !around.includes(target)) return;
    const found = target === undefined ? 'an alias without one' : 'an alias of what it stands in';
    reject({ line: lineOf(alias), key: keyOf(path), expected: 'an alias (*) of an anchor (&) above it', found });
  }

  function replaceVariables(scalar: Scalar<string>, path: Path): void {
    const source = scalar.value;
    const { text, problems } = substitute(source, env);
    if (problems.length > 0) walked.unreadable.add(scalar);
    for (const problem of problems) walked.mistakes.push({ line: lineOf(scalar), key: keyOf(path), ...problem });
    if (text === source) return;
    walked.sources.set(scalar, source);
    scalar.value = text;
  }

  function reject(mistake: Mistake): void {
    walked.mistakes.push(mistake);
    walked.readable = false;
  }

  visit(root, { path: [], around: [] });
  return walked;
}

/** The key of a pair as text. */
export function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : '';
}

/** Is it a merge key, `<<`? */
export function isMerge(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.source === '<<';
}

/** What a merge key brings in: a map or several, each mostly by an alias. */
export function mapsOf(merge: Pair, targets: Walked['targets']): unknown[] {
  const value = isAlias(merge.value) ? targets.get(merge.value) : merge.value;
  return isSeq(value) ? value.items.map((item) => (isAlias(item) ? targets.get(item) : item)) : [value];
}
