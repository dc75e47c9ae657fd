import type { Level, Requirement } from '../../contract/contract';

/** What Allure writes of a test; the parts that matter here. */
export interface AllureResult {
  uuid: string;
  labels: { name: string; value: string }[];
  links: { name?: string; url: string; type?: string }[];
  /** Package, folder, file. */
  titlePath?: readonly string[];
}

const SEVERITY: Readonly<Record<Level, string>> = { must: 'critical', should: 'normal', observe: 'minor' };

/** From `allure/index.html` to the conformance report that stands beside it. */
const CONFORMANCE_REPORT = '../conformance/index.html';

/**
 * Puts a test into Allure's behaviours (operation, section, requirement), with the weight of its level and links to its
 * requirements in the conformance report. The first requirement among a test's tags is the one that it is there for.
 */
export function addCatalogue(result: AllureResult, requirements: readonly Requirement[]): void {
  const tags = result.labels.filter(({ name }) => name === 'tag').map(({ value }) => value);
  const judged = tags.flatMap((tag) => requirements.find(({ id }) => id === tag) ?? []);
  const [first] = judged;
  if (!first) return;
  const [operation = '', file = ''] = result.titlePath?.slice(-2) ?? [];
  result.labels.push(
    { name: 'epic', value: operation },
    { name: 'feature', value: file.replace(/\.spec\.ts$/, '') },
    { name: 'story', value: `${first.id}: ${first.text}` },
    { name: 'severity', value: SEVERITY[first.level] },
  );
  result.links.push(...judged.map(({ id }) => ({ name: id, url: `${CONFORMANCE_REPORT}#${id}`, type: 'requirement' })));
}
