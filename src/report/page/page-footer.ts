import type { ConformanceReport } from '../conformance-report';
import { moment } from './overview';
import { middleCut } from './view/words';

const LONGEST_NAME = 60;

/** A rule that tells, at the foot of each printed page, which run it is of. */
export function footerRule({ site, edition, startedAt, verdict }: ConformanceReport): string {
  const text = [middleCut(site.name, LONGEST_NAME), `edition ${edition}`, moment(startedAt), verdict].join(' · ');
  return `@page { @bottom-left { content: "${cssText(text)}"; } }`;
}

/** Whatever a site's name holds, it stays text: all but letters, digits and blanks as numbers. */
function cssText(text: string): string {
  return text.replace(/[^A-Za-z0-9 ]/gu, (letter) => `\\${(letter.codePointAt(0) ?? 0).toString(16)} `);
}
