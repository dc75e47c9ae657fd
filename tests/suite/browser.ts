import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** How tests start the machine's Chromium or Chrome; there is no browser among the dependencies. */
export function browserOptions(): { executablePath: string; args: string[] } {
  const executablePath = PLACES.find(existsSync);
  if (!executablePath) throw new Error(`no browser found: expected one of ${PLACES.join(', ')}`);
  return { executablePath, args: ['--no-sandbox', '--disable-gpu'] };
}
