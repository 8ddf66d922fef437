import type { Part } from './part';
import { declared } from './policy';
import { Random } from './random';
import { markdown, quantile } from './statistics';
import { objectiveOf } from './subject';
import { DAY_MINUTES, START_MINUTE, seriesOf, WARM_MINUTES } from './traffic';
import { Watch } from './watch';

/** A healthy service of which from some moment on every request fails. */

const CELLS = [
  { perHour: 6, swing: 0 },
  { perHour: 20, swing: 0 },
  { perHour: 60, swing: 0 },
  { perHour: 60, swing: 0.95 },
  { perHour: 600, swing: 0 },
];
const RUNS = 1000;
const QUICK_RUNS = 40;
/** Alarms and incidents live for so long before the outage. */
const LEAD_MINUTES = 360;
const PATIENCE_MINUTES = 720;
/** Half of the budget of 99.9 % is used before. */
const ERROR_RATE = 0.0005;
const LONGEST_P95 = { perHour: 60, minutes: 15 };

type Cell = (typeof CELLS)[number];

export interface Outages {
  readonly cell: Cell;
  /** Minutes from the first moment of the outage to the page; nothing where nobody was called. */
  readonly delays: readonly (number | null)[];
}

function delaysOfPages(cell: Cell, seed: number, runs: number): (number | null)[] {
  const traffic = { ...cell, errorRate: ERROR_RATE, burst: 1 };
  const objective = objectiveOf({ goal: 99.9, days: 28, requestsPerHourAtTrough: cell.perHour * (1 - cell.swing) });
  return Array.from({ length: runs }, (_, run) => {
    const random = Random.of(seed, cell.perHour, cell.swing * 100, run);
    const outage = WARM_MINUTES + random.fraction() * DAY_MINUTES;
    const series = seriesOf(traffic, Math.ceil(outage) + PATIENCE_MINUTES, random, outage);
    const watch = new Watch([declared(objective)], objective, series);
    const from = START_MINUTE + Math.ceil(outage);
    watch.run(from - LEAD_MINUTES, from);
    const { pages } = watch.told()[0]!;
    for (let minute = from; minute < from + PATIENCE_MINUTES; minute += 1) {
      watch.step(minute);
      if (watch.told()[0]!.pages > pages) return minute - START_MINUTE - outage;
    }
    return null;
  });
}

export const OUTAGE: Part<Outages> = {
  cells: CELLS.length,
  quickCells: CELLS.map((_, at) => at),

  measure(at, { seed, quick }) {
    const cell = CELLS[at]!;
    return { cell, delays: delaysOfPages(cell, seed, quick ? QUICK_RUNS : RUNS) };
  },

  table(results, { quick }) {
    const rows = results.map(({ cell, delays }) => [
      `${cell.perHour}`,
      cell.swing === 0 ? 'flat' : 'day and night',
      ...[0.5, 0.95, 0.99].map((share) => minutes(delays, share)),
      `${delays.filter((delay) => delay === null).length}`,
    ]);
    return [
      `Minutes from the first failing request's moment to the page, AWS's own lag not counted; ${quick ? QUICK_RUNS : RUNS} outages a row, each at a random moment. Demanded: p95 within ${LONGEST_P95.minutes} minutes at ${LONGEST_P95.perHour} requests/h.`,
      '',
      markdown(['requests/h', 'traffic', 'p50', 'p95', 'p99', 'nobody called in 12 h'], rows),
    ].join('\n');
  },

  missed: (results) =>
    results
      .filter(({ cell }) => cell.perHour === LONGEST_P95.perHour && cell.swing === 0)
      .map(({ delays }) => quantileOf(delays, 0.95))
      .filter((p95) => p95 > LONGEST_P95.minutes)
      .map(
        (p95) => `outage at ${LONGEST_P95.perHour}/h: p95 is ${p95.toFixed(1)} min, allowed are ${LONGEST_P95.minutes}`,
      ),
};

function quantileOf(delays: readonly (number | null)[], share: number): number {
  return quantile(
    delays.map((delay) => delay ?? Number.POSITIVE_INFINITY),
    share,
  );
}

function minutes(delays: readonly (number | null)[], share: number): string {
  const found = quantileOf(delays, share);
  return Number.isFinite(found) ? found.toFixed(1) : 'never';
}
