/** A 32-bit seed from a run's seed and what tells one walk from another. */
export function seedOf(seed: number, ...parts: readonly (string | number)[]): number {
  let mixed = seed | 0;
  for (const letter of parts.join(' ')) {
    mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193);
    mixed ^= mixed >>> 15;
  }
  return mixed | 0;
}
