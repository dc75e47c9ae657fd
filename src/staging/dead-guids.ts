import type { Case, GuidChoice } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { AgentSession } from '../gateway/agent-session';
import { delay, now } from '../gateway/clock';
import type { RoleName } from './cast';
import type { Lab } from './lab';
import { awaitRenewal } from './renewal';
import { Scene } from './scene';

type DeadGuidTable = Partial<Record<GuidChoice, string>>;

/** Clocks of gateway and suite tick apart; a Guid counts as dead this much after its timeout. In milliseconds. */
const BEYOND_TIMEOUT_MS = 150;

/**
 * Brings Guids of an agent to their death: by sign-out, by a forced sign-in, by time. What is dead stays dead, so both
 * operations are tried with the same ones.
 */
export class DeadGuids {
  private readonly bySession = new WeakMap<AgentSession, { table: DeadGuidTable; outlivedIn: number }>();

  /** The dead Guids that `cases` need, of the cast's picker, whose session is alive and in the ground state afterwards. */
  async of(
    lab: Lab,
    operation: OperationContract,
    cast: ReadonlyMap<RoleName, AgentSession>,
    cases: readonly Case[],
  ): Promise<DeadGuidTable> {
    const needed = new Set(cases.map(({ stimulus }) => stimulus.guid));
    const picker = cast.get('picker');
    if (!picker) return {};
    const known = this.bySession.get(picker) ?? { table: {}, outlivedIn: 0 };
    this.bySession.set(picker, known);
    const { table } = known;
    // Of a session that has ended since, time was not the only cause of death.
    if (known.outlivedIn !== picker.signIns) delete table['after-timeout'];
    const scene = new Scene(lab, operation, new Map([['picker', picker]]));
    const lacks = (choice: GuidChoice) => needed.has(choice) && table[choice] === undefined;
    let signedInAnew = false;
    if (lacks('after-sign-out')) {
      table['after-sign-out'] = picker.guids.current;
      await scene.must(`agent ${picker.id} signs out`, picker.signOut());
      await lab.signIn(picker);
      signedInAnew = true;
    }
    if (lacks('after-forced-sign-in')) {
      table['after-forced-sign-in'] = picker.guids.current;
      await lab.signIn(picker, { force: true });
      signedInAnew = true;
    }
    if (signedInAnew) await scene.must(`agent ${picker.id} enables its phone linkage`, picker.setLinkage(true));
    // Last: the session must live on, so that time alone is the cause of death.
    if (lacks('after-timeout')) {
      table['after-timeout'] = await outlive(scene, picker);
      known.outlivedIn = picker.signIns;
    }
    if (signedInAnew) await scene.close();
    else lab.declareClean(picker);
    return table;
  }
}

async function outlive(scene: Scene, picker: AgentSession): Promise<string> {
  const { guid } = scene.lab.site;
  const old = picker.guids.current;
  await awaitRenewal(scene, picker);
  const replacedAt = picker.guids.replaced.findLast(({ value }) => value === old)?.replacedAt ?? now();
  await delay(Math.max(0, replacedAt + guid.timeoutMs + BEYOND_TIMEOUT_MS - now()));
  return old;
}
