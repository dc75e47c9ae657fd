/** Everything that Mermaid might take for syntax becomes an entity; `;` and line ends would end the statement. */
const UNSAFE = /[^A-Za-z0-9 .,/_()]/gu;
/** Control characters have no glyph, and lone surrogates no meaning. */
const UNSHOWABLE = /[\p{Cc}\p{Cs}]/u;

/** Any text as the label of a participant, a message or a note. */
export function mermaidText(text: string): string {
  const safe = text.replace(UNSAFE, (letter) => `#${UNSHOWABLE.test(letter) ? 0xfffd : letter.codePointAt(0)};`);
  // A label that is one of Mermaid's words (`end`, `loop` …) can be taken for it.
  const guarded = safe.replace(/^[A-Za-z]/, (letter) => `#${letter.charCodeAt(0)};`);
  return guarded.trim() === '' ? '#8203;' : guarded;
}
