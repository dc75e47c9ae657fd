/** A simulated gateway behind a network that loses requests, judged in this process. */
import type { Judged } from '../../../fixtures/run-cases';
import type { Case } from '../../../src/cases/case';
import type { SimulatedGateway } from '../../../src/simulator';
import { judgeGateway } from '../judged-gateway';
import { type FailingProxy, type Mishap, openFailingProxy } from './failing-proxy';

export const sections = (pattern: RegExp) => (of: Case) => pattern.test(`${of.operation} ${of.section}`);

type Decide = (request: string, proxy: FailingProxy, gateway: SimulatedGateway) => Mishap | undefined;

/** Judges a gateway behind a network that loses what `decide` says. */
export async function judgedBehind(
  decide: Decide,
  choose: (of: Case) => boolean,
  faults: readonly string[] = [],
): Promise<{ judged: Judged[]; proxy: FailingProxy }> {
  let proxy: FailingProxy | undefined;
  const through = async (gateway: SimulatedGateway) => {
    const opened = await openFailingProxy(gateway.httpUrl ?? '');
    opened.decide = (request) => decide(request, opened, gateway);
    proxy = opened;
    return opened.url;
  };
  try {
    const judged = await judgeGateway({ faults, through }, { choose });
    if (!proxy) throw new Error('no proxy');
    return { judged, proxy };
  } finally {
    await proxy?.[Symbol.asyncDispose]();
  }
}

export const having = (judged: readonly Judged[], verdict: string) =>
  judged.filter(({ result }) => result.verdict === verdict).map(({ of }) => of.id);
