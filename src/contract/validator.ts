import type { Ajv2020, Options } from 'ajv/dist/2020';

/** Keywords that OpenAPI 3.1 adds to JSON Schema, and our own: they say nothing about validity. */
const annotations = ['discriminator', 'xml', 'externalDocs', 'example', 'x-numeric-range', 'x-names-the-call'];

/**
 * JSON Schema 2020-12, strict about schemas, never coercing, reporting every misfit.
 * Schemas themselves are checked by `npm run check:openapi`; a run saves that time.
 */
export function newAjv(options: Options = {}): Ajv2020 {
  // Loaded when something is judged: collecting the tests needs no validator.
  const ajvModule = require('ajv/dist/2020') as typeof import('ajv/dist/2020');
  const ajv = new ajvModule.Ajv2020({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    verbose: true,
    coerceTypes: false,
    meta: false,
    validateSchema: false,
    ...options,
  });
  ajv.addVocabulary(annotations);
  return ajv;
}
