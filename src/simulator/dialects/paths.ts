import type { Hooks } from '../hooks';
import type { Dialect } from '../quirks';
import type { GatewayRequest } from '../request';
import { dialect } from './dialect';

const pickup = /\/(phonepickup|snatchpickup)$/i;

/** The path as the framework, or a proxy in front, has it before it looks for the operation. */
function read(change: (path: string) => string): Hooks {
  return {
    request(request) {
      request.path = change(request.path);
    },
  };
}

/** Where the path is another one once it is in order, the client is sent there. */
function redirected(status: number, change: (path: string) => string): () => Hooks {
  return () => {
    const elsewhere = new WeakMap<GatewayRequest, string>();
    return {
      request(request) {
        const path = change(request.path);
        if (path === request.path) return;
        elsewhere.set(request, request.query === '' ? path : `${path}?${request.query}`);
        request.path = '/';
      },
      answer(x, answer) {
        const Location = elsewhere.get(x.request);
        return Location === undefined ? answer : { status, headers: { Location } };
      },
    };
  };
}

const withoutDoubledSlashes = (path: string) => path.replaceAll(/\/{2,}/g, '/');
const withoutSlashBehind = (path: string) => path.replace(/(?<=[^/])\/+$/, '');
const withoutMatrixParameters = (path: string) => path.replaceAll(/;[^/]*/g, '');

/** `.` and `..` resolved as RFC 3986 has it, slashes merged. */
function cleaned(path: string): string {
  const segments: string[] = [];
  for (const segment of withoutDoubledSlashes(path).slice(1).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}

/** What is percent-encoded and may stand in a path as it is, the slash as well. */
function unescaped(path: string): string {
  return path.replaceAll(/%(2f|2e|[3-7][0-9a-f])/gi, (escaped) => {
    const character = decodeURIComponent(escaped);
    return /[\w./~;-]/.test(character) ? character : escaped;
  });
}

/** Only the paths of pickups: what else a gateway serves is no business of these dialects. */
function ofPickups(change: (path: string) => string): (path: string) => string {
  return (path) => {
    const changed = change(path);
    return pickup.test(changed) ? changed : path;
  };
}

export const pathDialects: readonly Dialect[] = [
  dialect('doubled-slashes-read', 'A5', 'doubled slashes in a path are one', read(withoutDoubledSlashes)),
  dialect(
    'doubled-slashes-redirected',
    'A5 A7',
    'a path with doubled slashes, dots or a segment taken back is redirected to the one without: HTTP 307',
    redirected(307, ofPickups(cleaned)),
  ),
  dialect(
    'paths-cleaned-by-301',
    'A5 A7',
    'a path with doubled slashes, dots or a segment taken back is redirected to the one without: HTTP 301',
    redirected(301, ofPickups(cleaned)),
  ),
  dialect('slash-behind-read', 'A5', 'a slash behind a path is read over', read(withoutSlashBehind)),
  dialect(
    'slash-behind-redirected-308',
    'A5 A7',
    'a path with a slash behind is redirected to the one without: HTTP 308',
    redirected(308, ofPickups(withoutSlashBehind)),
  ),
  dialect(
    'slash-behind-redirected-301',
    'A5 A7',
    'a path with a slash behind is redirected to the one without: HTTP 301',
    redirected(301, ofPickups(withoutSlashBehind)),
  ),
  dialect('matrix-parameters-read-over', 'A5', 'what stands behind a semicolon in a path is read over', {
    ...read(ofPickups(withoutMatrixParameters)),
  }),
  dialect(
    'paths-in-any-case',
    'A5',
    'a path is matched in letters of either case',
    read((path) =>
      path.replace(/^\/agentgateway\/.*$/i, (whole) => (pickup.test(whole) ? whole.toLowerCase() : whole)),
    ),
  ),
  dialect(
    'paths-normalised',
    'A5',
    'a proxy in front merges slashes, resolves dots and decodes what is percent-encoded, the slash as well',
    read(ofPickups((path) => cleaned(unescaped(path)))),
  ),
];
