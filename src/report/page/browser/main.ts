import { DeepLinks } from './deep-links';
import { EvidenceStore } from './evidence-store';
import { Filters } from './filters';
import { RequirementRow } from './requirement-rows';

/** Brings the page to life: lists, filters, links. Without it, the verdicts can be read all the same. */
async function main(): Promise<void> {
  const store = await EvidenceStore.open();
  const rows = [...document.querySelectorAll<HTMLElement>('.rows > .row')].map((row) => new RequirementRow(row, store));
  const form = document.querySelector<HTMLFormElement>('form.filters');
  const none = document.querySelector<HTMLElement>('.matrix > .none');
  if (!form || !none) return;
  const filters = new Filters(form, rows, none);
  for (const button of document.querySelectorAll<HTMLButtonElement>('.counts button'))
    button.addEventListener('click', () => {
      const { level = '', verdict = '' } = button.dataset;
      filters.choose({ level, verdict });
      document.getElementById('requirements')?.scrollIntoView({ block: 'start' });
    });
  new DeepLinks(rows, filters);
  document.documentElement.dataset.ready = 'true';
}

void main();
