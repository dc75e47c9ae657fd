const CODES = { bold: 1, red: 31, green: 32, yellow: 33, dim: 2 } as const;

export type Style = keyof typeof CODES;
export type Paint = (text: string, ...styles: Style[]) => string;

/** Colours for a terminal that wants them, plain text for everything else. */
export function painter(colours: boolean): Paint {
  if (!colours) return (text) => text;
  return (text, ...styles) => styles.reduce((painted, style) => `\u001b[${CODES[style]}m${painted}\u001b[0m`, text);
}

export function wantsColours(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return Boolean(stream.isTTY) && !env.NO_COLOR;
}

/** One line of at most `length` characters: reports of a broken answer may quote whole documents. */
export function oneLine(text: string, length = 220): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `7.4 s`, `2 min 5 s` */
export function duration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** Values by key, in the order in which the keys first appeared. */
export function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}
