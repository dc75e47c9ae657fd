import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Site } from '../site/site';

/**
 * Where all runs of one user on one machine meet that judge the same gateway: who has which agent, and when the next
 * request may go out. The simulated gateway is a run's own, and so is its directory.
 * @throws Error in one line when the directory belongs to somebody else
 */
export function siteDirectory(site: Pick<Site, 'url' | 'calls'>, runDirectory: string): string {
  if (site.calls.driver === 'simulator') return runDirectory;
  // Not by userInfo, where there are numbers: in a container a user need not have a name.
  const uid = process.getuid?.();
  const own = join(tmpdir(), `agent-gateway-sites-${uid ?? userInfo().username}`);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  // Anybody may write to the folder for temporary files: a link of this name would lead elsewhere.
  const found = lstatSync(own);
  if (!found.isDirectory()) throw new Error(`${own}: expected a folder, found something else; remove it`);
  if (uid !== undefined && found.uid !== uid)
    throw new Error(`${own}: expected a folder of this user, found another's`);
  const { hostname, port, protocol } = new URL(site.url);
  const address = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
  const directory = join(own, createHash('sha256').update(address).digest('hex').slice(0, 16));
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** Where requests to the site take turns. Site files with different rates do not share one. */
export function paceDirectory(site: Site, directory: string): string {
  return join(directory, `pace-${site.limits.requestsPerSecond ?? 'free'}`);
}

/** Where the relay of pushed events finds those who listen for them. */
export function pushDirectory(runDirectory: string): string {
  return join(runDirectory, 'push');
}
