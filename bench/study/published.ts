import { SimulatedCloudWatch, timeOf } from '../../lib/simulate';
import { cases } from '../../test/model/slo/facts';
import type { Part } from './part';
import { Random } from './random';
import { type Estimate, estimate, inWords, markdown } from './statistics';
import { objectiveOf } from './subject';
import { DAY_MINUTES, START_MINUTE, seriesOf, WARM_MINUTES } from './traffic';

/**
 * The study's own check: how often the two page tiers alone begin to fire in a month, beside the independent simulation of the facts
 * (other tools, 2,000 runs). Half of the budget of 99.9 % over 30 days is used, and each request fails or not by itself.
 */

interface Published {
  readonly requestsPerHour: number;
  readonly diurnal: boolean;
  readonly static: { readonly mean: number; readonly se: number };
}

interface Compared {
  readonly published: Published;
  readonly ours: Estimate;
}

const MONTH_MINUTES = 30 * DAY_MINUTES;
// 60,000 requests an hour have more in a minute than is drawn here, and no tier fires.
const CASES = cases<Published>('low_traffic_monte_carlo').filter(({ requestsPerHour }) => requestsPerHour <= 6000);
const RUNS = 40;
const QUICK_RUNS = 4;

/** Minutes of a month at which a page tier is in ALARM and none was in the minute before. */
function breaches({ requestsPerHour: perHour, diurnal }: Published, random: Random): number {
  const objective = objectiveOf({ goal: 99.9, days: 30 });
  const pages = objective.entry.tiers.filter(({ urgency }) => urgency === 'page').map(({ alarm }) => alarm);
  const traffic = { perHour, swing: diurnal ? 0.95 : 0, errorRate: 0.0005, burst: 1 };
  const cloudwatch = new SimulatedCloudWatch({
    objectives: [objective],
    alarms: objective.alarms.filter(({ name }) => pages.some((alarm) => name.endsWith(`/${alarm}`))),
    series: new Map([[objective.objectiveName, seriesOf(traffic, WARM_MINUTES + MONTH_MINUTES, random)]]),
    composites: [],
  });
  const from = START_MINUTE + WARM_MINUTES;
  const firing = new Set<string>();
  let [count, before] = [0, 0];
  for (let minute = from; minute < from + MONTH_MINUTES; minute += 1) {
    for (const { alarmName, value } of cloudwatch.evaluate(timeOf(minute))) {
      if (value === 'ALARM') firing.add(alarmName);
      else firing.delete(alarmName);
    }
    if (before === 0 && firing.size > 0) count += 1;
    before = firing.size;
  }
  return count;
}

/** The tolerance that the facts name. */
function agrees({ published: { static: theirs }, ours }: Compared): boolean {
  const tolerance = theirs.se === 0 ? 0.01 : 4 * Math.hypot(theirs.se, ours.error);
  return Math.abs(ours.mean - theirs.mean) <= tolerance;
}

export const PUBLISHED: Part<Compared> = {
  cells: CASES.length,
  quickCells: [2, 3],

  measure(at, { seed, quick }) {
    const published = CASES[at]!;
    const { requestsPerHour, diurnal } = published;
    const counts = Array.from({ length: quick ? QUICK_RUNS : RUNS }, (_, run) =>
      breaches(published, Random.of(seed, requestsPerHour, diurnal ? 95 : 0, run)),
    );
    return { published, ours: estimate(counts) };
  },

  table: (results) =>
    markdown(
      ['requests/h', 'traffic', 'here', 'there'],
      results.map(({ published: { requestsPerHour, diurnal, static: theirs }, ours }) => [
        `${requestsPerHour}`,
        diurnal ? 'day and night' : 'flat',
        inWords(ours),
        inWords({ mean: theirs.mean, error: theirs.se }),
      ]),
    ),

  missed: (results) =>
    results
      .filter((compared) => !agrees(compared))
      .map(
        ({ published, ours }) =>
          `${JSON.stringify(published)}: got ${inWords(ours)}, allowed are four standard errors of the difference`,
      ),
};
