import type { Code, Heading, InlineCode, List, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { oneLine } from '../text';

/** Own words; escaped when written. */
export function words(...parts: readonly (string | PhrasingContent)[]): Paragraph {
  return { type: 'paragraph', children: parts.map(phrase) };
}

/** What others wrote, a gateway above all: in code nothing is a mention, a link or a tag. */
export function quoted(text: string): InlineCode {
  return { type: 'inlineCode', value: oneLine(text, 400) || '(nothing)' };
}

export function bold(text: string): PhrasingContent {
  return { type: 'strong', children: [{ type: 'text', value: text }] };
}

export const lineBreak: PhrasingContent = { type: 'break' };

export function heading(depth: Heading['depth'], ...parts: readonly (string | PhrasingContent)[]): Heading {
  return { type: 'heading', depth, children: parts.map(phrase) };
}

export function list(items: readonly Paragraph[]): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: items.map((item) => ({ type: 'listItem', spread: false, children: [item] })),
  };
}

/** A table whose first row is its head; the first column is text, the others are numbers. */
export function table(rows: readonly (readonly string[])[]): Table {
  return {
    type: 'table',
    align: rows[0]?.map((_, column) => (column === 0 ? 'left' : 'right')) ?? [],
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: [phrase(cell)] })),
    })),
  };
}

export function mermaid(diagram: string): Code {
  return { type: 'code', lang: 'mermaid', value: diagram };
}

export type Block = RootContent;

function phrase(part: string | PhrasingContent): PhrasingContent {
  return typeof part === 'string' ? { type: 'text', value: part } : part;
}
