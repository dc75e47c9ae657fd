import { expect } from '@playwright/test';
import type { Exchange } from '../../../src/evidence/exchange';
import type { PageInput } from '../../../src/report/page/page-input';
import { pageText } from '../../../src/report/page/page-text';
import { test } from './browser';
import { FAILED, sampleRun } from './sample-run';

const HOSTILE =
  '</script><script>alert(1)</script><img src="https://evil.example/x" onerror="alert(2)">\u2028\u202Eabc<!--]]>&amp;';

/** The sample with text of an enemy wherever a gateway, or whoever writes the site file, can put some. */
async function hostileRun(): Promise<PageInput> {
  const input = await sampleRun();
  const found = input.evidence.get(FAILED);
  if (!found?.seen) throw new Error('the sample lacks a case');
  const { result, seen } = found;
  const answer = { status: 200, headers: [[HOSTILE, HOSTILE]] as [string, string][], body: HOSTILE };
  const stimuli = seen.stimuli.map((exchange): Exchange => ({ ...exchange, response: answer }));
  const events = seen.events.map((event) => ({ ...event, eventType: HOSTILE, content: { [HOSTILE]: HOSTILE } }));
  const findings = result.findings.map((finding) => ({ ...finding, received: HOSTILE }));
  const evidence = new Map(input.evidence);
  evidence.set(FAILED, { result: { ...result, findings, notes: [HOSTILE] }, seen: { ...seen, stimuli, events } });
  const requirements = input.report.requirements.map((one) => ({
    ...one,
    findings: one.findings.map((finding) => ({ ...finding, received: HOSTILE })),
  }));
  return {
    ...input,
    evidence,
    report: { ...input.report, requirements, site: { ...input.report.site, name: HOSTILE, url: HOSTILE } },
  };
}

test('what a gateway sends stays text: no script runs, nothing is fetched', async ({ open }) => {
  const page = await open(await hostileRun(), `#${FAILED}`);
  const shown = page.locator(`details[data-case="${FAILED}"]`);
  await expect(shown.locator('.exchanges pre').nth(1)).toContainText('<script>alert(1)</script>');
  await expect(shown.locator('.deviations')).toContainText('<img src="https://evil.example/x"');
  await expect(page.locator('h1')).toContainText('</script><script>alert(1)');
  await expect(page.locator('img, main script')).toHaveCount(0);
  await expect(page).toHaveTitle(/<script>alert\(1\)/);
});

test('no other script than ours may run, and nothing may be fetched, even where something slipped through', async () => {
  const text = pageText(await hostileRun());
  expect(text).not.toContain('<script>alert');
  expect(text).toMatch(/Content-Security-Policy" content="default-src 'none'; [^"]*script-src 'sha256-[\w+/]+=*'/);
  expect(text.match(/<script(?! type="application\/octet-stream")/g)).toHaveLength(1);
  expect(text).not.toMatch(/<(link|iframe|object|embed)\b|\bsrc=["']?(https?:)?\/\//);
});
