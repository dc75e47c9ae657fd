import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ContractError } from './contract-error';
import { type Description, isObject, problemLine, valueAt } from './document';
import { extensionDir } from './extensions';
import { applyOverlay } from './overlay';
import { readYaml } from './read-yaml';
import { remembered } from './remembered';

/** Where a description and the overlays of its other editions lie; default: the project's own. */
export interface DescriptionPlace {
  descriptionPath?: string;
  overlayDir?: string;
}

const home = join(__dirname, '../../openapi');
const parsed = new Map<string, Description>();

/**
 * The editions that can be read, oldest first: the description's own and one per overlay.
 * @throws ContractError when the description cannot be read
 */
export function knownEditions(place: DescriptionPlace = {}): string[] {
  const read = () => [editionOf(base(place)), ...overlays(place)].sort();
  return isOwn(place) ? remembered('editions', filesBehind(...overlays(place)), read) : read();
}

/** Is it the project's own description? What follows from it is kept from one process to the next. */
export const isOwn = ({ descriptionPath, overlayDir }: DescriptionPlace): boolean =>
  descriptionPath === undefined && overlayDir === undefined;

/** Everything that the project's own contract of these editions depends on: the description, overlays, the checks. */
export function filesBehind(...editions: readonly string[]): string[] {
  const own = overlays({}).filter((edition) => editions.includes(edition));
  return [
    descriptionPathOf({}),
    ...own.map((edition) => join(overlayDirOf({}), `${edition}.yaml`)),
    ...readdirSync(extensionDir).map((file) => join(extensionDir, file)),
    ...codeFiles(),
  ];
}

/** The reader itself, and the versions of the libraries that it uses. */
const codeFiles = () => [...readdirSync(__dirname).map((file) => join(__dirname, file)), join(home, '../package.json')];

/**
 * The description of one edition. The description itself is parsed once per process, the overlay each time.
 * @throws ContractError when there is no such edition, a file cannot be read, or the overlay does not apply
 */
export function descriptionOf(edition: string, place: DescriptionPlace = {}): Description {
  const description = base(place);
  if (edition === editionOf(description)) return description;
  if (!overlays(place).includes(edition)) {
    const expected = knownEditions(place).map((known) => JSON.stringify(known));
    throw new ContractError([`edition ${JSON.stringify(edition)} is unknown; expected ${expected.join(' or ')}`]);
  }
  const path = join(overlayDirOf(place), `${edition}.yaml`);
  const file = shown(path);
  const document = applyOverlay(description.document, readYaml(path, file), file);
  const changed = { document, file: `${description.file} with ${file}` };
  if (editionOf(changed) !== edition) {
    throw new ContractError([problemLine(changed.file, ['info', 'version'], edition, editionOf(changed))]);
  }
  return changed;
}

function base(place: DescriptionPlace): Description {
  const descriptionPath = descriptionPathOf(place);
  const known = parsed.get(descriptionPath);
  if (known !== undefined) return known;
  const file = shown(descriptionPath);
  const document = readYaml(descriptionPath, file);
  if (!isObject(document)) throw new ContractError([problemLine(file, [], 'an OpenAPI description', document)]);
  const description = { document, file };
  parsed.set(descriptionPath, description);
  return description;
}

const descriptionPathOf = ({ descriptionPath = join(home, 'cc-gateway.yaml') }: DescriptionPlace) => descriptionPath;
const overlayDirOf = ({ overlayDir = join(home, 'editions') }: DescriptionPlace) => overlayDir;

function overlays(place: DescriptionPlace): string[] {
  const folder = overlayDirOf(place);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => file.endsWith('.yaml')).map((file) => file.replace(/\.yaml$/, ''));
}

const editionOf = ({ document }: Description) => String(valueAt(document, 'info', 'version') ?? '');

/** A path as a reader of messages knows it. */
function shown(path: string): string {
  const short = relative(join(home, '..'), path);
  return short.startsWith('..') ? path : short.replaceAll('\\', '/');
}
