import type { AnySchemaObject } from 'ajv/dist/2020';
import { contentValidators, type Judge } from './content-validators';
import type { CallFields, Contract, Requirement } from './contract';
import { ContractError } from './contract-error';
import { crossCheckProblems } from './cross-checks';
import { type Description, isObject, type Json, type JsonObject, problemLine, valueAt } from './document';
import { type DescriptionPlace, descriptionOf, filesBehind, isOwn } from './editions';
import { extensionProblems } from './extensions';
import { operationNames, readOperations } from './operation';
import { remembered } from './remembered';

export { ContractError } from './contract-error';
export { descriptionOf, knownEditions } from './editions';

/**
 * Reads one edition of the contract from the description in `openapi/`.
 * @param edition a date such as `2023-09-27`; see `knownEditions()`
 * @param place another description or another folder of overlays; default: the project's own
 * @throws ContractError when the edition is unknown or the description is no sound contract; one line per problem
 */
export function readContract(edition: string, place: DescriptionPlace = {}): Contract {
  const read = () => checked(descriptionOf(edition, place));
  if (!isOwn(place)) return contractOf(read());
  const contract = own.get(edition) ?? contractOf(remembered(`edition ${edition}`, filesBehind(edition), read));
  own.set(edition, contract);
  return contract;
}

/** A process reads each edition once: its validators are compiled when they are first used, and then kept. */
const own = new Map<string, Contract>();

/**
 * The same from a description in memory; touches no file but the extensions' schemas.
 * @param document what the YAML of a description says; not changed, and not to be changed afterwards
 * @param file how messages call it
 * @throws ContractError, as above
 */
export function readContractFrom(document: unknown, file = 'the description'): Contract {
  if (!isObject(document)) throw new ContractError([problemLine(file, [], 'an OpenAPI description', document)]);
  return contractOf(checked({ document, file }));
}

/** @throws ContractError unless the extensions fit their schemas and agree with each other */
function checked(description: Description): Description {
  stopAt(extensionProblems(description));
  stopAt(crossCheckProblems(description));
  return description;
}

function contractOf(description: Description): Contract {
  const { document, file } = description;
  const problems: string[] = [];
  const edition = valueAt(document, 'info', 'version');
  if (typeof edition !== 'string') problems.push(problemLine(file, ['info', 'version'], 'the edition', edition));
  const basePath = basePathOf(document);
  if (basePath === undefined) problems.push(problemLine(file, ['servers'], 'a server with a URL', document.servers));
  const schemas = valueAt(document, 'components', 'schemas');
  const operations = readOperations(description, problems);
  stopAt(problems);

  const all = operationNames.flatMap((name) => operations.get(name)?.contract.requirements ?? []);
  const byId = new Map(all.map((requirement) => [requirement.id, requirement]));
  const schemaOf = (name: string) => (isObject(schemas) && Object.hasOwn(schemas, name) ? schemas[name] : undefined);
  let judge: Judge | undefined;
  const problemsOf: Judge = (...what) => {
    judge ??= contentValidators(schemas ?? {});
    return judge(...what);
  };
  return {
    edition: String(edition),
    basePath: basePath ?? '',
    operations: Object.fromEntries(
      [...operations].map(([name, { contract }]) => [name, contract]),
    ) as unknown as Contract['operations'],
    requirements: all,
    requirement: (id): Requirement => known(byId.get(id), `requirement ${id}`),
    answerProblems: (name, body) => {
      const { answer } = known(operations.get(name), `operation ${name}`);
      return problemsOf(answer, body, 'the answer');
    },
    contentProblems: (eventType, content) =>
      schemaOf(eventType) === undefined
        ? []
        : problemsOf(`#/components/schemas/${eventType}`, withoutPadding(content), 'the content'),
    callFields: (eventType) => {
      const names = valueAt(schemaOf(eventType) ?? null, 'x-names-the-call');
      return isObject(names) ? (names as CallFields) : {};
    },
    schema: (name) => known(schemaOf(name), `schema ${name}`) as AnySchemaObject,
  };
}

/** Texts may be padded with NUL. */
function withoutPadding(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\0+$/, '');
  if (Array.isArray(value)) return value.map(withoutPadding);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutPadding(member)]));
}

function stopAt(problems: readonly string[]): void {
  if (problems.length > 0) throw new ContractError(problems);
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The contract has no ${what}.`);
  return value;
}

/** `https://{host}:{port}/agentgateway/resource` to `/agentgateway/resource`. */
function basePathOf(document: JsonObject): string | undefined {
  const url: Json | undefined = valueAt(document, 'servers', 0, 'url');
  return typeof url === 'string' ? url.replace(/^[a-z]+:\/\/[^/]*/, '').replace(/\/$/, '') : undefined;
}
