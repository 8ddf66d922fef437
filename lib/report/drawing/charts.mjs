/** What each chart shows, as a description for chart.mjs. */

const DASHES = [[], [7, 3], [2, 3]];
const FLOORS = [0, 50, 90, 99, 99.9, 99.99];
/** A logarithmic axis has no zero. */
const LEAST_BURN = 0.1;
const LEAST_LEFT = -200;

/** Which look of charts.css a tier has: a policy may have more tiers than there are looks. */
export function lookOf(index) {
  return index % DASHES.length;
}

/**
 * Percent of good requests; the area above the line is what failed.
 *
 * @param {number} floor where the axis begins
 */
export function goodChart({ goal }, { timeZone }, floor = 0) {
  const middle = (floor + 100) / 2;
  return {
    height: 132,
    timeZone,
    scale: { range: [floor, 100] },
    axis: {
      splits: () => [floor, middle, 100],
      values: (_, splits) => splits.map((value) => `${Number(value.toPrecision(6))} %`),
    },
    series: [{ color: '--good', width: 2, fill: '--failed', fillTo: 100 }],
    lines: Number(goal) > floor ? [{ at: Number(goal), color: '--muted' }] : [],
  };
}

/**
 * The same where a point stands for more than is looked at in one piece: the line is all of its requests, and the area reaches down to the
 * worst stretch among them.
 */
export function goodAndWorstChart(objective, story, worst) {
  const chart = goodChart(objective, story, floorOf(worst));
  return {
    ...chart,
    series: [
      { color: '--failed', width: 0, fill: '--failed', fillTo: 100 },
      { color: '--good', width: 2 },
    ],
  };
}

/** The highest beginning of an axis from which everything is seen. */
export function floorOf(values) {
  const least = values.reduce((least, value) => (value === null ? least : Math.min(least, value)), 100);
  return FLOORS.findLast((floor) => floor <= least) ?? 0;
}

/** Percent of the error budget that is left; below zero it is overspent. Far below, how far no longer matters: `onBudgetAxis`. */
export function budgetChart({ timeZone }, values) {
  const least = values.reduce((least, value) => (value === null ? least : Math.min(least, value)), 0);
  const low = least < -100 ? LEAST_LEFT : least < 0 ? -100 : 0;
  const words = (value) => `${String(value).replace('-', '−')} %`;
  return {
    height: low < 0 ? 156 : 132,
    timeZone,
    scale: { range: [low, 100] },
    axis: { splits: () => (low < 0 ? [low, 0, 100] : [0, 50, 100]), values: (_, splits) => splits.map(words) },
    series: [{ color: '--accent', width: 2, fill: '--left', fillTo: 0 }],
    lines: low < 0 ? [{ at: 0, color: '--tone-bad' }] : [],
  };
}

/** What is left as it stands on the axis. */
export function onBudgetAxis(left) {
  return left === null ? null : Math.max(left, LEAST_LEFT);
}

export function isOffBudgetAxis(values) {
  return values.some((left) => left !== null && left < LEAST_LEFT);
}

/**
 * Burn rates on a logarithmic axis: calm is below 1, and more than everything cannot fail.
 *
 * @param {boolean} fine for points that stand for much: they jump, and thick or dashed lines would hide each other
 */
export function burnChart({ goal, tiers }, { timeZone }, fine = false) {
  // 100 - 99.9 is a little less than 0.1 in binary, and the axis would gain a power of ten.
  const most = Math.ceil(Number(Math.log10(100 / (100 - Number(goal))).toFixed(9)));
  const powers = Array.from({ length: most + 2 }, (_, index) => 10 ** (index - 1));
  return {
    height: 196,
    timeZone,
    scale: { distr: 3, log: 10, range: [LEAST_BURN, 10 ** most] },
    axis: { splits: () => powers, values: (_, splits) => splits.map((value) => String(Number(value.toPrecision(1)))) },
    series: tiers.map((_, index) => ({
      color: `--tier-${lookOf(index)}`,
      ...(fine ? { width: 1 } : { width: 2, dash: DASHES[lookOf(index)] }),
    })),
    lines: tiers.map(({ alarm, threshold }, index) => ({
      at: threshold,
      color: `--tier-${lookOf(index)}`,
      words: `${alarm} ${Number(threshold.toFixed(2))}`,
      below: alarm !== tiers[0].alarm,
    })),
  };
}

/** A burn rate as it stands on the axis. */
export function onBurnAxis(burn) {
  return burn === null ? null : Math.max(burn, LEAST_BURN);
}
