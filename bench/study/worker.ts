import type { Effort } from './part';
import { type PartName, partOf } from './parts';

/** Measures one cell after the other for the process that started it. */
process.on('message', ({ part, cell, effort }: { part: PartName; cell: number; effort: Effort }) => {
  process.send!(partOf(part).measure(cell, effort) ?? null);
});
