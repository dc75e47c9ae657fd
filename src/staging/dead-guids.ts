import type { Case, GuidChoice } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { AgentSession } from '../gateway/agent-session';
import { delay, now } from '../gateway/clock';
import type { RoleName } from './cast';
import type { Lab } from './lab';
import { awaitRenewal } from './renewal';
import { Scene } from './scene';
import { NotLent } from './stage-failure';

type DeadGuidTable = Partial<Record<GuidChoice, string>>;

/** Clocks of gateway and suite tick apart; a Guid counts as dead this much after its timeout. In milliseconds. */
const BEYOND_TIMEOUT_MS = 150;

/** Brings Guids of an agent to their death, once for each agent: by sign-out, by a forced sign-in, by time. */
export class DeadGuids {
  private readonly byAgent = new Map<string, DeadGuidTable>();

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
    const table = this.byAgent.get(picker.id) ?? {};
    this.byAgent.set(picker.id, table);
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
    if (lacks('after-timeout')) table['after-timeout'] = await outlive(scene, picker);
    if (signedInAnew) await scene.close();
    else lab.declareClean(picker);
    return table;
  }
}

async function outlive(scene: Scene, picker: AgentSession): Promise<string> {
  const { guid, limits } = scene.lab.site;
  if (guid.intervalMs + guid.timeoutMs > limits.maxWaitMs)
    throw new NotLent(
      `a Guid dies after ${guid.intervalMs + guid.timeoutMs} ms, longer than limits.maxWaitMs (${limits.maxWaitMs} ms)`,
    );
  const old = picker.guids.current;
  await awaitRenewal(scene, picker);
  const replacedAt = picker.guids.replaced.findLast(({ value }) => value === old)?.replacedAt ?? now();
  await delay(Math.max(0, replacedAt + guid.timeoutMs + BEYOND_TIMEOUT_MS - now()));
  return old;
}
