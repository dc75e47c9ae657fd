import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { AgentSession } from '../../../src/gateway/agent-session';
import { Learnt } from '../../../src/gateway/learnt';
import { NOTE } from '../../../src/gateway/notes';
import { busyAndIdle, fence, quiet } from '../../../src/staging/fence';
import { lent, openSite, type SimulatedSite } from '../gateway/simulated-site';

const PICKUPS = 4;
const FENCES = 6;
const OFFHOOK = 'AgentOther_PhoneOffhook';

interface Stage extends SimulatedSite {
  one: AgentSession;
  other: AgentSession;
  /** What was asked of the gateway, a line each. */
  asked: string[];
}

/** Two agents, each of whom may write to the other. */
async function openStage(dialects: string[] = []): Promise<Stage> {
  const asked: string[] = [];
  const site = await openSite({ dialects, log: (line) => asked.push(line) });
  const [one, other] = ['101', '102'].map((id) => {
    const agent = lent().find((each) => each.id === id);
    if (!agent) throw new Error(`no agent ${id}`);
    return new AgentSession(agent, site.gateway);
  }) as [AgentSession, AgentSession];
  for (const session of [one, other]) {
    await session.signIn();
    await session.setLinkage(true);
  }
  site.gateway.notes.senders = () => [one, other];
  return { ...site, one, other, asked };
}

async function drive({ simulator }: Stage, action: 'ring' | 'hangup', { agent }: AgentSession): Promise<void> {
  await fetch(`${simulator.driverUrl}/${action}`, {
    method: 'POST',
    body: JSON.stringify({ agentId: agent.id, phone: agent.phone, kind: 'external' }),
  });
}

async function awaitType(session: AgentSession, eventType: string, from: number): Promise<void> {
  await session.log.waitFor((event) => event.eventType === eventType, from, 20_000);
}

/** Calls that are picked up, each with a note sent behind the pickup. */
async function compareOverPickups(stage: Stage, times = PICKUPS): Promise<void> {
  const { one, gateway } = stage;
  await gateway.notes.tryOnce([one]);
  for (let time = 0; time < times; time++) {
    const from = one.log.end;
    await drive(stage, 'ring', one);
    await awaitType(one, 'AgentOther_PhoneAlerting', from);
    await one.aside('POST', '/voicecall/101/phonepickup');
    const compare = gateway.notes.behindPickup(one);
    await awaitType(one, OFFHOOK, from);
    await compare(
      one.log.events.slice(from).filter(({ eventType }) => eventType === OFFHOOK),
      1,
    );
    await drive(stage, 'hangup', one);
    await awaitType(one, 'AgentState_Ready', from);
  }
}

const notesIn = (asked: readonly string[]) => asked.filter((line) => line.includes('sendnoteletex')).length;
const statesIn = (asked: readonly string[]) => asked.filter((line) => line.includes('agentstatus')).length;

test.describe('notes', () => {
  test('are a fence once they came behind the events of four pickups, for a phone that rings as well', async () => {
    await using stage = await openStage();
    const { one, gateway } = stage;
    await compareOverPickups(stage, PICKUPS - 1);
    expect(gateway.notes.trusted).toBe(false);
    await compareOverPickups(stage, 1);
    expect(gateway.notes.trusted).toBe(true);
    await drive(stage, 'ring', one);
    expect(await quiet(one)).toBe('note');
    const types = one.log.events.map(({ eventType }) => eventType);
    expect(types.at(-1)).toBe(NOTE);
    expect(types.lastIndexOf(NOTE)).toBeGreaterThan(types.lastIndexOf('AgentOther_PhoneAlerting'));
    expect(await fence(one)).toEqual({ proven: false, by: 'fence' });
    expect(stage.simulator.state().find(({ id }) => id === '101')?.state).toBe('ringing');
  });

  for (const dialect of [
    'notes-arrive-twice',
    'notes-come-back-to-the-sender',
    'notes-as-plain-text',
    'notes-with-other-names',
    'notes-slow',
  ]) {
    test(`are a fence as well where ${dialect}`, async () => {
      await using stage = await openStage([dialect]);
      await compareOverPickups(stage);
      expect(await quiet(stage.one)).toBe('note');
    });
  }

  for (const dialect of ['notes-not-served', 'notes-refused', 'notes-never-arrive', 'notes-late']) {
    test(`are tried once where ${dialect}, and are no fence`, async () => {
      await using stage = await openStage([dialect]);
      await compareOverPickups(stage);
      expect(stage.gateway.notes.trusted).toBe(false);
      expect(await quiet(stage.one)).not.toBe('note');
      expect(await fence(stage.one)).toEqual({ proven: true, by: 'fence' });
      expect(notesIn(stage.asked)).toBe(1);
    });
  }

  for (const dialect of ['notes-overtake-call-events', 'notes-overtake-all-events', 'call-events-slow']) {
    test(`that come ahead of the events of a pickup are no fence (${dialect})`, async () => {
      await using stage = await openStage([dialect]);
      await compareOverPickups(stage);
      expect(stage.gateway.notes.trusted).toBe(false);
      expect(notesIn(stage.asked)).toBe(2);
      expect(await quiet(stage.one)).not.toBe('note');
    });
  }

  test('are given up when one does not come any more, and the quiet time takes their place', async () => {
    await using stage = await openStage(['notes-soon-used-up']);
    await compareOverPickups(stage);
    const means: string[] = [];
    for (let time = 0; time < 9; time++) means.push(await quiet(stage.one));
    expect(means[0]).toBe('note');
    expect(means.at(-1)).not.toBe('note');
    expect(stage.gateway.notes.trusted).toBe(false);
  });

  test('of somebody else do not pass for ours, and what came before ours is in the log', async () => {
    await using stage = await openStage();
    const { one, other, gateway } = stage;
    const body = JSON.stringify({ agentIds: ['101'], content: 'conformance suite, fence' });
    await other.aside('POST', '/onlineagent/102/sendnoteletex', body);
    const note = await gateway.notes.reach(one);
    const notes = one.log.events.filter(({ eventType }) => eventType === NOTE);
    expect(notes).toHaveLength(2);
    expect(note).toEqual(notes[1]);
  });

  test('are sent by another agent that is signed in, or by nobody', async () => {
    await using stage = await openStage();
    const { one, other, gateway } = stage;
    await other.signOut();
    expect(await gateway.notes.reach(one)).toBeUndefined();
    expect(notesIn(stage.asked)).toBe(0);
    await other.signIn();
    expect(await gateway.notes.reach(one)).toBeDefined();
    expect(stage.asked.filter((line) => line.includes('/102/sendnoteletex'))).toHaveLength(1);
  });

  test('that could not be sent because the session of the sender ended say nothing of notes', async () => {
    await using stage = await openStage();
    const { one, other, gateway, simulator } = stage;
    await drive(stage, 'ring', other);
    await new AgentSession(other.agent, gateway).signIn({ force: true });
    expect(simulator.state().find(({ id }) => id === '102')?.state).not.toBe('signed-out');
    expect(await gateway.notes.reach(one)).toBeUndefined();
    gateway.notes.senders = () => [];
    await other.signIn({ force: true });
    gateway.notes.senders = () => [other];
    expect(await gateway.notes.reach(one)).toBeDefined();
  });
});

