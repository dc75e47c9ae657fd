#!/usr/bin/env node
/** `npm run report:allure`: builds the Allure 3 report of the last run, without Java and without a network. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { Command } from 'commander';

const { reports: folder } = new Command('npm run report:allure --')
  .description('Builds the Allure report from the results of a run.')
  .option('--reports <folder>', 'the folder of all reports', process.env.GATEWAY_REPORTS || 'reports')
  .parse()
  .opts();
const reports = resolve(folder);
process.exitCode = build(join(reports, 'allure-results'), join(reports, 'allure'));

/** @type {(results: string, report: string) => number} */
function build(results, report) {
  if (!existsSync(results) || !readdirSync(results).some((name) => name.endsWith('-result.json'))) {
    process.stderr.write(
      `report:allure: expected the results of a run in ${shown(results)}, found none: run npm run conformance first, or name its --reports folder\n`,
    );
    return 3;
  }
  rmSync(report, { recursive: true, force: true });
  const cli = join(dirname(createRequire(import.meta.url).resolve('allure')), '..', 'cli.js');
  const title = ['--report-name', 'Agent gateway conformance', '--group-by', 'epic,feature,story'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'awesome', results, '--output', report, '--single-file', ...title],
    { encoding: 'utf8', env: { ...process.env, ALLURE_NO_ANALYTICS: '1' } },
  );
  if (status !== 0 || !existsSync(join(report, 'index.html'))) {
    process.stderr.write(`report:allure: Allure could not build the report: ${(stderr || stdout).trim()}\n`);
    return 3;
  }
  withoutAnalytics(join(report, 'index.html'));
  process.stdout.write(`${shown(join(report, 'index.html'))}\n`);
  return 0;
}

/** Allure's page reports its readers to an analytics service and has no switch for it; an acceptance report must not. @type {(page: string) => void} */
function withoutAnalytics(page) {
  const analytics = /<script async src="https:\/\/www\.googletagmanager\.com[^>]*><\/script>\s*<script>[^<]*<\/script>/;
  writeFileSync(page, readFileSync(page, 'utf8').replace(analytics, ''));
}

/** @type {(path: string) => string} */
function shown(path) {
  return relative(process.cwd(), path) || '.';
}
