/** Names that stand in evidence for secrets, and unknown credentials. */
const HIDDEN = /<((?:Guid|cookies?|password) [^<>]*|password|not shown)>/g;

/** Secrets as shell variables: name to what it stands for. */
export type Variables = Map<string, string>;

/**
 * A text as one word of a POSIX shell: quoted, with variables where evidence shows a name instead of a secret.
 * @param agentId whose secret it is where the name does not say
 * @param variables is told of every variable
 */
export function shellWord(text: string, agentId: string | undefined, variables: Variables): string {
  let word = '';
  let from = 0;
  for (const found of text.matchAll(HIDDEN)) {
    const [whole, name = ''] = found;
    const variable = variableOf(name, agentId);
    variables.set(variable, meaningOf(name, agentId));
    word += `${quoted(text.slice(from, found.index))}"$${variable}"`;
    from = found.index + whole.length;
  }
  word += quoted(text.slice(from));
  return word === '' ? "''" : word;
}

function quoted(text: string): string {
  if (text === '') return '';
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** `Guid 1 of agent 110` to GUID_110, `Guid 2 of agent 110` to GUID_110_2, `password` to PASSWORD_110. */
function variableOf(name: string, agentId: string | undefined): string {
  const [, guid, owner] = /^Guid (\d+) of agent (\w+)$/.exec(name) ?? [];
  const said =
    guid === undefined
      ? name === 'password'
        ? `password ${agentId ?? ''}`
        : name.replace(/ of agent/, '')
      : `Guid ${owner}${guid === '1' ? '' : ` ${guid}`}`;
  return said
    .trim()
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
}

function meaningOf(name: string, agentId: string | undefined): string {
  if (name === 'not shown') return 'a credential that nobody was given';
  if (/^Guid \d+ of/.test(name)) return `${name}, of the Set-GUID header of an answer to it`;
  return name === 'password' && agentId !== undefined ? `password of agent ${agentId}` : name;
}
