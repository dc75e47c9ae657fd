import type { StoryAgent, StoryName } from '../evidence/story';
import type { AgentSession } from '../gateway/agent-session';
import { isSupported, type RoleName, type Want } from './cast';
import type { Lab } from './lab';
import { NotLent } from './stage-failure';

const ROLES: Readonly<Record<StoryName, RoleName>> = {
  a: 'picker',
  b: 'colleague',
  c: 'third',
  o: 'outsider',
  u: 'unprivileged',
  p: 'otherPhone',
};

export interface StoryCast {
  agents: readonly StoryAgent[];
  sessions: ReadonlyMap<StoryName, AgentSession>;
}

/** Brings the agents of a story to the ground state, in new sessions: what came before is no part of it; those of `optional` only where the site lends them. */
export async function castStory(
  lab: Lab,
  names: readonly StoryName[],
  optional: readonly StoryName[],
): Promise<StoryCast> {
  const wants = [...names, ...optional].map(
    (name): Want => ({ role: ROLES[name], ...(optional.includes(name) ? { optional: true as const } : {}) }),
  );
  // Roles of one group are told by the picker's: it must be there, if only to say which group that is.
  if (!names.includes('a')) throw new NotLent('a story needs the agent a');
  const cast = await lab.cast(wants, true);
  const sessions = new Map<StoryName, AgentSession>();
  const agents: StoryAgent[] = [];
  for (const name of [...names, ...optional]) {
    const session = cast.get(ROLES[name]);
    if (!session) continue;
    const { id, phone, group, mayPickUp } = session.agent;
    sessions.set(name, session);
    agents.push({ name, id, phone, group, mayPickUp, supported: isSupported(session.agent) });
  }
  return { agents, sessions };
}
