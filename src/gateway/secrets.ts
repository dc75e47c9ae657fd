/** Shorter texts are not looked for inside others: they would be found by chance. */
const SHORTEST_SOUGHT = 6;
const MOST_RECENT = 32;

/**
 * Knows every password, Guid and cookie of the run and writes a name in its place.
 * Exchanges pass through it when they are recorded, so that nothing downstream holds a secret.
 */
export class Secrets {
  private readonly names = new Map<string, string>();
  /** Of all that is sought but the recent ones: compiling it for every renewed Guid would cost more than all requests. */
  private pattern: RegExp | undefined;
  /** The newest first, and so before what they contain. */
  private recent: string[] = [];

  /** Remembers `secret`; `name` is what is shown instead, e.g. `Guid 2 of agent 101`. */
  learn(secret: string, name: string): void {
    if (secret.length === 0 || this.names.has(secret)) return;
    for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), asInAddresses(secret)])
      if (!this.names.has(spelling)) this.seek(spelling, `<${name}>`);
  }

  /** The name of a whole value, or `otherwise` when it is unknown: an unknown credential is not shown either. */
  nameOf(value: string, otherwise: string): string {
    return this.names.get(value) ?? (value === '' ? '' : `<${otherwise}>`);
  }

  /** `text` with every known secret in it replaced by its name. */
  redact(text: string): string {
    if (text.length < SHORTEST_SOUGHT || this.names.size === 0) return text;
    this.pattern ??= this.compile();
    let shown = text;
    for (const secret of this.recent)
      if (shown.includes(secret)) shown = shown.replaceAll(secret, () => this.shown(secret));
    return shown.replace(this.pattern, (found) => this.shown(found));
  }

  /** A value as JSON has it, with every known secret in its texts replaced by its name. */
  redactWithin(value: unknown): unknown {
    if (typeof value === 'string') return this.redact(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => this.redactWithin(each));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [this.redact(name), this.redactWithin(each)]),
    );
  }

  private seek(spelling: string, shown: string): void {
    // One that is part of a longer one must be sought behind it; a number is sought by a pattern.
    const anew =
      this.recent.length >= MOST_RECENT ||
      /^[0-9]+$/.test(spelling) ||
      [...this.names.keys()].some((known) => known.includes(spelling));
    this.names.set(spelling, shown);
    if (anew) this.pattern = undefined;
    else if (spelling.length >= SHORTEST_SOUGHT) this.recent.unshift(spelling);
  }

  private shown(secret: string): string {
    return this.names.get(secret) ?? '<secret>';
  }

  private compile(): RegExp {
    this.recent = [];
    const sought = [...this.names.keys()].filter((secret) => secret.length >= SHORTEST_SOUGHT);
    sought.sort((a, b) => b.length - a.length);
    if (sought.length === 0) return /(?!)/g;
    return new RegExp(sought.map(patternOf).join('|'), 'g');
  }
}

/** Digits within a longer number are another number: a password may look like a part of a phone number. */
function patternOf(secret: string): string {
  if (/^[0-9]+$/.test(secret)) return `(?<![0-9])${secret}(?![0-9])`;
  return secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function asInAddresses(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret;
  }
}
