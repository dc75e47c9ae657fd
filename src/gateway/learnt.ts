import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type LearntFact = 'notes-are-no-fence' | 'notes-keep-order' | 'states-are-no-proof' | 'states-are-true';

/** What the gateway has shown of itself, for all processes of a run: what one has learnt no other tries again. */
export class Learnt {
  private readonly known = new Set<LearntFact>();

  /** @param directory where the processes tell each other; without it this one keeps what it learns to itself */
  constructor(private readonly directory: string | undefined) {
    if (directory !== undefined) mkdirSync(directory, { recursive: true });
  }

  note(fact: LearntFact): void {
    if (this.known.has(fact)) return;
    this.known.add(fact);
    if (this.directory !== undefined) writeFileSync(join(this.directory, fact), '');
  }

  has(fact: LearntFact): boolean {
    if (this.known.has(fact)) return true;
    if (this.directory === undefined || !existsSync(join(this.directory, fact))) return false;
    this.known.add(fact);
    return true;
  }
}
