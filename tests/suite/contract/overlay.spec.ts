import { expect, test } from '@playwright/test';
import type { Json, JsonObject } from '../../../src/contract/document';
import { applyOverlay } from '../../../src/contract/overlay';

const document = {
  a: { b: { c: 1, d: [1, 2, 3] } },
  list: [
    { id: 'x', n: 1 },
    { id: 'y', n: 2 },
  ],
};
const apply = (...actions: Json[]): JsonObject => applyOverlay(document, { overlay: '1.0.0', actions }, 'o.yaml');

test('an update merges recursively and appends to lists', () => {
  expect(apply({ target: '$.a', update: { b: { c: 2, d: [4], e: { f: 1 } } } }).a).toEqual({
    b: { c: 2, d: [1, 2, 3, 4], e: { f: 1 } },
  });
});

test('an update of a list appends to it', () => {
  expect(apply({ target: '$.a.b.d', update: 4 }).a).toEqual({ b: { c: 1, d: [1, 2, 3, 4] } });
});

test('an update of the root merges into the whole', () => {
  expect(apply({ target: '$', update: { z: 1 } })).toEqual({ ...document, z: 1 });
});

test('a filter finds entries by their members', () => {
  expect(apply({ target: "$.list[?@.id == 'y']", update: { n: 3 } }).list).toEqual([
    { id: 'x', n: 1 },
    { id: 'y', n: 3 },
  ]);
});

test('remove takes members and all matching entries away', () => {
  expect(apply({ target: '$.a.b.c', remove: true }).a).toEqual({ b: { d: [1, 2, 3] } });
  expect(apply({ target: '$.a.b.d[*]', remove: true }).a).toEqual({ b: { c: 1, d: [] } });
});

test('actions apply one after another, and what they were given stays as it was', () => {
  const before = JSON.stringify(document);
  const changed = apply({ target: '$.a', remove: true }, { target: '$', update: { a: 1 } });
  expect(changed.a).toBe(1);
  expect(JSON.stringify(document)).toBe(before);
});

test('parts that the original shares are changed in one place only', () => {
  const shared = { n: 1 };
  const changed = applyOverlay(
    { a: shared, b: shared },
    { overlay: '1.0.0', actions: [{ target: '$.a.n', remove: true }] },
    'o.yaml',
  );
  expect(changed).toEqual({ a: {}, b: { n: 1 } });
});

const mistakes: [string, Json, string][] = [
  ['a target that is none', { target: 1, update: {} }, 'o.yaml: actions[0].target: expected a JSONPath, found 1'],
  [
    'a target that matches nothing',
    { target: '$.q', update: {} },
    'o.yaml: actions[0].target: expected a JSONPath that matches something, found "$.q"',
  ],
  [
    'an update of a number',
    { target: '$.a.b.c', update: 2 },
    'o.yaml: actions[0].target: expected a JSONPath of objects or lists, found "$.a.b.c"',
  ],
  [
    'neither update nor remove',
    { target: '$.a' },
    'o.yaml: actions[0]: expected either an update or remove: true, found {"target":"$.a"}',
  ],
  [
    'both',
    { target: '$.a', update: {}, remove: true },
    'o.yaml: actions[0]: expected either an update or remove: true, found {"target":"$.a","update":{},"remove":true}',
  ],
  [
    'a misspelt member',
    { target: '$.a', updates: {} },
    'o.yaml: actions[0].updates: expected no such member, found {}',
  ],
  [
    'the removal of everything',
    { target: '$', remove: true },
    'o.yaml: actions[0]: expected an object to merge with the whole document, found {"target":"$","remove":true}',
  ],
];
for (const [title, action, line] of mistakes) {
  test(`${title}: refused with its line`, () => {
    expect(() => apply(action)).toThrow(line);
  });
}

test('something else than an overlay is refused', () => {
  for (const other of [null, [], { overlay: '2.0.0', actions: [] }, { overlay: '1.0.0' }]) {
    expect(() => applyOverlay(document, other as Json, 'o.yaml')).toThrow('expected an OpenAPI Overlay 1.0');
  }
});
