import { basename } from 'node:path';
import type { Site } from '../src/site/site';
import type { RequirementOutlook, SiteCheck } from '../src/staging/site-check';

/** What `--check-site` found, for a terminal. */
export function siteCheckText(site: Site, check: SiteCheck): string {
  return [
    `${site.name}, ${site.url}, edition ${site.edition}, AUTHMODE ${site.authMode}`,
    '',
    ...rows([
      ['gateway', check.unreachable ?? `answers; ${tlsOf(site)}`],
      ['plain HTTP', check.plainHttp.finding],
      [`calls (${site.calls.driver})`, check.ring.finding],
    ]),
    '',
    'agents',
    ...rows(check.agents.map(({ agent, finding, fit }) => [`${fit ? ' ' : '!'} ${agent.id}`, finding])),
    '',
    ...outlookLines(check.requirements),
  ].join('\n');
}

/** What of what the site file says is not so: one line each. */
export function siteCheckProblems(site: Site, check: SiteCheck): string[] {
  if (check.unreachable !== undefined) return [`url: expected a gateway at ${site.url}, found ${check.unreachable}`];
  return [
    ...check.agents.filter(({ fit }) => !fit).map(({ agent, finding }) => `agents: agent ${agent.id} ${finding}`),
    ...(check.ring.ok === false ? [`calls: ${check.ring.finding}`] : []),
    ...(check.plainHttp.ok === false ? [`httpUrl: ${check.plainHttp.finding}`] : []),
  ];
}

function tlsOf({ url, tls }: Site): string {
  if (!url.startsWith('https:')) return 'without TLS';
  if (tls.insecure) return 'its certificate is not verified (tls.insecure)';
  return `its certificate is verified${tls.ca === undefined ? '' : ` (${basename(tls.ca)})`}`;
}

function outlookLines(requirements: readonly RequirementOutlook[]): string[] {
  const whole = requirements.filter(({ cases, judgeable }) => judgeable === cases);
  const part = requirements.filter(({ cases, judgeable }) => judgeable > 0 && judgeable < cases);
  const none = requirements.filter(({ cases, judgeable }) => judgeable === 0 && cases > 0);
  return [
    `requirements: ${whole.length} can be judged whole, ${part.length} in part, ${none.length} not at all`,
    ...rows(whole.map(({ id, level, cases }) => [`  ${id} (${level})`, `all ${cases} cases`])),
    ...rows(
      [...part, ...none].map(({ id, level, cases, judgeable, reasons }) => [
        `  ${id} (${level})`,
        `${judgeable} of ${cases} cases; else ${reasons.join('; ')}`,
      ]),
    ),
  ];
}

function rows(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...pairs.map(([name]) => name.length));
  return pairs.map(([name, text]) => `${name.padEnd(width)}  ${text}`);
}
