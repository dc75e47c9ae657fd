import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Suite } from '@playwright/test/reporter';
import { AllureReporter } from 'allure-playwright';
import type { Requirement } from '../../contract/contract';
import { type AllureResult, addCatalogue } from './catalogue';

/** What Allure writes through; only the two methods that are called for every test matter here. */
interface Writer {
  writeResult(result: AllureResult): void;
  writeAttachment(fileName: string, content: Buffer): void;
}

export interface CatalogueOptions {
  /** The catalogue by which tests are put in order; asked for once the run begins. */
  requirements?: () => readonly Requirement[];
}

/**
 * Allure's reporter, with the catalogue, and without flushing: its own writer forces each of its two files per test onto the disk before the
 * next test may begin, which costs more than the tests themselves.
 */
export default class FastAllureReporter extends AllureReporter {
  override onBegin(suite: Suite): void {
    super.onBegin(suite);
    // A private member of a pinned version: should it move, Allure's own slow writer stays in use.
    const runtime = Reflect.get(this, 'allureRuntime') as { writer?: Writer } | undefined;
    const { resultsDir: directory, requirements = () => [] } = this.options as typeof this.options & CatalogueOptions;
    if (!runtime?.writer || !directory) return;
    mkdirSync(directory, { recursive: true });
    // At once: for files this small, a promise each costs more than waiting.
    const write = (name: string, content: string | Buffer) => writeFileSync(join(directory, name), content);
    const catalogue = requirements();
    runtime.writer.writeResult = (result) => {
      addCatalogue(result, catalogue);
      write(`${result.uuid}-result.json`, JSON.stringify(result));
    };
    runtime.writer.writeAttachment = write;
  }
}
