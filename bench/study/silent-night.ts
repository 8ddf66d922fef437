import { EVIDENCE, NO_DATA, parseAlarmName } from '../../lib/model/names';
import type { RequestSeries } from '../../lib/simulate';
import type { Part } from './part';
import { declared, withoutEvidence } from './policy';
import { Random } from './random';
import { estimate, inWords, markdown } from './statistics';
import { objectiveOf } from './subject';
import { DAY_MINUTES, START_MINUTE, seriesOf, type Traffic, WARM_MINUTES } from './traffic';
import { since, type Told, Watch } from './watch';

/**
 * Half of a day's requests fail, 17.9 times the budget of 28 days. The next day is healthy and the incident ends. In the night
 * after it nobody comes, or one an hour: without data Application Signals computes burn from attainment, which is above the
 * threshold of every tier.
 */
const BAD_SHARE = 0.5;
const HEALTHY_MINUTES = 22 * 60;
const NIGHT_MINUTES = 10 * 60;
const MORNING_MINUTES = 2 * 60;
const RUNS = 50;
const QUICK_RUNS = 2;

const CELLS = [60, 600].flatMap((perHour) =>
  [0, 1].flatMap((atNight) => [true, false].map((noData) => ({ perHour, atNight, noData }))),
);
type Cell = (typeof CELLS)[number];

export interface Night {
  readonly declared: Told;
  readonly unguarded: Told;
  /** Whether a tier, and whether `no-data`, went to ALARM. */
  readonly tierFired: boolean;
  readonly noDataFired: boolean;
}

interface Nights {
  readonly cell: Cell;
  readonly nights: readonly Night[];
}

function history({ perHour, atNight }: Cell, random: Random): RequestSeries {
  const healthy: Traffic = { perHour, swing: 0, errorRate: 0.0005, burst: 1 };
  const parts: readonly [Traffic, number][] = [
    [healthy, WARM_MINUTES],
    [{ ...healthy, errorRate: BAD_SHARE }, DAY_MINUTES],
    [healthy, HEALTHY_MINUTES],
    [{ ...healthy, perHour: atNight, errorRate: 0 }, NIGHT_MINUTES],
    [healthy, MORNING_MINUTES],
  ];
  return parts
    .map(([traffic, minutes]) => seriesOf(traffic, minutes, random))
    .reduce((before, after) => before.append(after.startingAt(before.endMinute)));
}

/** What happened in the night and in the two hours of the morning, in so many histories. */
function nights(cell: Cell, seed: number, runs: number): Night[] {
  const { perHour, atNight, noData } = cell;
  const objective = objectiveOf({ goal: 99.9, days: 28, ...(noData ? { requestsPerHourAtTrough: perHour } : {}) });
  const night = START_MINUTE + WARM_MINUTES + DAY_MINUTES + HEALTHY_MINUTES;
  return Array.from({ length: runs }, (_, run) => {
    const series = history(cell, Random.of(seed, perHour, atNight, run));
    const watch = new Watch([declared(objective), withoutEvidence(objective)], objective, series);
    watch.run(START_MINUTE + WARM_MINUTES, night);
    const [before, changes] = [watch.told(), watch.run(night, night + NIGHT_MINUTES + MORNING_MINUTES)];
    const [first, second] = since(before, watch.told());
    const fired = changes
      .filter(({ value }) => value === 'ALARM')
      .map(({ alarmName }) => parseAlarmName(alarmName)!.alarm);
    return {
      declared: first!,
      unguarded: second!,
      tierFired: fired.some((alarm) => alarm !== EVIDENCE && alarm !== NO_DATA),
      noDataFired: fired.includes(NO_DATA),
    };
  });
}

export const SILENT_NIGHT: Part<Nights> = {
  cells: CELLS.length,
  quickCells: CELLS.map((_, at) => at),

  measure(at, { seed, quick }) {
    const cell = CELLS[at]!;
    return { cell, nights: nights(cell, seed, quick ? QUICK_RUNS : RUNS) };
  },

  table(results, { quick }) {
    const mean = (told: readonly Told[], of: keyof Told) => inWords(estimate(told.map((night) => night[of])));
    const share = (found: readonly Night[], of: 'tierFired' | 'noDataFired') =>
      `${found.filter((night) => night[of]).length} of ${found.length}`;
    const rows = results.map(({ cell, nights: found }) => [
      `${cell.perHour}`,
      cell.atNight === 0 ? 'none' : `${cell.atNight}`,
      share(found, 'tierFired'),
      cell.noData ? share(found, 'noDataFired') : 'not declared',
      mean(
        found.map((night) => night.declared),
        'pages',
      ),
      mean(
        found.map((night) => night.declared),
        'tickets',
      ),
      mean(
        found.map((night) => night.unguarded),
        'pages',
      ),
    ]);
    const head = [
      'requests/h by day',
      'requests/h at night',
      'a tier fires',
      '`no-data` fires',
      'pages',
      'tickets',
      'pages without evidence',
    ];
    return [
      `Counted from 22:00 to 10:00; ${quick ? QUICK_RUNS : RUNS} nights a row. Demanded: no page.`,
      '',
      markdown(head, rows),
    ].join('\n');
  },

  missed: (results) =>
    results
      .filter(({ nights: found }) => found.some((night) => night.declared.pages > 0))
      .map(({ cell }) => `${JSON.stringify(cell)}: pages in a silent night, allowed are none`),
};
