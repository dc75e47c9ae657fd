import { render } from 'preact';
import type { Verdict } from '../../../checks/verdict';
import { CaseList, type ListedCase } from './case-list';
import type { EvidenceStore } from './evidence-store';

const WORST_FIRST: readonly Verdict[] = ['fail', 'warning', 'inconclusive', 'pass', 'not-applicable', 'not-run'];

/** One row of the matrix: what it says by itself, and its cases, which are drawn when it is opened. */
export class RequirementRow {
  readonly id: string;
  /** For the search: the row itself, and each of its cases, in lower case. */
  private readonly own: string;
  private readonly cases: readonly (ListedCase & { words: string })[];
  private readonly details: HTMLDetailsElement;
  private readonly place: HTMLElement;
  private query = '';
  /** Those of them that match the query; a list of its own for each query. */
  private listed: readonly ListedCase[] = [];
  private revealed: { id: string } | undefined;

  constructor(
    readonly element: HTMLElement,
    private readonly store: EvidenceStore,
  ) {
    const { index } = store;
    this.id = element.id;
    this.details = need(element, 'details') as HTMLDetailsElement;
    this.place = need(element, '.case-list');
    this.own = [this.id, need(element, '.text').textContent].join(' ').toLowerCase();
    this.cases = (index.requirements[this.id] ?? [])
      .flatMap(([position, verdict, reason, waivedBy]) => {
        const of = index.cases[position];
        const words = `${of?.id} ${of?.title}`.toLowerCase();
        return of ? [{ of, verdict, reason: index.reasons[reason], waivedBy, words }] : [];
      })
      .sort((a, b) => WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict));
    this.listed = this.matching();
    this.details.addEventListener('toggle', () => this.draw());
    if (this.details.open) this.draw();
  }

  /** Does anything of it contain the query (lower case)? Opened, it shows the cases that do. */
  search(query: string): boolean {
    const found = this.own.includes(query) || this.cases.some(({ words }) => words.includes(query));
    if (query !== this.query) {
      this.query = query;
      this.revealed = undefined;
      this.listed = this.matching();
      this.draw();
    }
    return found;
  }

  /** Opens the row and goes to it, or to one of its cases. */
  reveal(caseId?: string): void {
    this.details.open = true;
    this.revealed = caseId === undefined ? undefined : { id: caseId };
    this.listed = this.matching();
    this.draw();
    if (caseId !== undefined) return;
    this.element.scrollIntoView({ block: 'start' });
    need(this.element, 'summary').focus({ preventScroll: true });
  }

  /** How its case stands in it; undefined where it has no such case. */
  verdictOf(caseId: string): Verdict | undefined {
    return this.cases.find(({ of }) => of.id === caseId)?.verdict;
  }

  private draw(): void {
    if (!this.details.open) return;
    render(
      <CaseList store={this.store} requirement={this.id} cases={this.listed} revealed={this.revealed} />,
      this.place,
    );
  }

  private matching(): readonly ListedCase[] {
    const { query } = this;
    if (query === '' || this.own.includes(query)) return [...this.cases];
    return this.cases.filter(({ words, of }) => words.includes(query) || of.id === this.revealed?.id);
  }
}

function need(element: HTMLElement, selector: string): HTMLElement {
  const found = element.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`the page lacks ${selector}`);
  return found;
}
