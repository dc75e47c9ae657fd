import type { RequirementRow } from './requirement-rows';

const CHOICES = ['operation', 'level', 'verdict'] as const;

/** Which requirements the matrix shows: by operation, level, verdict and a search. */
export class Filters {
  constructor(
    private readonly form: HTMLFormElement,
    private readonly rows: readonly RequirementRow[],
    /** Shown when nothing is. */
    private readonly none: HTMLElement,
  ) {
    form.addEventListener('input', () => this.apply());
    form.addEventListener('submit', (event) => event.preventDefault());
    // The fields have their first values again once the event is over.
    form.addEventListener('reset', () => setTimeout(() => this.apply()));
    this.apply();
  }

  choose(values: Readonly<Partial<Record<(typeof CHOICES)[number], string>>>): void {
    this.form.reset();
    for (const name of CHOICES) this.field(name).value = values[name] ?? '';
    this.apply();
  }

  /** Shows everything again where the row is not shown. */
  makeVisible(row: RequirementRow): void {
    if (row.element.hidden) this.choose({});
  }

  private apply(): void {
    const query = this.field('search').value.trim().toLowerCase();
    const wanted = CHOICES.map((name) => [name, this.field(name).value] as const);
    let shown = 0;
    for (const row of this.rows) {
      const chosen = wanted.every(([name, value]) => value === '' || row.element.dataset[name] === value);
      const found = row.search(query);
      row.element.hidden = !(chosen && found);
      if (!row.element.hidden) shown += 1;
    }
    this.none.hidden = shown > 0;
    const output = this.form.querySelector('output');
    if (output) output.value = `${shown} of ${this.rows.length} requirements`;
  }

  private field(name: string): HTMLInputElement | HTMLSelectElement {
    return this.form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  }
}
