/**
 * Does a redirect lead to the address that was asked for, in another spelling? So frameworks and proxies answer doubled
 * slashes, a slash too many, dots, other letters; and no sign-in page stands there.
 */
export function leadsToSameAddress(location: string, url: string): boolean {
  const [asked, named] = [normalised(url, url), normalised(location, url)];
  return asked !== undefined && asked === named;
}

function normalised(address: string, base: string): string | undefined {
  try {
    const decoded = decodeURIComponent(new URL(address, base).pathname);
    const { pathname } = new URL(decoded.replaceAll(/\/{2,}/g, '/'), 'http://localhost');
    return pathname.replaceAll(/;[^/]*|\/$/g, '').toLowerCase();
  } catch {
    return undefined;
  }
}
