import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Suite } from '@playwright/test/reporter';
import { AllureReporter } from 'allure-playwright';

/** What Allure writes through; only the two methods that are called for every test matter here. */
interface Writer {
  writeResult(result: { uuid: string }): void;
  writeAttachment(fileName: string, content: Buffer): void;
}

/**
 * Allure's reporter, without waiting for the disk: it flushes each of its two files per test before the next test may
 * begin, which costs more than the tests themselves. Here they are written while the tests go on.
 */
export default class FastAllureReporter extends AllureReporter {
  private readonly writing: Promise<void>[] = [];
  private failure: unknown;

  override onBegin(suite: Suite): void {
    super.onBegin(suite);
    // A private member of a pinned version: should it move, Allure's own slow writer stays in use.
    const runtime = Reflect.get(this, 'allureRuntime') as { writer?: Writer } | undefined;
    const directory = this.options.resultsDir;
    if (!runtime?.writer || !directory) return;
    mkdirSync(directory, { recursive: true });
    const write = (name: string, content: string | Buffer) => {
      const written = writeFile(join(directory, name), content);
      this.writing.push(
        written.catch((error) => {
          this.failure ??= error;
        }),
      );
    };
    runtime.writer.writeResult = (result) => write(`${result.uuid}-result.json`, JSON.stringify(result));
    runtime.writer.writeAttachment = write;
  }

  override async onEnd(): Promise<void> {
    await super.onEnd();
    await Promise.all(this.writing);
    if (this.failure) throw this.failure;
  }
}
