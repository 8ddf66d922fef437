import type { Points } from './metric-data';
import type { SeriesName } from './objective';

/** Epoch milliseconds, then the cells of a history file: good and total, or value. */
export type Row = readonly [at: number, ...cells: number[]];

/** What was not as it should be. */
export interface Corrections {
  /** Rows with more good or bad requests than requests. */
  readonly clamped: number;
  /** Data points that are no number from 0 up, or that count good or bad requests where nobody says how many there were. */
  readonly dropped: number;
  /** Data points that came more than once. */
  readonly repeated: number;
}

export interface Rows extends Corrections {
  /** In order of time. */
  readonly rows: readonly Row[];
}

/** The data points of each series of an SLI. */
export type PointsOf = Partial<Record<SeriesName, Points>>;

/** Data points as rows of a history; a step without data is no row. */
export function rowsOf({ value, total, good, bad }: PointsOf): Rows {
  const given = [value, total, good, bad].flatMap((points) => points ?? []);
  const repeated = given.reduce((sum, points) => sum + points.repeated, 0);
  const unusable = given.reduce((sum, { values }) => sum + values.size - usable(values).size, 0);
  if (value !== undefined) {
    const values = usable(value.values);
    return { rows: inOrder(values), clamped: 0, dropped: unusable, repeated };
  }
  const counted = usable((good ?? bad)?.values ?? new Map());
  const totals = usable(total?.values ?? new Map());
  const rows = inOrder(totals).map(([at, all = 0]): Row => {
    // Without a data point there is none of them, as in the alarms of ours (`FILL(good, 0)`).
    const part = Math.min(counted.get(at) ?? 0, all);
    return [at, good === undefined ? all - part : part, all];
  });
  const times = [...counted.keys()];
  return {
    rows,
    clamped: times.filter((at) => counted.get(at)! > (totals.get(at) ?? Number.POSITIVE_INFINITY)).length,
    dropped: unusable + times.filter((at) => !totals.has(at)).length,
    repeated,
  };
}

/** Several parts, one after the other. */
export function joined(parts: readonly Rows[]): Rows {
  const sum = (of: keyof Corrections) => parts.reduce((total, part) => total + part[of], 0);
  return {
    rows: parts.flatMap(({ rows }) => rows),
    clamped: sum('clamped'),
    dropped: sum('dropped'),
    repeated: sum('repeated'),
  };
}

/** What a history file may hold: beyond it doubles skip whole numbers. */
function usable(values: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  return new Map([...values].filter(([, value]) => value >= 0 && value <= Number.MAX_SAFE_INTEGER));
}

function inOrder(values: ReadonlyMap<number, number>): Row[] {
  return [...values].sort(([a], [b]) => a - b);
}
