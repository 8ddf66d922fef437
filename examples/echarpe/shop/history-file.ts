import { renameSync, writeFileSync } from 'node:fs';
import type { Operation } from './traffic';

const MINUTE_MS = 60_000;

export interface MinuteCount {
  readonly minute: number;
  readonly good: number;
  readonly total: number;
}

/** A recording as a history file. A minute in which nothing was decided has no row: a gap is no data, not a zero. */
export function historyFile(operation: Operation, start: string, counts: readonly MinuteCount[]): string {
  const rows = counts
    .filter(({ total }) => total > 0)
    .map(({ minute, good, total }) => `${stamp(Date.parse(start) + minute * MINUTE_MS)},${good},${total}`);
  const comments = [
    `# ${operation} of the scarf shop Echarpe, counted by its customers; recorded by "npm run record", unedited`,
    '# one real second counts as one minute; how it was recorded stands in recording.json',
  ];
  return [...comments, 'timestamp,good,total', ...rows, ''].join('\n');
}

/** Writes whole files or none. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

function stamp(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
