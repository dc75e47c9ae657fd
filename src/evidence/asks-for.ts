import type { Exchange } from './exchange';

/** Was the request sent to this operation, whatever its method and agent ID? */
export function asksFor({ request }: Pick<Exchange, 'request'>, operation: string): boolean {
  return request.url.includes(`/${operation}`);
}
