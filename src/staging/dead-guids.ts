import type { Case, GuidChoice } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { AgentSession } from '../gateway/agent-session';
import { delay, now } from '../gateway/clock';
import { heartbeatMs } from '../gateway/heartbeat';
import type { RoleName } from './cast';
import { busyAndIdle } from './fence';
import { replaceByForce } from './forced-sign-in';
import type { Lab } from './lab';
import { enableLinkage } from './linkage';
import { awaitRenewal } from './renewal';
import { Scene } from './scene';
import type { NotLent } from './stage-failure';

const DEATHS = [
  'after-sign-out',
  'after-forced-sign-in',
  'renewed-after-forced-sign-in',
  'after-timeout',
  'renewed-after-timeout',
] as const satisfies readonly GuidChoice[];

/** What takes a session's whole life: deaths, and Guids that live on. */
const LONG_LIVED: readonly GuidChoice[] = [...DEATHS, 'renewed-again', 'of-sign-in'];

/** What an agent goes through in the background, by AUTHMODE; there is no other that takes long. */
const ASIDE: Readonly<Record<1 | 2, readonly GuidChoice[]>> = {
  1: ['after-sign-out', 'after-forced-sign-in', 'of-sign-in'],
  2: DEATHS,
};

/** With why the gateway lets none die like that, where it does not. */
type DeadGuidTable = Partial<Record<GuidChoice, string | NotLent>>;

/** Clocks of gateway and suite tick apart; a Guid counts as dead this much after its timeout. In milliseconds. */
const BEYOND_TIMEOUT_MS = 150;

/**
 * Brings Guids of an agent to their death: by sign-out, by a forced sign-in, by time; those of a sign-in, and such as came
 * by a renewal. What is dead stays dead, so both operations are tried with the same ones.
 */
export class DeadGuids {
  private readonly bySession = new WeakMap<AgentSession, { table: DeadGuidTable; outlivedIn: number }>();

  /** An agent whose Guids die in the background, and when that has come to its end. */
  private aside: { agentId: string; isThere: Promise<() => boolean> } | undefined;

  /** Does it wait for what only time brings about? */
  static takesLong({ stimulus: { guid } }: Case): boolean {
    return guid === 'after-timeout' || guid === 'of-sign-in';
  }

  /**
   * Lets an agent of its own go through all these deaths while the worker does other things: waiting for a timeout is
   * most of what a run waits for.
   */
  async beginAside(lab: Lab): Promise<void> {
    const aside = await lab.castAside({ role: 'picker' });
    if (!aside) return;
    const operation = lab.contract.operations.phonepickup;
    const { agentId, session } = aside;
    const isThere = session
      .then((own) => this.bring(lab, operation, own, new Set(ASIDE[lab.site.authMode])))
      .then(
        () => () => lab.asideDone(agentId),
        // Whoever needs them brings them about with an agent of his own.
        () => () => {
          lab.asideDone(agentId);
          return false;
        },
      );
    void isThere.then((is) => is());
    this.aside = { agentId, isThere };
  }

  /** The agent whose Guids die, or have died, in the background, if the cases need one; waits until they are dead. */
  async agentFor(cases: readonly Case[]): Promise<string | undefined> {
    if (!cases.some(({ stimulus: { guid = 'own' } }) => LONG_LIVED.includes(guid))) return undefined;
    const isThere = await this.aside?.isThere;
    return isThere?.() ? this.aside?.agentId : undefined;
  }

  /** The dead Guids that `cases` need, of the cast's picker, whose session is alive and in the ground state afterwards. */
  async of(
    lab: Lab,
    operation: OperationContract,
    cast: ReadonlyMap<RoleName, AgentSession>,
    cases: readonly Case[],
  ): Promise<DeadGuidTable> {
    const needed = new Set(cases.flatMap(({ stimulus }) => stimulus.guid ?? []));
    const picker = cast.get('picker');
    return picker ? this.bring(lab, operation, picker, needed) : {};
  }

