import { readFileSync } from 'node:fs';
import { ContractError } from './contract-error';
import type { Json } from './document';

/**
 * Reads a YAML file as YAML 1.2 has it: `100-006` and a date stay text.
 * @param name how messages call the file
 * @throws ContractError when the file cannot be read or is no YAML
 */
export function readYaml(path: string, name: string): Json {
  // Loaded when something is parsed: most processes find the description already parsed.
  const { parse } = require('yaml') as typeof import('yaml');
  try {
    return parse(readFileSync(path, 'utf8'), { schema: 'core' }) as Json;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ContractError([`${name}: cannot be read as YAML: ${reason}`]);
  }
}
