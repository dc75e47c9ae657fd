interface Replaced {
  guid: string;
  diesAt: number;
}

/** With the name of the node behind a dot, as published, or nothing but digits and letters, or nothing but digits. */
export type GuidForm = 'with node' | 'plain' | 'digits';

const keptGuids = 100;

/** The Guids of one session: the newest lives as long as the session, a replaced one for a while [cec_07_0005]. */
export class GuidChain {
  readonly first: string;
  current: string;
  issuedAt: number;
  readonly #replaced: Replaced[] = [];
  readonly #issued: (guid: string) => void;
  readonly #form: GuidForm;
  readonly #uuid: () => string;

  constructor(now: number, issued: (guid: string) => void, uuid: () => string, form: GuidForm = 'with node') {
    this.#issued = issued;
    this.#uuid = uuid;
    this.#form = form;
    this.first = this.#newGuid();
    this.current = this.first;
    this.issuedAt = now;
  }

  accepts(guid: string, now: number): boolean {
    return guid === this.current || this.#replaced.some((old) => old.guid === guid && now < old.diesAt);
  }

  renew(now: number, timeoutMs: number): string {
    this.#replaced.push({ guid: this.current, diesAt: now + timeoutMs });
    // The dead ones are kept for a while, for the faults that bring them back to life.
    while (this.#replaced.length > keptGuids && (this.#replaced[0]?.diesAt ?? now) <= now) this.#replaced.shift();
    this.current = this.#newGuid();
    this.issuedAt = now;
    return this.current;
  }

  /** Every Guid ever issued to this session, dead ones too. */
  all(): string[] {
    return [...this.#replaced.map((old) => old.guid), this.current];
  }

  #newGuid(): string {
    const id = this.#uuid();
    const guid = {
      'with node': `${id}.AgentGateway0`,
      plain: id.replaceAll('-', ''),
      digits: BigInt(`0x${id.replaceAll('-', '')}`).toString(),
    }[this.#form];
    this.#issued(guid);
    return guid;
  }
}
