import { join } from 'node:path';
import type { Json, JsonObject } from '../../../src/contract/document';
import { ContractError, readContractFrom } from '../../../src/contract/read-contract';
import { readYaml } from '../../../src/contract/read-yaml';

export const openapiDir = join(__dirname, '../../../openapi');

const text = JSON.stringify(readYaml(join(openapiDir, 'cc-gateway.yaml'), 'cc-gateway.yaml'));

/** The description in memory, to be changed at will. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach anywhere into it
export const freshDescription = (): any => JSON.parse(text);

/** The problems with which a description is refused; empty when it is accepted. */
export function problemsOf(document: Json): readonly string[] {
  try {
    readContractFrom(document, 'cc-gateway.yaml');
    return [];
  } catch (error) {
    if (error instanceof ContractError) return error.problems;
    throw error;
  }
}

/** Every leaf of a document by its path, for comparing two documents. */
export function leaves(value: Json, path = ''): Map<string, Json> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  return new Map(Object.entries(value as JsonObject).flatMap(([key, member]) => [...leaves(member, `${path}/${key}`)]));
}
