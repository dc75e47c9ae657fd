import { KnownTexts } from './known-texts';

/**
 * Knows every password, Guid and cookie of the run and writes a name in its place.
 * Exchanges pass through it when they are recorded, so that nothing downstream holds a secret.
 */
export class Secrets {
  private readonly names = new Map<string, string>();
  private readonly sought = new KnownTexts();

  /** Remembers `secret`; `name` is what is shown instead, e.g. `Guid 2 of agent 101`. */
  learn(secret: string, name: string): void {
    if (secret.length === 0 || this.names.has(secret)) return;
    for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), asInAddresses(secret)]) {
      if (this.names.has(spelling)) continue;
      this.names.set(spelling, `<${name}>`);
      this.sought.add(spelling);
    }
  }

  /** The name of a whole value, or `otherwise` when it is unknown: an unknown credential is not shown either. */
  nameOf(value: string, otherwise: string): string {
    return this.names.get(value) ?? (value === '' ? '' : `<${otherwise}>`);
  }

  /** `text` with every known secret in it replaced by its name. */
  redact(text: string): string {
    return this.sought.replaceIn(text, (found) => this.names.get(found) ?? '<secret>');
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
}

function asInAddresses(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret;
  }
}