test.describe('the state that is told', () => {
  const known = async ({ one, gateway }: Stage) => {
    for (let time = 0; time < FENCES; time++) await busyAndIdle(one);
    return gateway.states.trusted;
  };

  for (const dialects of [[], ['agentstatus-in-strings'], ['agentstatus-in-a-list']]) {
    test(`is a proof of idle once it was right again and again (${dialects[0] ?? 'by default'})`, async () => {
      await using stage = await openStage(dialects);
      const { one, gateway } = stage;
      expect(await gateway.states.isIdle(one)).toBeUndefined();
      expect(await known(stage)).toBe(true);
      expect(await gateway.states.isIdle(one)).toBe(true);
      await one.sayBusy();
      expect(await gateway.states.isIdle(one)).toBe(false);
      await one.cancelBusy();
      await drive(stage, 'ring', one);
      expect(await gateway.states.isIdle(one)).toBe(false);
    });
  }

  for (const [dialect, asked] of [
    ['agentstatus-not-served', 1],
    ['agentstatus-in-words', 1],
    ['agentstatus-never-idle', 3],
    ['agentstatus-always-idle', 2],
    ['agentstatus-refused', 2],
    ['agentstatus-lags', 2],
  ] as const) {
    test(`is no proof where ${dialect}, and soon not asked for`, async () => {
      await using stage = await openStage([dialect]);
      expect(await known(stage)).toBe(false);
      expect(await stage.gateway.states.isIdle(stage.one)).toBeUndefined();
      expect(statesIn(stage.asked)).toBe(asked);
      expect(await fence(stage.one)).toEqual({ proven: true, by: 'fence' });
    });
  }

  test('is no proof where it says idle of an agent that cannot become busy', async () => {
    await using stage = await openStage(['idle-late-after-calls', 'agentstatus-always-idle']);
    await drive(stage, 'ring', stage.one);
    await drive(stage, 'hangup', stage.one);
    await awaitType(stage.one, 'AgentOther_PhoneRelease', 0);
    await busyAndIdle(stage.one);
    expect(await known(stage)).toBe(false);
    expect(statesIn(stage.asked)).toBe(1);
  });

  test('and a note take the place of busy and idle where both can be relied on', async () => {
    await using stage = await openStage();
    await compareOverPickups(stage);
    await known(stage);
    stage.asked.length = 0;
    expect(await fence(stage.one)).toEqual({ proven: true, by: 'fence' });
    expect(stage.asked.filter((line) => !line.includes('agentevent')).map((line) => line.split(' ')[1])).toEqual([
      '/onlineagent/101/agentstatus',
      '/onlineagent/102/sendnoteletex',
    ]);
    await stage.one.sayBusy();
    expect(await fence(stage.one)).toEqual({ proven: true, by: 'fence' });
    expect(stage.simulator.state().find(({ id }) => id === '101')?.state).toBe('idle');
  });
});

test('what one process of a run has learnt the others know', () => {
  const directory = mkdtempSync(join(tmpdir(), 'learnt-'));
  try {
    const [here, there, elsewhere] = [new Learnt(directory), new Learnt(directory), new Learnt(undefined)];
    here.note('notes-are-no-fence');
    expect([here, there, elsewhere].map((each) => each.has('notes-are-no-fence'))).toEqual([true, true, false]);
    expect(there.has('notes-keep-order')).toBe(false);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
