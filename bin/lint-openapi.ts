/**
 * `npm run check:openapi [folder]`: lints the descriptions strictly, each edition with its overlay applied; warnings
 * count as errors, nothing is fetched and nothing reported to anybody. Prints one line per problem
 * (`file:line rule message`) and exits 1 when there is one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Document, NormalizedProblem } from '@redocly/openapi-core';
import Ajv2020 from 'ajv/dist/2020';
import { stringify } from 'yaml';
import { ContractError } from '../src/contract/contract-error';
import { isObject, type Json, type JsonObject, valueAt } from '../src/contract/document';
import { descriptionOf, knownEditions, readContract } from '../src/contract/read-contract';
import { readYaml } from '../src/contract/read-yaml';
import { newAjv } from '../src/contract/validator';

/** Whatever a check says of one place; `line` where the file has lines of its own. */
interface Problem {
  file: string;
  line?: number;
  rule: string;
  message: string;
}

/** The linter's own rules, on a file or on a document that stands in no file. */
async function redoclyProblems(folder: string, file: string, merged?: JsonObject): Promise<Problem[]> {
  const core = await import('@redocly/openapi-core');
  const config = await core.createConfig({
    extends: ['recommended-strict'],
    telemetry: 'off',
    // Not among the recommended ones: examples beside answers and requests.
    rules: { 'no-invalid-parameter-examples': 'error', 'no-invalid-schema-examples': 'error' },
  });
  const externalRefResolver = new core.BaseResolver(config.resolve);
  const source = merged === undefined ? readFileSync(join(folder, file), 'utf8') : stringify(merged);
  const document: Document = core.makeDocumentFromString(source, join(folder, file));
  const problems = await core.lintDocument({ document, config, externalRefResolver });
  return problems.filter(counts).map((problem) => {
    const [place] = problem.location;
    const line = place === undefined ? 1 : core.getLineColLocation(place).start.line;
    const pointer = place?.pointer ?? '';
    const own = merged === undefined ? { file: `openapi/${file}`, line } : { file: `openapi/${file}${pointer}` };
    return { ...own, rule: problem.ruleId, message: problem.message };
  });
}

/** The content of events is found by the event's name, in `x-triggered-events`, which no linter knows as a reference. */
function counts({ ruleId, location }: NormalizedProblem): boolean {
  const pointer = location[0]?.pointer ?? '';
  return ruleId !== 'no-unused-components' || !/^#\/components\/schemas\/Agent[A-Za-z]*_/.test(pointer);
}

/** Are the schemas of the extensions themselves schemas? */
function extensionSchemaProblems(folder: string): Problem[] {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  return readdirSync(join(folder, 'extensions')).flatMap((name) =>
    attempt(`openapi/extensions/${name}`, 'extension-schema', () => {
      const schema = JSON.parse(readFileSync(join(folder, 'extensions', name), 'utf8'));
      if (schema.$id !== name) throw new Error(`$id must be ${name}`);
      ajv.compile(schema);
    }),
  );
}

/** Does every schema of a description compile in strict mode, as a run needs it? */
function schemaProblems(file: string, document: Json): Problem[] {
  const schemas = valueAt(document, 'components', 'schemas') ?? {};
  const ajv = newAjv();
  ajv.addVocabulary(['components']);
  ajv.addSchema({ components: { schemas } }, 'description');
  const metaAjv = newAjv({ meta: true });
  return Object.entries(isObject(schemas) ? schemas : {}).flatMap(([name, schema]) =>
    attempt(`${file}#/components/schemas/${name}`, 'strict-schema', () => {
      if (!metaAjv.validateSchema(schema as JsonObject)) throw new Error(metaAjv.errorsText());
      ajv.getSchema(`description#/components/schemas/${name}`);
    }),
  );
}

function attempt(file: string, rule: string, check: () => void): Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    const messages = error instanceof ContractError ? error.problems : [String(error)];
    return messages.map((message) => ({ file, rule, message }));
  }
}

async function allProblems(folder: string): Promise<Problem[]> {
  const place = { descriptionPath: join(folder, 'cc-gateway.yaml'), overlayDir: join(folder, 'editions') };
  const editions = knownEditions(place);
  const session = readYaml(join(folder, 'session.yaml'), 'openapi/session.yaml');
  const problems = [
    ...extensionSchemaProblems(folder),
    ...(await redoclyProblems(folder, 'cc-gateway.yaml')),
    ...(await redoclyProblems(folder, 'session.yaml')),
    ...schemaProblems('openapi/session.yaml', session),
  ];
  for (const edition of editions) {
    problems.push(...attempt(`edition ${edition}`, 'contract', () => readContract(edition, place)));
    if (problems.length > 0) continue;
    const { document } = descriptionOf(edition, place);
    problems.push(...schemaProblems(`edition ${edition}`, document));
    const file = `editions/${edition}.yaml`;
    if (existsSync(join(folder, file))) problems.push(...(await redoclyProblems(folder, file, document)));
  }
  return problems;
}

/**
 * Lints a folder such as `openapi/`.
 * @returns one line per problem; empty when all is well
 * @throws ContractError when a file cannot be read
 */
export async function lintOpenapi(folder: string): Promise<string[]> {
  const problems = await allProblems(folder);
  return problems.map(({ file, line, rule, message }) => {
    return `${file}${line === undefined ? '' : `:${line}`} ${rule} ${message}`;
  });
}

if (require.main === module) {
  void lintOpenapi(resolve(process.argv[2] ?? join(__dirname, '../openapi')))
    .catch((error) => [error instanceof ContractError ? error.message : String(error?.stack ?? error)])
    .then((lines) => {
      for (const line of lines) console.error(line);
      process.exitCode = lines.length > 0 ? 1 : 0;
    });
}
