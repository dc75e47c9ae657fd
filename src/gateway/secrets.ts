/** Shorter texts are not looked for inside others: they would be found by chance. */
const SHORTEST_SOUGHT = 6;

/**
 * Knows every password, Guid and cookie of the run and writes a name in its place.
 * Exchanges pass through it when they are recorded, so that nothing downstream holds a secret.
 */
export class Secrets {
  private readonly names = new Map<string, string>();
  private pattern: RegExp | undefined;

  /** Remembers `secret`; `name` is what is shown instead, e.g. `Guid 2 of agent 101`. */
  learn(secret: string, name: string): void {
    if (secret.length === 0 || this.names.has(secret)) return;
    for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), asInAddresses(secret)])
      if (!this.names.has(spelling)) this.names.set(spelling, `<${name}>`);
    this.pattern = undefined;
  }

  /** The name of a whole value, or `otherwise` when it is unknown: an unknown credential is not shown either. */
  nameOf(value: string, otherwise: string): string {
    return this.names.get(value) ?? (value === '' ? '' : `<${otherwise}>`);
  }

  /** `text` with every known secret in it replaced by its name. */
  redact(text: string): string {
    if (text.length < SHORTEST_SOUGHT || this.names.size === 0) return text;
    this.pattern ??= this.compile();
    return text.replace(this.pattern, (found) => this.names.get(found) ?? '<secret>');
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

  private compile(): RegExp {
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
