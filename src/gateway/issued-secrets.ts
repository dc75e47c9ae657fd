import type { HeaderList } from '../evidence/exchange';

/** Shorter values may be common words. */
const SHORTEST_SOUGHT = 12;

/** Values that an answer issues as Guid or cookie; nobody has learnt them when the answer is recorded. */
export function issuedBy(headers: HeaderList): string[] {
  return headers.flatMap(([name, value]) => {
    if (!/^set-(guid|cookie)$/i.test(name)) return [];
    const [pair = ''] = value.trim().split(';', 1);
    const secret = pair.slice(pair.indexOf('=') + 1).trim();
    return secret.length < SHORTEST_SOUGHT ? [] : [secret];
  });
}

/** What is shown of an answer, also where its body or another header repeats what it issues. */
export function withoutIssued(shown: { headers: HeaderList; body: string; issued: readonly string[] }): {
  headers: HeaderList;
  body: string;
} {
  const { headers, body, issued } = shown;
  if (issued.length === 0) return { headers, body };
  const hide = (text: string) => issued.reduce((left, secret) => left.replaceAll(secret, '<not shown>'), text);
  return { headers: headers.map(([name, value]) => [name, hide(value)] as const), body: hide(body) };
}