  private async bring(
    lab: Lab,
    operation: OperationContract,
    picker: AgentSession,
    needed: ReadonlySet<GuidChoice>,
  ): Promise<DeadGuidTable> {
    const known = this.bySession.get(picker) ?? { table: {}, outlivedIn: 0 };
    this.bySession.set(picker, known);
    const { table } = known;
    // Of a session that has ended since, time was not the only cause of death.
    if (known.outlivedIn !== picker.signIns) {
      delete table['after-timeout'];
      delete table['renewed-after-timeout'];
    }
    const scene = new Scene(lab, operation, new Map([['picker', picker]]));
    const lacks = (choice: GuidChoice) => needed.has(choice) && table[choice] === undefined;
    let signedInAnew = false;
    if (lacks('after-sign-out')) {
      table['after-sign-out'] = picker.guids.current;
      await scene.must(`agent ${picker.id} signs out`, picker.signOut());
      await lab.signIn(picker);
      signedInAnew = true;
    }
    if (lacks('after-forced-sign-in') || lacks('renewed-after-forced-sign-in')) {
      table['after-forced-sign-in'] = picker.guids.current;
      if (needed.has('renewed-after-forced-sign-in')) {
        await awaitRenewal(scene, picker);
        table['renewed-after-forced-sign-in'] = picker.guids.current;
      }
      const refused = await replaceByForce(lab, picker);
      if (refused) Object.assign(table, { 'after-forced-sign-in': refused, 'renewed-after-forced-sign-in': refused });
      signedInAnew = true;
    }
    if (signedInAnew) {
      await enableLinkage(scene, picker);
      await lab.becomeIdle(picker);
    }
    // Last: the session must live on, so that time alone is the cause of death.
    if (lacks('after-timeout') || lacks('renewed-after-timeout')) {
      Object.assign(table, await outlive(scene, picker, needed.has('renewed-after-timeout')));
      known.outlivedIn = picker.signIns;
    }
    if (needed.has('of-sign-in') && known.outlivedIn !== picker.signIns) {
      await outliveAnySuccessor(scene, picker);
      known.outlivedIn = picker.signIns;
    }
    if (needed.has('renewed-again')) while (picker.renewals < 2) await awaitRenewal(scene, picker);
    if (signedInAnew) await scene.close();
    else lab.declareClean(picker);
    return table;
  }
}

/**
 * AUTHMODE 1: lets the time pass after which Guids are renewed elsewhere. Where a newer one is handed out all the same, that
 * of the sign-in is outlived as if it had been replaced.
 */
async function outliveAnySuccessor({ lab: { site } }: Scene, picker: AgentSession): Promise<void> {
  const { guid, events } = site;
  const due = (picker.guids.currentIssue?.issuedAt ?? now()) + guid.intervalMs + BEYOND_TIMEOUT_MS;
  if (picker.renewals === 0) await picker.guids.next(Math.max(0, due - now()));
  // A newer one comes with the answer to a poll that brings an event, or with a heartbeat.
  if (picker.renewals === 0 && events.mode === 'poll') await busyAndIdle(picker);
  if (picker.renewals === 0 && events.mode === 'push')
    await picker.guids.next(Math.min(heartbeatMs(site), guid.intervalMs));
  const replacedAt = picker.guids.replaced.findLast(({ value }) => value === picker.ownGuid)?.replacedAt;
  if (replacedAt !== undefined) await delay(Math.max(0, replacedAt + guid.timeoutMs + BEYOND_TIMEOUT_MS - now()));
}

/** Waits until the Guid that holds now is dead, and the one that replaces it as well where `renewed` asks for it. */
async function outlive(scene: Scene, picker: AgentSession, renewed: boolean): Promise<DeadGuidTable> {
  const { guid } = scene.lab.site;
  const old = [picker.guids.current];
  await awaitRenewal(scene, picker);
  if (renewed) {
    old.push(picker.guids.current);
    await awaitRenewal(scene, picker);
  }
  const replacedAt = picker.guids.replaced.findLast(({ value }) => value === old.at(-1))?.replacedAt ?? now();
  await delay(Math.max(0, replacedAt + guid.timeoutMs + BEYOND_TIMEOUT_MS - now()));
  const [first = '', second] = old;
  return { 'after-timeout': first, ...(second === undefined ? {} : { 'renewed-after-timeout': second }) };
}
