import type { PhrasingContent, Table } from 'mdast';
import type { Block } from './nodes';

/** The same document for a terminal: no marks, headings with a line of their own, tables aligned. */
export function plainText(blocks: readonly Block[]): string {
  const texts = blocks.flatMap((block): string[] => {
    if (block.type === 'heading') return [`\n${phrases(block.children)}`];
    if (block.type === 'paragraph') return [phrases(block.children)];
    if (block.type === 'table') return [tableText(block)];
    if (block.type !== 'list') return [];
    const items = block.children.flatMap(({ children }) => children);
    return items.flatMap((item) => (item.type === 'paragraph' ? [`  ${phrases(item.children)}`] : []));
  });
  return `${texts.join('\n').trimStart()}\n`;
}

function phrases(children: readonly PhrasingContent[]): string {
  return children
    .map((child) => {
      if (child.type === 'break') return '\n    ';
      if ('children' in child) return phrases(child.children);
      return 'value' in child ? child.value : '';
    })
    .join('');
}

function tableText({ children }: Table): string {
  const rows = children.map((row) => row.children.map((cell) => phrases(cell.children)));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)));
  return rows.map((row) => line(row).join('  ')).join('\n');
}
