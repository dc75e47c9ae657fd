import type { Case } from '../cases/case';
import type { Contract } from '../contract/contract';
import type { Site } from '../site/site';
import { castRoles, type Want } from './cast';
import { ownCallOf } from './interludes';
import { namesNeverSignedIn, wantsWithNeverSignedIn } from './never-signed-in';
import { sharedStateOf } from './shared-states';
import { anotherGroupOf, GUID_HOLDERS, standardWants } from './standard-cast';

export const NO_DRIVER = 'the site has no call driver';

/** What is to be had for judging. */
export interface Means {
  site: Site;
  contract: Contract;
  /** Why no call can be placed; absent where one can. */
  noCalls?: string;
}

/** Who else a broken prerequisite, or a race, asks for. */
const FURTHER: Readonly<Record<string, readonly Want[]>> = {
  'internal-call': [{ role: 'colleague' }],
  'other-group': [{ role: 'outsider' }],
  'two snatchpickups': [{ role: 'colleague' }],
  'snatchpickup and phonepickup': [{ role: 'colleague' }],
};

/** Why the site does not lend what the case needs; undefined when it does. */
export function unmet(of: Case, { site, contract, noCalls }: Means): string | undefined {
  const { needs } = of;
  if (noCalls !== undefined) return noCalls;
  if (needs?.authMode !== undefined && needs.authMode !== site.authMode)
    return `the site runs AUTHMODE ${site.authMode}, not ${needs.authMode}`;
  if (needs?.plainHttp && site.httpUrl === undefined) return 'the site opened no plain HTTP port (httpUrl)';
  if (needs?.agent !== undefined && !site.agents.some(({ id }) => id === needs.agent))
    return `the site lends no agent ${needs.agent}`;
  if (needs?.ringMs && site.calls.ringMs === undefined)
    return 'the site does not say how long its phones ring (calls.ringMs)';
  if (needs?.guidWithEvent && site.events.mode === 'push') return 'events are pushed: no Guid comes with one';
  if (needs?.anotherGroup && anotherGroupOf(site) === undefined)
    return 'the site lends no two agents with an eSpace 7910 in another group, one of which may pick up';
  const longestWait = longestWaitOf(of, site);
  if (longestWait > site.limits.maxWaitMs)
    return `it must wait ${longestWait} ms for ${needs?.ringMs ? 'a phone that rings' : 'a Guid'}, longer than limits.maxWaitMs (${site.limits.maxWaitMs} ms)`;
  const casting = castRoles(site, wantsOf(of, site, contract), () => 0);
  return 'missing' in casting ? casting.missing : undefined;
}

function wantsOf(of: Case, site: Site, contract: Contract): readonly Want[] {
  const { stage } = of;
  const state = stage.name === 'breach' ? stage.state : stage.name === 'race' ? stage.between : '';
  if (of.needs?.unprivileged) return [{ role: 'picker' }, { role: 'unprivileged' }];
  if (namesNeverSignedIn(of)) return wantsWithNeverSignedIn(contract.operations[of.operation]);
  const holder = GUID_HOLDERS[of.stimulus.guid ?? 'own'];
  if (holder !== undefined) return [...standardWants(contract.operations[of.operation], [of], site), { role: holder }];
  if (stage.name === 'story') return [{ role: 'picker' }, { role: 'colleague' }];
  if (state === 'other-phone') return [{ role: 'otherPhone' }];
  const usual = standardWants(contract.operations[of.operation], [of], site);
  return [...usual, ...(sharedStateOf(of)?.wants ?? ownCallOf(of)?.wants ?? FURTHER[state] ?? [])].filter(
    ({ role, optional }, at, all) => !optional || !all.some((other, place) => place !== at && other.role === role),
  );
}

/** The longest that a case must wait for one thing that only time brings, in milliseconds. */
function longestWaitOf({ stage, stimulus, needs }: Case, { guid, calls }: Site): number {
  if (needs?.ringMs) return calls.ringMs ?? 0;
  switch (stimulus.guid) {
    case 'after-timeout':
    case 'renewed-after-timeout':
      return Math.max(guid.intervalMs, guid.timeoutMs);
    case 'renewed-after-forced-sign-in':
    case 'renewed-again':
    case 'of-sign-in':
      return guid.intervalMs;
    default:
      return stage.name === 'pickup' && stage.after === 'renewal' ? guid.intervalMs : 0;
  }
}
