/**
 * Bundles the script of the conformance report, so that a run needs no build: `npm run build:page` after a change in
 * src/report/page. With `--check` it only says whether the bundle is that of the sources.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const PAGE = resolve(__dirname, '../src/report/page');
const BUNDLE = join(PAGE, 'browser.generated.js');

async function main(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(PAGE, 'browser/main.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'ascii',
    banner: { js: '/* Generated from src/report/page/browser by npm run build:page. Holds preact (MIT). */' },
    legalComments: 'none',
    write: false,
  });
  const text = outputFiles[0]?.text ?? '';
  if (!process.argv.includes('--check')) return writeFileSync(BUNDLE, text);
  if (readFileSync(BUNDLE, 'utf8') === text) return;
  process.stderr.write('src/report/page/browser.generated.js is not the bundle of its sources: npm run build:page\n');
  process.exitCode = 1;
}

void main();
