import type { Exchange } from '../../evidence/exchange';
import { shellWord, type Variables } from './shell-words';

/** Methods with which the suite sends `Content-Length: 0` where there is no body. */
const WITH_LENGTH = new Set(['POST', 'PUT', 'PATCH']);
/** What curl adds by itself and the suite does not send. */
const ADDED_BY_CURL = ['Accept', 'User-Agent'];

/** The curl command that sends an exchange's request once more, on several lines, secrets as shell variables. */
export function curlCommand({ request, agentId }: Exchange, variables: Variables): string {
  const { method, url, headers, body } = request;
  const word = (text: string) => shellWord(text, agentId, variables);
  const tls = url.startsWith('https:') ? ' --cacert "$CA"' : '';
  const data = body ?? (WITH_LENGTH.has(method) ? '' : undefined);
  const sent = new Set(headers.map(([name]) => name.toLowerCase()));
  const suppressed = [...ADDED_BY_CURL, ...(data === undefined ? [] : ['Content-Type'])].filter(
    (name) => !sent.has(name.toLowerCase()),
  );
  const lines = [
    `curl -isS --http1.1 --path-as-is --globoff${tls} ${method === 'HEAD' ? '--head' : `-X ${word(method)}`} ${word(url)}`,
    // An empty value needs a semicolon, or curl leaves the header out.
    ...headers.map(([name, value]) => `-H ${word(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...suppressed.map((name) => `-H '${name}:'`),
    ...(data === undefined ? [] : [`--data-raw ${word(data)}`]),
  ];
  return lines.join(' \\\n  ');
}
