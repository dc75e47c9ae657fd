/**
 * The description cannot be used. Each problem is one readable line: file, path in the document, what was expected,
 * what was found. Never the gateway's fault.
 */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
