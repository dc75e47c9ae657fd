import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { loadEnvironment } from '../../../src/site/environment';
import { inFolder } from './site-file';

test('.env adds to the environment, which comes first', () => {
  inFolder((folder) => {
    writeFileSync(join(folder, '.env'), 'A=file\nB="with blanks"\n# C=3\n');
    const env: NodeJS.ProcessEnv = { A: 'environment' };
    expect(loadEnvironment(folder, env)).toBe(env);
    expect(env).toEqual({ A: 'environment', B: 'with blanks' });
  });
});

test('no .env, or a folder of that name, is no mistake', () => {
  inFolder((folder) => {
    expect(loadEnvironment(folder, {})).toEqual({});
    mkdirSync(join(folder, '.env'));
    expect(loadEnvironment(folder, {})).toEqual({});
  });
});
