import { addressProblem } from './addresses';
import type { SiteDocument } from './document';
import { caProblem, commandProblem, keyProblem } from './files';
import { found } from './found';
import { alternatives } from './mistakes';
import { keyOf, type Path } from './path';
import type { PlacedMistake } from './schema';

/** The agent IDs of each edition of the contract. */
export type Editions = Readonly<Record<string, { minimum: number; maximum: number }>>;

/** What the checks look into. It may have any mistake that the schema found: each check passes over what it cannot read. */
export interface Checked {
  document: SiteDocument;
  data: unknown;
  editions: Editions;
  /** Folder that paths in the file are relative to. */
  folder: string;
}

/** What the schema cannot say. */
export function checkMeaning(checked: Checked): PlacedMistake[] {
  return [
    ...checkEdition(checked),
    ...checkAddresses(checked),
    ...checkGuid(checked),
    ...checkPush(checked),
    ...checkFiles(checked),
    ...checkIds(checked),
    ...checkPasswords(checked),
    ...checkOwn(checked, 'id'),
    ...checkOwn(checked, 'phone'),
  ];
}

function checkEdition(checked: Checked): PlacedMistake[] {
  const edition = textAt(checked, ['edition']);
  if (edition === undefined || Object.hasOwn(checked.editions, edition)) return [];
  return [mistake(checked, ['edition'], alternatives(Object.keys(checked.editions).map((name) => `"${name}"`)))];
}

function checkAddresses(checked: Checked): PlacedMistake[] {
  const origin = (schemes: readonly string[]) => ({ schemes, pathAllowed: false });
  const base = { schemes: ['http', 'https'], pathAllowed: true };
  const addresses = [
    { path: ['url'], rule: origin(['http', 'https']), expected: 'http(s)://HOST:PORT and no more' },
    { path: ['httpUrl'], rule: origin(['http']), expected: 'http://HOST:PORT and no more' },
    { path: ['events', 'callback'], rule: base, expected: 'an absolute http(s) address' },
    { path: ['calls', 'url'], rule: base, expected: 'an absolute http(s) address' },
  ];
  return addresses.flatMap(({ path, rule, expected }) => {
    const text = textAt(checked, path);
    const problem = text === undefined ? undefined : addressProblem(text, rule);
    return problem ? [mistake(checked, path, expected, `${shown(checked, path)}, ${problem}`)] : [];
  });
}

function checkGuid(checked: Checked): PlacedMistake[] {
  const interval = at(checked.data, ['guid', 'intervalMs']);
  const timeout = at(checked.data, ['guid', 'timeoutMs']);
  if (typeof interval !== 'number' || typeof timeout !== 'number' || timeout > interval) return [];
  const path = ['guid', 'timeoutMs'];
  const stated = checked.document.place(path).node !== undefined;
  const value = stated ? `${timeout}` : `${timeout}, which it is where the file does not say`;
  return [mistake(checked, path, `more than intervalMs (${interval})`, value)];
}

function checkPush(checked: Checked): PlacedMistake[] {
  const tls = at(checked.data, ['events', 'tls']);
  const callback = textAt(checked, ['events', 'callback']);
  if (callback && tls !== undefined && !/^https:/i.test(callback))
    return [mistake(checked, ['events', 'callback'], 'https://…, since tls says with which certificate')];
  if (at(checked.data, ['events', 'mode']) !== 'push') return [];
  if (at(checked.data, ['events', 'callback']) === undefined)
    return [mistake(checked, ['events', 'callback'], 'an address that the gateway reaches, since mode is push')];
  if (callback && tls === undefined && /^https:/i.test(callback))
    return [mistake(checked, ['events', 'tls'], 'cert and key, since callback begins with https')];
  return [];
}

const PEM_CERTIFICATES = 'a file of PEM certificates, relative to the site file';

