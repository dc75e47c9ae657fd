import type { Exchange, TransportFailureKind } from '../evidence/exchange';
import { isPage } from '../evidence/in-between';
import { isRateLimited } from '../evidence/transit';

const ADVICE: Readonly<Partial<Record<TransportFailureKind, string>>> = {
  'connection-refused': 'nothing listens there: check the port, and whether the gateway runs',
  unreachable: 'check the address, the network and the firewall',
  'name-not-found': 'check the host name and the name server',
  tls: 'check the certificate, and tls.ca in the site file',
  cut: 'check whether the port speaks HTTP or HTTPS, and what stands in front of the gateway',
  'malformed-answer': 'check whether something else than a gateway listens there',
  'unasked-continue': 'let whatever sends it be switched off; the suite cannot read past it',
  'no-answer-in-time': 'something accepts connections and does not answer: check the gateway behind it',
};

/** What to do about a first request that got no answer of a gateway's. */
export function advice(exchange: Exchange): string {
  const { failure, response } = exchange;
  if (isPage(exchange)) return 'sign in to the network, or give the address of the gateway itself';
  if (isRateLimited(exchange)) return 'set limits.requestsPerSecond to what it allows';
  if (failure) return ADVICE[failure.kind] ?? 'check the network';
  const status = response?.status ?? 0;
  return status >= 300 && status < 400
    ? 'give the address of the gateway itself, not of a portal in front of it'
    : 'check what stands in front of the gateway, and the gateway behind it';
}
