import { expect, test } from '@playwright/test';
import { judgeGateway, troubles } from '../judged-gateway';
import type { OpenServer } from './core';
import { expressServer } from './express-server';
import { fastifyServer, fastifyServerThatParses } from './fastify-server';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

/** Servers whose parameters are bound as the framework's guide says. */
const ordinary: readonly [framework: string, open: OpenServer][] = [
  ['Express', expressServer(Number)],
  ['Fastify', fastifyServer()],
];

for (const [framework, inFront] of ordinary)
  test(`the suite has nothing against a gateway on ${framework}`, async () => {
    const judged = await judgeGateway({ inFront });
    expect(troubles(judged)).toEqual([]);
    expect(judged.length).toBeGreaterThan(1000);
    // It is the framework that reads the numbers.
    const reasons = new Map(judged.map(({ of, result }) => [of.id, result.notes.join('; ')]));
    for (const id of ['phonepickup.agent-id', 'snatchpickup.agent-id', 'snatchpickup.dest-work-no']) {
      expect(reasons.get(`${id}.refuses-hexadecimal`)).toMatch(/^accepted: HTTP 200 /);
      expect(reasons.get(`${id}.refuses-underscore`)).toMatch(/^refused: HTTP 400 /);
    }
  });

/** The same with a mistake: what stands behind a number is read over. */
const mistaken: readonly [framework: string, open: OpenServer][] = [
  ['Express', expressServer((value) => Number.parseInt(String(value), 10))],
  ['Fastify', fastifyServerThatParses()],
];

for (const [framework, inFront] of mistaken)
  test(`a gateway on ${framework} that reads IDs by parseInt breaks what is said of them`, async () => {
    const judged = await judgeGateway(
      { inFront },
      { choose: ({ section }) => section === 'agent-id' || section === 'dest-work-no' },
    );
    const musts = judged.flatMap(({ result }) => result.requirements.filter(({ verdict }) => verdict === 'fail'));
    expect([...new Set(musts.map(({ requirement }) => requirement))].sort()).toEqual([
      'PP-URI-3',
      'SP-DEST-3',
      'SP-URI-3',
    ]);
    const broken = judged.filter(({ result }) => result.verdict === 'fail').map(({ of }) => of.id);
    for (const spelling of ['letters', 'fraction', 'comma-list', 'long-suffix'])
      for (const id of ['phonepickup.agent-id', 'snatchpickup.agent-id', 'snatchpickup.dest-work-no'])
        expect(broken).toContain(`${id}.refuses-${spelling}`);
  });
