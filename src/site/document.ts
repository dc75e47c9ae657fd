import { type Document, isAlias, isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Environment } from './environment';
import type { Mistake } from './mistakes';
import type { Path } from './path';
import { syntaxMistakes } from './syntax';
import { isMerge, mapsOf, nameOf, type Walked, walk } from './walk';

/** A place in the file: its line and the node that stands there, of which there is one for all aliases. */
export interface Place {
  line: number;
  node: unknown;
  /** Does it stand where the path says, or was it merged in (`<<`) from elsewhere? */
  inherited: boolean;
}

/** A YAML file that knows where each of its values stands, with the variables in it replaced. */
export class SiteDocument {
  /** What is wrong before anything is known of the meaning. */
  readonly mistakes: readonly Mistake[];
  /** Can data be made of it? */
  readonly readable: boolean;
  private readonly lines = new LineCounter();
  private readonly document: Document;
  private readonly walked: Walked;

  constructor(text: string, env: Environment) {
    const options = { merge: true, prettyErrors: false, uniqueKeys: false, lineCounter: this.lines };
    this.document = parseDocument(text, options);
    const broken = syntaxMistakes(this.document, text, (offset) => this.lineAt(offset));
    const root = broken.length === 0 ? this.document.contents : undefined;
    this.walked = walk(root, env, (node) => this.lineOf(node));
    this.mistakes = [...broken, ...this.walked.mistakes];
    this.readable = broken.length === 0 && this.walked.readable;
  }

  /** Plain data; `undefined` where the file is empty. */
  data(): unknown {
    return this.document.contents === null ? undefined : this.document.toJS({ maxAliasCount: 10_000 });
  }

  /** Where a value stands; where there is none, the line of the nearest value around it. */
  place(path: Path): Place {
    let place: Place = { line: this.lineOf(this.document.contents), node: this.document.contents, inherited: false };
    for (const part of path) {
      const next = this.child(place.node, part);
      if (!next) return { ...place, node: undefined };
      place = next;
    }
    return place;
  }

  /** How the text at a path stands in the file, where variables were replaced in it. */
  source(path: Path): string | undefined {
    return this.walked.sources.get(this.place(path).node);
  }

  /** Could a variable in the text at this path not be replaced? */
  isUnreadable(path: Path): boolean {
    return this.walked.unreadable.has(this.place(path).node);
  }

  private child(parent: unknown, part: string | number): Place | undefined {
    if (isSeq(parent)) {
      const item: unknown = parent.items[Number(part)];
      return item === undefined ? undefined : this.placeOf(item, item);
    }
    if (!isMap(parent)) return undefined;
    const own = parent.items.find((pair) => nameOf(pair) === String(part) && !isMerge(pair));
    if (own) return this.placeOf(own.key, own.value);
    const merged = parent.items.filter(isMerge).flatMap((pair) => mapsOf(pair, this.walked.targets));
    for (const map of merged) {
      const found = this.child(map, part);
      if (found) return { ...found, inherited: true };
    }
    return undefined;
  }

  private placeOf(start: unknown, value: unknown): Place {
    const node = isAlias(value) ? this.walked.targets.get(value) : value;
    return { line: this.lineOf(start), node, inherited: false };
  }

  private lineOf(node: unknown): number {
    const range = (node as { range?: [number, number, number] } | null)?.range;
    return range ? this.lineAt(range[0]) : 1;
  }

  private lineAt(offset: number): number {
    return Math.max(1, this.lines.linePos(offset).line);
  }
}
