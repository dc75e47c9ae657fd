/** Who may import whom. `npm run check:imports` */
const room = (name) => `^src/${name}/`;
const only = (from, ...to) => ({
  name: `${from}-imports-its-own`,
  comment: `${from} may import ${to.join(', ') || 'no other room'}`,
  severity: 'error',
  from: { path: room(from) },
  to: { path: '^(src|fixtures|tests|bench|bin)/', pathNot: [from, ...to].map(room) },
});
/** The same, but these rooms for their types alone. */
const typesOnly = (from, ...to) => ({
  name: `${from}-imports-types-only`,
  comment: `${from} may import nothing but types from ${to.join(', ')}`,
  severity: 'error',
  from: { path: room(from) },
  to: { path: to.map(room), dependencyTypesNot: ['type-only'] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans-in-src',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '(\\.json|\\.generated\\.js)$' },
      to: {},
    },
    only('evidence', 'checks'),
    typesOnly('evidence', 'checks'),
    only('contract'),
    only('cases', 'contract'),
    only('exploration', 'contract', 'evidence'),
    only('checks', 'contract', 'cases', 'evidence', 'exploration'),
    typesOnly('checks', 'cases'),
    only('site'),
    only('gateway', 'site', 'evidence'),
    typesOnly('gateway', 'site'),
    only('calls', 'site'),
    typesOnly('calls', 'site'),
    only('staging', 'gateway', 'calls', 'cases', 'contract', 'evidence', 'exploration', 'site'),
    typesOnly('staging', 'site'),
    only('report', 'checks', 'contract', 'cases', 'evidence', 'site'),
    only('simulator'),
    {
      name: 'only-the-wiring-starts-the-simulator',
      comment: 'judge and judged share nothing: no room but the fixtures knows the simulated gateway',
      severity: 'error',
      from: { path: '^src/', pathNot: room('simulator') },
      to: { path: room('simulator') },
    },
    {
      name: 'spec-files-stand-on-fixtures',
      severity: 'error',
      from: { path: '^tests/(phonepickup|snatchpickup)/' },
      to: { path: '^(src|tests|bench|bin)/' },
    },
    {
      name: 'base-test-in-one-module',
      comment: '_baseTest is undocumented: one module uses it',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '@playwright/test', pathNot: 'types', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
