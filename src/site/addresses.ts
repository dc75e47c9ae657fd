/** What is wrong with an address, or `undefined`. A path may follow the origin only where the suite appends to it. */
export function addressProblem(
  text: string,
  { schemes, pathAllowed }: { schemes: readonly string[]; pathAllowed: boolean },
): string | undefined {
  if (!URL.canParse(text)) return 'what is no absolute address';
  const url = new URL(text);
  if (!schemes.includes(url.protocol.slice(0, -1)) || !/^https?:\/\//i.test(text)) return 'one that begins otherwise';
  if (url.username || url.password) return 'one with credentials';
  if (url.search || url.hash) return 'one with a query or fragment';
  if (!pathAllowed && url.pathname !== '/') return 'one with a path';
  return undefined;
}

/** The address without a trailing slash. */
export function withoutTrailingSlash(text: string): string {
  return text.replace(/\/+$/, '');
}
