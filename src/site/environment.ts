import { join } from 'node:path';
import { config } from 'dotenv';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Adds what the `.env` of a folder sets to the environment. What is set already stays; no file is no mistake. */
export function loadEnvironment(folder: string = process.cwd(), env: NodeJS.ProcessEnv = process.env): Environment {
  config({ path: join(folder, '.env'), quiet: true, processEnv: env as Record<string, string> });
  return env;
}
