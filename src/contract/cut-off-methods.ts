const CUT_OFF: ReadonlySet<string> = new Set(['TRACE', 'CONNECT']);

/** Methods that a server may cut off without an answer: neither a crash, nor lost on the way. [note A6] */
export function mayBeCutOff(method: string): boolean {
  return CUT_OFF.has(method);
}
