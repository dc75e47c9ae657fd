import type { Exchange } from '../../../evidence/exchange';
import type { Observation } from '../../../evidence/observation';
import type { Happening } from './happening';
import type { LineOf } from './lifelines';

const HANG_UP = 'call driver: hangup';

/** What the call driver did: the caller's and the handset's part, as far as the observation tells. */
export function callHappenings(seen: Observation, exchanges: readonly Exchange[], lineOf: LineOf): Happening[] {
  const { call, moments, answering, cast, steps } = seen;
  const happenings: Happening[] = [];
  if (moments.phoneAnswered !== undefined && answering === undefined)
    happenings.push({
      kind: 'call',
      at: moments.phoneAnswered,
      from: lineOf(cast.picker),
      to: 'gateway',
      label: 'handset lifted',
      deviations: [],
    });
  const ended = moments.callEnded;
  const byAgent = exchanges.some(
    ({ request, sentAt }) => ended !== undefined && sentAt >= ended && request.url.endsWith('/release'),
  );
  if (call?.kind === 'external' && ended !== undefined && !byAgent)
    happenings.push({
      kind: 'call',
      at: ended,
      from: 'caller',
      to: 'gateway',
      label: steps.some(({ what }) => what.startsWith(HANG_UP)) ? 'hangs up' : 'the call is ended',
      deviations: [],
    });
  return happenings;
}

/** The call was placed before the phone rang; when exactly, nobody noted. */
export function withRing(
  happenings: readonly Happening[],
  { call, moments }: Observation,
  lineOf: LineOf,
): Happening[] {
  if (call?.kind !== 'external') return [...happenings];
  const rang = moments.rang ?? moments.requestSent ?? Number.POSITIVE_INFINITY;
  const phone = lineOf(call.placedTo);
  const first = happenings.findIndex(
    ({ kind, to, quiet, at }) => kind === 'event' && to === phone && !quiet && (at ?? 0) <= rang,
  );
  const before = first < 0 ? happenings.findIndex(({ purpose }) => purpose === 'stimulus') : first;
  const ring: Happening = {
    kind: 'call',
    from: 'caller',
    to: 'gateway',
    label: `calls ${call.called ?? `agent ${call.placedTo}`}`,
    deviations: [],
  };
  const position = Math.max(0, before);
  return [...happenings.slice(0, position), ring, ...happenings.slice(position)];
}
