/**
 * Is everything put to the suite that can be (`npm run test:all`, `npm run kill-matrix`), or, of what is much alike, a part
 * that is the same in every run (`npm test`)?
 */
export const WHOLE = process.env.GATEWAY_WHOLE_MATRIX === '1';

/** Of these every `nth`, where not everything is wanted. */
export function thinned<T>(all: readonly T[], nth: number): T[] {
  return all.filter((_, index) => WHOLE || index % nth === 0);
}
