/** Keys and indices that lead from the root of a file to a value. */
export type Path = readonly (string | number)[];

/** `agents[2].id`. What does not look like a key is not shown: after a slip it may be a secret. */
export function keyOf(path: Path): string {
  const parts = path.map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${/^[\w-]{1,40}$/.test(part) ? part : '…'}`,
  );
  return parts.join('').replace(/^\./, '');
}
