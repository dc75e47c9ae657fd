/**
 * Judges a conforming and a broken simulated gateway through a network that loses requests, until so many were sent: no
 * verdict may be wrong. `tsx bench/lossy-network.ts [requests, 10000] [share lost, 0.05] [first seed, 1]`
 */
import type { Judged } from '../fixtures/run-cases';
import { judgeGateway } from '../tests/suite/judged-gateway';
import { byChance, type FailingProxy, openFailingProxy } from '../tests/suite/network/failing-proxy';

const BROKEN = ['phonepickup-accepts-put', 'snatchpickup-refused-method-answers-success', 'phonepickup-talking-lost'];
const [requests = 10_000, share = 0.05, firstSeed = 1] = process.argv.slice(2).map(Number);

async function judged(
  faults: readonly string[],
  seed: number | undefined,
): Promise<{ judged: Judged[]; proxy: FailingProxy }> {
  const proxies: FailingProxy[] = [];
  const through = async ({ httpUrl = '' }: { httpUrl?: string }) => {
    const proxy = await openFailingProxy(httpUrl);
    if (seed !== undefined) proxy.decide = byChance(share, seed);
    proxies.push(proxy);
    return proxy.url;
  };
  const all = await judgeGateway({ faults, through, deadlineMs: 2000 });
  const [proxy] = proxies;
  if (!proxy) throw new Error('the gateway was not asked for its address');
  await proxy[Symbol.asyncDispose]();
  return { judged: all, proxy };
}

/** What each case says of each of its requirements. */
function verdicts(all: readonly Judged[]): Map<string, string> {
  return new Map(
    all.flatMap(({ of, result }) =>
      result.requirements.map(({ requirement, verdict }) => [`${of.id} ${requirement}`, verdict] as const),
    ),
  );
}

async function main(): Promise<void> {
  const plain = {
    conforming: verdicts((await judged([], undefined)).judged),
    broken: verdicts((await judged(BROKEN, undefined)).judged),
  };
  const sum = { requests: 0, lost: 0, wrong: 0, cases: 0, inconclusive: 0 };
  // Odd seeds judge the conforming gateway, even ones the broken one: at least one of each.
  for (let seed = firstSeed; sum.requests < requests || seed < firstSeed + 2; seed++) {
    const name = seed % 2 === 1 ? 'conforming' : 'broken';
    const began = performance.now();
    const { judged: all, proxy } = await judged(name === 'broken' ? BROKEN : [], seed);
    const wrong = [...verdicts(all)].filter(
      ([key, verdict]) => verdict !== 'inconclusive' && verdict !== plain[name].get(key),
    );
    const inconclusive = all.filter(({ result }) => result.verdict === 'inconclusive').length;
    const { counts } = proxy;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(
      `seed ${seed}, ${name}: ${counts.requests} requests, ${counts.mishaps} lost, ${all.length} cases, ${inconclusive} inconclusive, ${wrong.length} wrong, ${seconds} s`,
    );
    for (const [key, verdict] of wrong) console.log(`  ${key}: ${verdict}, ${plain[name].get(key)} without losses`);
    sum.requests += counts.requests;
    sum.lost += counts.mishaps;
    sum.wrong += wrong.length;
    sum.cases += all.length;
    sum.inconclusive += inconclusive;
  }
  const part = (count: number, of: number) => `${((count / of) * 100).toFixed(1)} %`;
  console.log(
    `${sum.requests} requests, ${sum.lost} lost (${part(sum.lost, sum.requests)}); ${sum.cases} cases, ${sum.inconclusive} inconclusive (${part(sum.inconclusive, sum.cases)}), ${sum.wrong} wrong verdicts`,
  );
  process.exitCode = sum.wrong === 0 ? 0 : 1;
}

void main();
