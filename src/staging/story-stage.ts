import type { Observation } from '../evidence/observation';
import type { StoryName } from '../evidence/story';
import { agentOf, callOf, type World } from '../exploration/world';
import type { AgentSession } from '../gateway/agent-session';
import { absenceBy, fence } from './fence';
import type { Lab } from './lab';
import { clearPhones } from './story-calls';

/**
 * Ends the calls of a story, makes its agents idle and fences them off. Where it is `unsure` what went on, every phone is
 * cleared, and nobody is taken to be in the ground state.
 */
export async function clearStage(
  lab: Lab,
  sessions: ReadonlyMap<StoryName, AgentSession>,
  world: World,
  unsure: boolean,
): Promise<NonNullable<Observation['absence']>> {
  const all = [...sessions];
  const internal = new Set(all.flatMap(([name]) => (callOf(world, name)?.kind === 'internal' ? [name] : [])));
  await clearPhones(
    lab,
    all.filter(([name]) => unsure || callOf(world, name) !== undefined),
    internal,
  );
  const fences = await Promise.all(
    all
      .filter(([, session]) => session.signedIn && !session.lost)
      .map(async ([name, session]) => {
        const { between, wrapsUp, linked, supported } = agentOf(world, name);
        if (between === 'busy') await session.cancelBusy();
        else if (between !== 'idle') await session.sayFree();
        const fenced = await fence(session);
        if (fenced.proven && !unsure && !wrapsUp && linked === supported) lab.declareClean(session);
        return { id: session.id, ...fenced };
      }),
  );
  return absenceBy(fences);
}
