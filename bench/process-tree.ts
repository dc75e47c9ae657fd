import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 50;

/** Watches the memory of a process and all that descend from it. */
export class MemoryWatch {
  private peakKb = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.timer = setInterval(() => {
      this.peakKb = Math.max(
        this.peakKb,
        treeOf(pid).reduce((sum, each) => sum + memoryKb(each), 0),
      );
    }, SAMPLE_MS);
  }

  /** Ends the watch; megabytes at the highest sample. */
  stop(): number {
    clearInterval(this.timer);
    return this.peakKb / 1024;
  }
}

function treeOf(root: number): number[] {
  const childrenOf = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // The name of the program, in brackets, may contain anything.
    const parent = Number(
      read(`/proc/${name}/stat`)
        .replace(/^.*\) \S /s, '')
        .split(' ', 1)[0],
    );
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(childrenOf.get(pid) ?? []));
  return tree;
}

/** Memory that processes share counts in proportion; where the system does not say, in full. */
function memoryKb(pid: number): number {
  const pss = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(pss ?? /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** Nothing when the process has gone in the meantime. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
