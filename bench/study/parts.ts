import { ECHARPE } from './echarpe';
import { HEALTHY, RUNS_OF_FAILURES } from './healthy';
import { NAB } from './nab';
import { NEZHA } from './nezha';
import { OUTAGE } from './outage';
import type { Part } from './part';
import { PUBLISHED } from './published';
import { SILENT_NIGHT } from './silent-night';

export const PARTS = {
  published: PUBLISHED,
  healthy: HEALTHY,
  inARow: RUNS_OF_FAILURES,
  outage: OUTAGE,
  silentNight: SILENT_NIGHT,
  echarpe: ECHARPE,
  nezha: NEZHA,
  nab: NAB,
} satisfies Record<string, Part>;

export type PartName = keyof typeof PARTS;

/** What its cells give, in their order. */
export type Results = { readonly [Name in PartName]: readonly ReturnType<(typeof PARTS)[Name]['measure']>[] };

export const PART_NAMES = Object.keys(PARTS) as PartName[];

/** A part, for those who pass its results on and do not look at them. */
export function partOf(name: PartName): Part {
  return PARTS[name];
}