function checkFiles(checked: Checked): PlacedMistake[] {
  const { folder } = checked;
  const certificate = ['events', 'tls', 'cert'];
  return [
    ...checkFile(checked, ['tls', 'ca'], PEM_CERTIFICATES, (ca) => caProblem(ca, folder)),
    ...checkFile(checked, certificate, PEM_CERTIFICATES, (cert) => caProblem(cert, folder)),
    ...checkFile(
      checked,
      ['events', 'tls', 'key'],
      'a file with the PEM key of cert, relative to the site file',
      (key) => keyProblem(key, textAt(checked, certificate) ?? '', folder),
    ),
    ...checkFile(checked, ['calls', 'command'], 'a program that can be run', (name) => commandProblem(name, folder)),
  ];
}

function checkFile(
  checked: Checked,
  path: Path,
  expected: string,
  problemOf: (name: string) => string | undefined,
): PlacedMistake[] {
  const name = textAt(checked, path);
  const problem = name ? problemOf(name) : undefined;
  return problem ? [mistake(checked, path, expected, `${shown(checked, path)}, ${problem}`)] : [];
}

function checkIds(checked: Checked): PlacedMistake[] {
  const edition = textAt(checked, ['edition']);
  const bounds = edition === undefined ? undefined : checked.editions[edition];
  return agentPaths(checked).flatMap((agent) => {
    const path = [...agent, 'id'];
    const id = textAt(checked, path);
    if (id === undefined) return [];
    const spelt = /^[1-9][0-9]*$/.test(id);
    if (spelt && (!bounds || (Number(id) >= bounds.minimum && Number(id) <= bounds.maximum))) return [];
    const range = bounds ? `an ID from ${bounds.minimum} to ${bounds.maximum} (edition ${edition})` : 'an ID';
    return [mistake(checked, path, spelt ? range : `${range} in plain digits`)];
  });
}

/** An agent without a password says so itself: a variable that is empty was more likely forgotten. */
function checkPasswords(checked: Checked): PlacedMistake[] {
  return agentPaths(checked).flatMap((agent) => {
    const path = [...agent, 'password'];
    if (textAt(checked, path) !== '' || checked.document.source(path) === undefined) return [];
    return [{ ...mistake(checked, path, 'a text'), advice: 'write "" where the agent has no password' }];
  });
}

/** No two agents have the same of what each must have for itself. */
function checkOwn(checked: Checked, key: 'id' | 'phone'): PlacedMistake[] {
  const owners = new Map<string, Path>();
  return agentPaths(checked).flatMap((agent) => {
    const path = [...agent, key];
    const value = textAt(checked, path);
    if (!value) return [];
    const owner = owners.get(value);
    if (!owner) {
      owners.set(value, agent);
      return [];
    }
    const place = checked.document.place(path);
    const line = place.inherited ? checked.document.place(agent).line : place.line;
    const other = `${keyOf(owner)} (line ${checked.document.place([...owner, key]).line})`;
    return [{ ...mistake(checked, path, `${ARTICLE[key]} of its own`, `that of ${other}`), line }];
  });
}

const ARTICLE = { id: 'an ID', phone: 'a phone' };

function agentPaths({ data }: Checked): Path[] {
  const agents = at(data, ['agents']);
  return Array.isArray(agents) ? agents.map((_, index) => ['agents', index]) : [];
}

function mistake(checked: Checked, path: Path, expected: string, what = shown(checked, path)): PlacedMistake {
  return { path, line: checked.document.place(path).line, key: keyOf(path), expected, found: what };
}

function shown(checked: Checked, path: Path): string {
  return found(checked.document, path, at(checked.data, path));
}

/** The text at a path, if a text that could be read stands there. */
function textAt(checked: Checked, path: Path): string | undefined {
  const value = at(checked.data, path);
  return typeof value === 'string' && !checked.document.isUnreadable(path) ? value : undefined;
}

function at(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<string | number, unknown> | null | undefined)?.[part],
    data,
  );
}
