import type { Filters } from './filters';
import type { RequirementRow } from './requirement-rows';

/** `#PP-GUID-2` opens a requirement, `#phonepickup.method.head` a case, under the requirement that it stands worst for. */
export class DeepLinks {
  constructor(
    private readonly rows: readonly RequirementRow[],
    private readonly filters: Filters,
  ) {
    window.addEventListener('hashchange', () => this.follow());
    // The same link twice changes no address, but whoever clicks wants to go there.
    document.addEventListener('click', ({ target }) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
      if (link?.hash === location.hash) this.follow();
    });
    this.follow();
  }

  private follow(): void {
    const id = decoded(location.hash.slice(1));
    if (id === '') return;
    const requirement = this.rows.find((row) => row.id === id);
    if (requirement) {
      this.filters.makeVisible(requirement);
      requirement.reveal();
      return;
    }
    const holder = this.holderOf(id);
    if (!holder) return;
    this.filters.makeVisible(holder);
    holder.reveal(id);
  }

  private holderOf(caseId: string): RequirementRow | undefined {
    const holders = this.rows.filter((row) => row.verdictOf(caseId) !== undefined);
    for (const verdict of ['fail', 'warning', 'inconclusive']) {
      const worst = holders.find((row) => row.verdictOf(caseId) === verdict);
      if (worst) return worst;
    }
    return holders[0];
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
