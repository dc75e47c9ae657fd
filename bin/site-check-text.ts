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
  if (check.unpushed !== undefined) return [check.unpushed];
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
  const judged = (share: (judgeable: number, cases: number) => boolean) =>
    requirements.filter(({ judgeable, cases }) => cases > 0 && share(judgeable, cases));
  const whole = judged((judgeable, cases) => judgeable === cases);
  const part = judged((judgeable, cases) => judgeable > 0 && judgeable < cases);
  const none = judged((judgeable) => judgeable === 0);
  const reasons = [...new Set([...part, ...none].flatMap((each) => together(each.reasons)))];
  const notes = (own: readonly string[]) =>
    together(own)
      .map((reason) => `[${reasons.indexOf(reason) + 1}]`)
      .join(' ');
  return [
    `requirements: ${whole.length} can be judged whole, ${part.length} in part, ${none.length} not at all`,
    ...rows([
      ...whole.map(({ id, level, cases }) => [`  ${id} (${level})`, counted(cases)] as const),
      ...[...part, ...none].map(
        ({ id, level, cases, judgeable, reasons: own }) =>
          [`  ${id} (${level})`, `${judgeable} of ${counted(cases)} ${notes(own)}`] as const,
      ),
    ]),
    ...reasons.map((reason, at) => `  [${at + 1}] ${reason}`),
  ];
}

const NO_AGENT = 'the site lends no agent ';

/** Agents that are missing by their ID make one reason. */
function together(reasons: readonly string[]): string[] {
  const ids = reasons.flatMap((reason) => /^the site lends no agent (\d+)$/.exec(reason)?.[1] ?? []);
  const others = reasons.filter((reason) => !ids.some((id) => reason === NO_AGENT + id));
  return [...(ids.length > 0 ? [NO_AGENT + ids.join(', ')] : []), ...others];
}

function counted(cases: number): string {
  return cases === 1 ? '1 case' : `${cases} cases`;
}

function rows(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...pairs.map(([name]) => name.length));
  return pairs.map(([name, text]) => `${name.padEnd(width)}  ${text}`);
}
