import { expect, test } from '@playwright/test';
import { type DialectInfo, dialects, type FaultInfo, faults } from '../../../src/simulator';
import { judgeRow, ofDialect, ofFault } from './row';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

/** Gateways that differ in what they do with the connection, or with the port by which a request comes. */
const ON_THE_WIRE = ['dest-over-http-takes-any', 'trace-cut-off', 'answers-chunked'];

function rowOf(name: string): Parameters<typeof judgeRow>[0] {
  const named = <Info extends FaultInfo | DialectInfo>(all: readonly Info[]) => all.find((each) => each.name === name);
  const [fault, dialect] = [named(faults), named(dialects)];
  if (fault) return ofFault(fault);
  if (dialect) return ofDialect(dialect);
  throw new Error(`no fault or dialect is called ${name}`);
}

for (const name of ON_THE_WIRE)
  test(`by sockets and TLS the suite says the same of ${name} as within this process`, async () => {
    const within = await judgeRow(rowOf(name));
    expect(within.cases).toBeGreaterThan(0);
    expect(await judgeRow(rowOf(name), { sockets: true })).toEqual(within);
  });
