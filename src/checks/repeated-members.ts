/**
 * The members that the outermost object of a JSON text has more than once. Readers differ in which of the values counts,
 * and one that keeps the last does not show that there was another (RFC 8259, section 4).
 * @throws SyntaxError where the text is no JSON
 */
export function repeatedMembers(json: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const { 0: token, 1: colon } of json.matchAll(/(?:"(?:[^"\\]|\\.)*"(\s*:)?)|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && colon !== undefined) names.push(nameIn(token.slice(0, -colon.length)));
  }
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

/** Escapes are rare: a name without any is read as it stands. */
function nameIn(text: string): string {
  return text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1);
}
