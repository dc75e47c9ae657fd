import type { Fault } from '../quirks';
import { asks, fault, phonepickup } from './fault';

/** AUTHMODE 1, and polls hand out new Guids all the same; the sign-in's dies some time after. Both operations are concerned. */
const renewedThoughStatic: readonly Fault[] = (
  [
    ['at-once', 'with every poll', 0, 0],
    ['after-1-s', 'after 1 s', 1000, 0],
    ['after-60-s', 'after 60 s', 60_000, 0],
    ['after-60-s-and-dead-later', 'after 60 s, and the former one lives 120 s longer', 60_000, 120_000],
  ] as const
).map(([name, text, intervalMs, timeoutMs]) =>
  fault(`static-guid-renewed-${name}`, 'PP-GUID-3', `AUTHMODE 1: a poll hands out a new Guid ${text}`, {
    settings(settings) {
      settings.authMode = 2;
      settings.guid = { intervalMs, timeoutMs };
    },
  }),
);

export const guidLifeFaults: readonly Fault[] = [
  ...renewedThoughStatic,
  fault(
    'phonepickup-first-renewed-guid-refused',
    'PP-GUID-4',
    'AUTHMODE 2: the Guid of the first renewal of a session does not work, later ones do',
    {
      guid: (x, accepted) =>
        accepted &&
        !(asks(x, phonepickup) && x.session?.guids.all().length === 2 && x.guid === x.session.guids.current),
    },
  ),
];
