import type { SchemaProblem } from './contract';
import type { Json } from './document';
import { plainWords } from './plain-words';
import { newAjv } from './validator';

/** Problems of a value against one schema of the description; `subject` names the whole value in the wording. */
export type Judge = (reference: string, value: unknown, subject: string) => readonly SchemaProblem[];

/**
 * Validators for `components.schemas`, each compiled when it is first used.
 * @param schemas the member `components.schemas` of the description
 * @returns a judge; its `reference` is `#/components/schemas/<name>`. It throws what ajv throws for a broken schema.
 */
export function contentValidators(schemas: Json): Judge {
  const ajv = newAjv();
  ajv.addVocabulary(['components']);
  ajv.addSchema({ components: { schemas } }, 'description');
  return (reference, value, subject) => {
    const whole = `description${reference}`;
    const validate = ajv.getSchema(whole);
    if (validate === undefined) throw new Error(`The description has no schema ${reference}.`);
    if (validate(value)) return [];
    return plainWords(validate.errors ?? []).map(({ at, expected }) => ({
      at,
      expected: `${at === '' ? subject : nameOf(at)} must be ${expected}`,
    }));
  };
}

const nameOf = (pointer: string) => pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
