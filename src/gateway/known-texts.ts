/** Shorter texts are not looked for inside others: they would be found by chance. */
export const SHORTEST_SOUGHT = 6;
const SLOTS = 1 << 16;

/**
 * A growing collection of texts to be found inside others, in a time that does not grow with the collection: a run that
 * renews its Guids knows thousands, and every text that it records is searched for all of them.
 */
export class KnownTexts {
  /** By what a text begins with; the longest first. */
  private readonly byBeginning = new Map<string, string[]>();
  /** Whether any text may begin like this: almost everything else is passed over by it. */
  private readonly mayBegin = new Uint8Array(SLOTS);

  /** Adds a text; one that is shorter than 6 characters is not looked for. */
  add(text: string): void {
    if (text.length < SHORTEST_SOUGHT) return;
    const beginning = text.slice(0, SHORTEST_SOUGHT);
    const alike = this.byBeginning.get(beginning) ?? [];
    const place = alike.findIndex(({ length }) => length < text.length);
    alike.splice(place < 0 ? alike.length : place, 0, text);
    this.byBeginning.set(beginning, alike);
    this.mayBegin[slotOf(text, 0)] = 1;
  }

  /** `text` with whatever it holds of them replaced, from left to right, the longest first. */
  replaceIn(text: string, replacement: (found: string) => string): string {
    let replaced = '';
    let from = 0;
    for (let at = 0; at + SHORTEST_SOUGHT <= text.length; at++) {
      if (this.mayBegin[slotOf(text, at)] === 0) continue;
      const found = this.foundAt(text, at);
      if (found === undefined) continue;
      replaced += text.slice(from, at) + replacement(found);
      from = at + found.length;
      at = from - 1;
    }
    return from === 0 ? text : replaced + text.slice(from);
  }

  private foundAt(text: string, at: number): string | undefined {
    const alike = this.byBeginning.get(text.slice(at, at + SHORTEST_SOUGHT));
    return alike?.find((known) => text.startsWith(known, at) && !isPartOfNumber(known, text, at));
  }
}

/** Digits within a longer number are another number: a password may look like a part of a phone number. */
function isPartOfNumber(known: string, text: string, at: number): boolean {
  return /^[0-9]+$/.test(known) && (isDigit(text[at - 1]) || isDigit(text[at + known.length]));
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function slotOf(text: string, at: number): number {
  let slot = 0;
  for (let next = at; next < at + 4; next++) slot = (slot * 31 + text.charCodeAt(next)) % SLOTS;
  return slot;
}
