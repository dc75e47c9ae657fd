import { randomBytes } from 'node:crypto';
import type { EventRecord } from '../evidence/event-record';
import type { Site } from '../site/site';
import type { AgentSession } from './agent-session';
import { now } from './clock';
import { succeeded } from './envelope';
import type { Learnt } from './learnt';
import { Refusals } from './refusals';

/** Tells of a note; never an event of a pickup. [cec_07_1205] */
export const NOTE = 'AgentOther_Note';

/** A note that takes longer, in milliseconds, is no use: phones ring on meanwhile. */
const LONGEST_MS = 1000;
/** So many accepted pickups must show that their events come before a note that was sent behind them. */
const COMPARED = 4;

/**
 * Notes from one test agent to another as a fence: a note is told to an agent in whatever state it is, and nothing that the
 * gateway queued before can come behind it. A gateway may deliver notes on another way than the events of calls: so notes
 * are relied on only after they were seen to keep their place behind the events of pickups, and not at all once they did not.
 */
export class Notes {
  /** Agents of this process that may send one: they are signed in, and nobody else works with them. */
  senders: () => Iterable<AgentSession> = () => [];
  private readonly own = randomBytes(3).toString('hex');
  private readonly refusals = new Refusals();
  private sent = 0;
  private arrived = 0;
  private kept = 0;

  constructor(
    private readonly site: Pick<Site, 'events'>,
    private readonly learnt: Learnt,
  ) {}

  /** Are notes a fence at this gateway, as far as was seen? */
  get trusted(): boolean {
    return this.learnt.has('notes-keep-order') && !this.excluded;
  }

  private get excluded(): boolean {
    return this.learnt.has('notes-are-no-fence');
  }

  /** Has another agent send a note to this one; resolves with its event once it has come, or without where none will. */
  async reach(receiver: AgentSession): Promise<EventRecord | undefined> {
    const sender = this.excluded ? undefined : this.senderFor(receiver);
    if (!sender) return undefined;
    const from = receiver.log.end;
    const { torn } = receiver.log;
    const content = `conformance suite, fence ${this.own}-${++this.sent}`;
    const body = JSON.stringify({ agentIds: [receiver.id], content });
    const exchange = await sender.aside('POST', `/onlineagent/${sender.id}/sendnoteletex`, body);
    if (!succeeded(exchange)) {
      sender.noteEnd(exchange);
      if (this.refusals.refused(exchange)) this.learnt.note('notes-are-no-fence');
      return undefined;
    }
    this.refusals.served();
    const isIt = (event: EventRecord) =>
      event.eventType === NOTE && JSON.stringify(event.content ?? null).includes(content);
    const limit = Math.min(LONGEST_MS, this.site.events.deadlineMs);
    const note = await receiver.log.waitFor(isIt, from, limit);
    if (note) this.arrived += 1;
    // A session that ended, or an event that the network lost, says nothing of notes.
    else if (receiver.signedIn && receiver.lost === undefined && receiver.log.torn === torn)
      this.learnt.note('notes-are-no-fence');
    return note;
  }

  /** Tries, while nothing goes on, whether a note arrives at all: later on a call would ring on meanwhile. */
  async tryOnce(receivers: Iterable<AgentSession>): Promise<void> {
    if (this.arrived > 0 || this.excluded) return;
    for (const receiver of receivers) if (this.senderFor(receiver)) return void (await this.reach(receiver));
  }

  /**
   * Sends a note behind a pickup that was just accepted, as long as it is to be found out whether notes keep order.
   * Resolves with what is to be called when the pickup's own events have been awaited, all of which were raised before.
   */
  behindPickup(receiver: AgentSession): (seen: readonly EventRecord[], awaited: number) => Promise<void> {
    if (this.arrived === 0 || this.excluded || this.trusted) return async () => undefined;
    const sentAt = now();
    const sending = this.reach(receiver);
    return async (seen, awaited) => {
      const note = await sending;
      if (!note || seen.length < awaited) return;
      if (seen.some(({ position, at }) => position > note.position && at >= sentAt)) {
        this.learnt.note('notes-are-no-fence');
        return;
      }
      this.kept += 1;
      if (this.kept >= COMPARED) this.learnt.note('notes-keep-order');
    };
  }

  /** To itself an agent sends none: whether that is possible no page says. */
  private senderFor(receiver: AgentSession): AgentSession | undefined {
    if (!receiver.signedIn || receiver.lost !== undefined) return undefined;
    for (const each of this.senders())
      if (each.id !== receiver.id && each.signedIn && each.lost === undefined) return each;
    return undefined;
  }
}
