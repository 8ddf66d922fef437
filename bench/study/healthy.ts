import type { Objective } from '../../lib/assembly';
import type { Part } from './part';
import { declared, type Policy, withoutEvidence } from './policy';
import { Random } from './random';
import { type Estimate, estimate, inWords, markdown } from './statistics';
import { objectiveOf } from './subject';
import { DAY_MINUTES, START_MINUTE, seriesOf, type Traffic, WARM_MINUTES } from './traffic';
import { since, type Told, Watch } from './watch';

/** A service that keeps its promise: whoever is called is called for nothing. */

const GOAL = 99.9;
const BUDGET = 0.001;
const COUNTED_MINUTES = 30 * DAY_MINUTES;
/** Before the first counted minute alarms and incidents live for two days, so that no count begins with a fresh incident. */
const LEAD_MINUTES = 2 * DAY_MINUTES;
const RUNS = 20;
const QUICK_RUNS = 2;
const MOST_PAGES = 0.5;

interface Cell extends Traffic {
  readonly budgetShare: number;
}

interface Axes {
  readonly rates: readonly number[];
  readonly swings: readonly number[];
  readonly bursts: readonly number[];
  readonly failures: 'together' | 'inARow';
}

export interface Month {
  readonly cell: Cell;
  readonly pages: Estimate;
  readonly tickets: Estimate;
  readonly unguarded: Estimate;
}

const HOURLY = [6, 20, 60, 120, 200, 300, 600, 1200, 6000];
const DEMANDED: Axes = { rates: HOURLY, swings: [0, 0.95], bursts: [1, 3, 10], failures: 'together' };
const IN_A_ROW: Axes = { rates: HOURLY, swings: [0], bursts: [3, 10], failures: 'inARow' };
const QUICK_RATES = [6, 60];

function cellsOf({ rates, swings, bursts, failures }: Axes): Cell[] {
  return rates.flatMap((perHour) =>
    swings.flatMap((swing) =>
      [0.5, 1].flatMap((budgetShare) =>
        bursts.map((burst) => ({ perHour, swing, burst, failures, budgetShare, errorRate: budgetShare * BUDGET })),
      ),
    ),
  );
}

/** What each policy tells in 30 days, in histories that are the same for all of them: `[run][policy]`. */
function months(
  traffic: Traffic,
  policies: readonly ((objective: Objective) => Policy)[],
  seed: number,
  runs: number,
): Told[][] {
  const objective = objectiveOf({
    goal: GOAL,
    days: 28,
    requestsPerHourAtTrough: traffic.perHour * (1 - traffic.swing),
  });
  const from = START_MINUTE + WARM_MINUTES;
  // Numbers that follow from what the cell is, so that a quick cell is the beginning of the full one.
  const { perHour, swing, errorRate, burst, failures } = traffic;
  const stream = [seed, perHour, swing * 100, errorRate * 10_000, burst, failures === 'inARow' ? 1 : 0];
  return Array.from({ length: runs }, (_, run) => {
    const series = seriesOf(traffic, WARM_MINUTES + COUNTED_MINUTES, Random.of(...stream, run));
    const watch = new Watch(
      policies.map((policy) => policy(objective)),
      objective,
      series,
    );
    watch.run(from - LEAD_MINUTES, from);
    const before = watch.told();
    watch.run(from, from + COUNTED_MINUTES);
    return since(before, watch.told());
  });
}

function part(axes: Axes, about: (worst: Month, runs: number) => string, most: number): Part<Month> {
  const cells = cellsOf(axes);
  return {
    cells: cells.length,
    quickCells: cells.flatMap(({ perHour }, at) => (QUICK_RATES.includes(perHour) ? [at] : [])),

    measure(at, { seed, quick }) {
      const cell = cells[at]!;
      const told = months(cell, [declared, withoutEvidence], seed, quick ? QUICK_RUNS : RUNS);
      const of = (policy: number, what: keyof Told) => estimate(told.map((month) => month[policy]![what]));
      return { cell, pages: of(0, 'pages'), tickets: of(0, 'tickets'), unguarded: of(1, 'pages') };
    },

    table(results, { quick }) {
      const worst = results.reduce((a, b) => (b.pages.mean > a.pages.mean ? b : a));
      return `${about(worst, quick ? QUICK_RUNS : RUNS)}\n\n${markdown(HEAD, results.map(row))}`;
    },

    missed: (results) =>
      results
        .filter(({ pages }) => pages.mean > most)
        .map(({ cell, pages }) => `${JSON.stringify(cell)}: ${inWords(pages)} pages, allowed are ${most}`),
  };
}

const HEAD = ['requests/h', 'traffic', 'of the budget', 'burst', 'pages', 'tickets', 'pages without evidence'];

function row({ cell, pages, tickets, unguarded }: Month): string[] {
  const { perHour, swing, budgetShare, burst } = cell;
  const traffic = swing === 0 ? 'flat' : 'day and night';
  const told = [pages, tickets, unguarded].map(inWords);
  return [`${perHour}`, traffic, budgetShare === 1 ? 'all' : 'half', `${burst}`, ...told];
}

export const HEALTHY = part(
  DEMANDED,
  (worst, runs) =>
    `Pages and tickets of 30 days, ± one standard error, ${runs} runs a cell. Demanded: at most ${MOST_PAGES} pages in every cell; the worst has ${inWords(worst.pages)}.`,
  MOST_PAGES,
);

export const RUNS_OF_FAILURES = part(
  IN_A_ROW,
  (_, runs) =>
    `The same, when the failures of a burst are consecutive requests; ${runs} runs a cell. Nothing is demanded.`,
  Number.POSITIVE_INFINITY,
);
