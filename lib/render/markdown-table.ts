import { markdownLine } from './markdown';
import { truncated } from './text';

/** GitHub takes comments of 65,536 characters (API: "body is too long"); the rest is for what stands around the table. */
const MOST_CHARACTERS = 60_000;
/** A cell is read at a glance. */
const LONGEST_CELL = 500;

/** A cell whose Markdown is ours; every other cell is data, and formats nothing. */
export interface MarkdownCell {
  readonly markdown: string;
}

export type MarkdownRow = readonly (string | MarkdownCell)[];

interface TableOptions {
  readonly right?: readonly number[];
  readonly last?: readonly MarkdownRow[];
  readonly more: string;
}

/**
 * A table of a comment on a pull request; rows that do not fit are counted.
 * @param right columns of numbers
 * @param last rows that stand at the end, however many do not fit before them
 * @param more where the rest is to be seen
 */
export function markdownTable(
  head: readonly string[],
  rows: readonly MarkdownRow[],
  { right = [], last = [], more }: TableOptions,
): string {
  const lines = [row(head), `|${head.map((_, at) => (right.includes(at) ? ' ---: |' : ' --- |')).join('')}`];
  let left = MOST_CHARACTERS;
  for (const [at, cells] of rows.entries()) {
    const line = row(cells);
    left -= line.length + 1;
    if (left < 0) return [...lines, ...last.map(row), '', `… and ${rows.length - at} more: ${more}.`].join('\n');
    lines.push(line);
  }
  return [...lines, ...last.map(row)].join('\n');
}

function row(cells: MarkdownRow): string {
  const shown = cells.map((cell) =>
    typeof cell === 'string' ? markdownLine(truncated(cell, LONGEST_CELL)) : cell.markdown,
  );
  return `| ${shown.join(' | ')} |`;
}
