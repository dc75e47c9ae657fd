import { dirname, resolve } from 'node:path';
import { withoutTrailingSlash } from './addresses';
import { findCommand } from './files';
import type { CallDriverSettings, Site } from './site';

/** What the schema lets through: a site with its defaults, some of it still to be completed. */
type SiteData = Omit<Site, 'file' | 'url' | 'calls'> & { url?: string; calls: CallData };

type CallData = {
  [Driver in CallDriverSettings['driver']]: Partial<Extract<CallDriverSettings, { driver: Driver }>> & {
    driver: Driver;
  };
}[CallDriverSettings['driver']];

/** Stands for the address of the simulated gateway until that is started. */
const NOT_STARTED = 'https://127.0.0.1:0';

/** The typed site from data in which no mistake was found. */
export function toSite(data: unknown, file: string): Site {
  const site = data as SiteData;
  const folder = dirname(file);
  return {
    ...site,
    file,
    url: withoutTrailingSlash(site.url ?? NOT_STARTED),
    ...(site.httpUrl !== undefined && { httpUrl: withoutTrailingSlash(site.httpUrl) }),
    tls: { ...site.tls, ...(site.tls.ca !== undefined && { ca: resolve(folder, site.tls.ca) }) },
    events: toEvents(site.events, folder),
    calls: toCalls(site.calls, folder),
  };
}

function toEvents({ tls, ...events }: Site['events'], folder: string): Site['events'] {
  return tls ? { ...events, tls: { cert: resolve(folder, tls.cert), key: resolve(folder, tls.key) } } : events;
}

function toCalls({ ringMs, ...calls }: CallData, folder: string): CallDriverSettings {
  return { ...toDriver(calls as CallData, folder), ...(ringMs !== undefined && { ringMs }) };
}

function toDriver(calls: CallData, folder: string): CallDriverSettings {
  switch (calls.driver) {
    case 'http':
      return { driver: 'http', url: withoutTrailingSlash(calls.url ?? '') };
    case 'command':
      return { driver: 'command', command: findCommand(calls.command ?? '', folder).file, args: calls.args ?? [] };
    case 'simulator':
      return { driver: 'simulator', faults: calls.faults ?? [], dialects: calls.dialects ?? [] };
    default:
      return { driver: calls.driver };
  }
}
