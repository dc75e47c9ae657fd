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
    this.names.set(secret, `<${name}>`);
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

  private compile(): RegExp {
    const sought = [...this.names.keys()].filter((secret) => secret.length >= SHORTEST_SOUGHT);
    sought.sort((a, b) => b.length - a.length);
    if (sought.length === 0) return /(?!)/g;
    return new RegExp(sought.map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  }
}
