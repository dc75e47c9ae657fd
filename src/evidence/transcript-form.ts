import Ajv2020 from 'ajv/dist/2020';
import schema from './transcript.schema.json';
import type { TranscriptLine } from './transcript-lines';
import type { ProblemOf } from './transcript-parse';

const ajv = new Ajv2020({ strict: true, strictRequired: false });
ajv.addSchema(schema);

/** What is wrong with the form of a line by `transcript.schema.json`, in a few words; undefined when nothing is. */
export const formProblem: ProblemOf = (line: TranscriptLine) => {
  const check = ajv.getSchema(`${schema.$id}#/$defs/${line.kind}`);
  if (!check) throw new Error(`the schema knows no line of kind ${line.kind}`);
  if (check(line)) return undefined;
  const error = check.errors?.[0];
  const place = error?.instancePath.slice(1).replaceAll('/', '.') || 'the line';
  const name = error?.params.additionalProperty ?? error?.params.missingProperty;
  return `${place} ${error?.message ?? 'has another form'}${error?.keyword === 'additionalProperties' ? ` (${name})` : ''}`;
};
