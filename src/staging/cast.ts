import type { LentAgent, Site } from '../site/site';

/** What an agent is needed for. */
export type RoleName = 'picker' | 'called' | 'colleague' | 'third' | 'outsider' | 'unprivileged' | 'otherPhone';

export interface Want {
  role: RoleName;
  /** This agent and no other. */
  id?: string;
  /** Of this group. */
  group?: string;
  /** Goes without, where the site lends none. */
  optional?: true;
}

/** The phone model that the operations support. [phonepickup page, Prerequisites] */
const SUPPORTED_PHONE = 'eSpace 7910';

const inGroup = (agent: LentAgent, cast: ReadonlyMap<RoleName, LentAgent>) => {
  const group = cast.get('picker')?.group ?? cast.get('called')?.group;
  return group === undefined || agent.group === group;
};

const suits: Readonly<Record<RoleName, (agent: LentAgent, cast: ReadonlyMap<RoleName, LentAgent>) => boolean>> = {
  picker: (agent, cast) => isSupported(agent) && agent.mayPickUp && inGroup(agent, cast),
  called: (agent, cast) => isSupported(agent) && inGroup(agent, cast),
  colleague: (agent, cast) => isSupported(agent) && agent.mayPickUp && inGroup(agent, cast),
  third: (agent, cast) => isSupported(agent) && agent.mayPickUp && inGroup(agent, cast),
  outsider: (agent, cast) => isSupported(agent) && !inGroup(agent, cast),
  unprivileged: (agent, cast) => isSupported(agent) && !agent.mayPickUp && inGroup(agent, cast),
  otherPhone: (agent, cast) => !isSupported(agent) && inGroup(agent, cast),
};

/** What the site would have to lend for each. */
export const lacking: Readonly<Record<RoleName, string>> = {
  picker: 'the site lends no agent with an eSpace 7910 that may pick up',
  called: 'the site lends no second agent with an eSpace 7910 in the same group',
  colleague: 'the site lends no further agent with an eSpace 7910 in the same group that may pick up',
  third: 'the site lends no third agent with an eSpace 7910 in the same group that may pick up',
  outsider: 'the site lends no agent with an eSpace 7910 in another group',
  unprivileged: 'the site lends no agent with an eSpace 7910 in the same group that may not pick up (mayPickUp: false)',
  otherPhone: 'the site lends no agent with a phone other than eSpace 7910',
};

/** Has it a phone that the operations support? */
export function isSupported(agent: LentAgent): boolean {
  return agent.phoneModel === SUPPORTED_PHONE;
}

export type Casting = { agents: ReadonlyMap<RoleName, LentAgent> } | { missing: string };

/**
 * Chooses an agent for every role, and goes without as few optional ones as the site allows. `preference` orders the
 * candidates (lower first); `undefined` rules one out. When nobody suits, `missing` says what the site would have to lend.
 */
export function castRoles(
  site: Site,
  wants: readonly Want[],
  preference: (agent: LentAgent) => number | undefined,
): Casting {
  const candidates = site.agents
    .flatMap((agent) => {
      const rank = preference(agent);
      return rank === undefined ? [] : [{ agent, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ agent }) => agent);
  let missing = '';
  for (const some of fewerAndFewer(wants)) {
    const found = choose(candidates, new Map(), some);
    if ('agents' in found) return found;
    ({ missing } = found);
  }
  return { missing };
}

/** All that is wanted, then without some of the optional roles, at last without any of them. */
function fewerAndFewer(wants: readonly Want[]): Want[][] {
  const all = wants.reduce<Want[][]>(
    (sets, want) => sets.flatMap((set) => (want.optional ? [[...set, want], set] : [[...set, want]])),
    [[]],
  );
  return all.sort((a, b) => b.length - a.length);
}

function choose(
  candidates: readonly LentAgent[],
  cast: ReadonlyMap<RoleName, LentAgent>,
  [want, ...later]: readonly Want[],
): Casting {
  if (!want) return { agents: cast };
  const taken = new Set([...cast.values()].map(({ id }) => id));
  // Of those that are alike one is tried, unless a later role asks for it by its ID.
  const alike = new Set<string>();
  let missing: string | undefined;
  for (const agent of candidates) {
    if (taken.has(agent.id) || (want.id ?? agent.id) !== agent.id) continue;
    if ((want.group ?? agent.group) !== agent.group) continue;
    const kind = `${isSupported(agent)} ${agent.mayPickUp} ${agent.group}`;
    if (alike.has(kind) || !suits[want.role](agent, cast)) continue;
    if (!later.some(({ id }) => id === agent.id)) alike.add(kind);
    const found = choose(candidates, new Map(cast).set(want.role, agent), later);
    if ('agents' in found) return found;
    missing ??= found.missing;
  }
  if (missing !== undefined) return { missing };
  const { role, id } = want;
  return { missing: id === undefined ? lacking[role] : `the site lends no agent ${id} that could be the ${role}` };
}
