import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Trend } from '../../lib/model/contracts/findings';
import { firstSign } from '../../lib/model/incident';
import type { Enrichment } from './enrichment';
import { countedMembers, type Outcome, readOutcomes, summed } from './outcomes';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** At least so much is shown, … */
const LEAST_MS = HOUR;
/** … calm before the trouble, so that its beginning can be seen, … */
const CALM_MS = 30 * MINUTE;
/** … and no more than a day: then its beginning is history. */
const MOST_MS = 24 * HOUR;
/** More columns than that no message has room for. */
const MOST_STEPS = 60;
const LEAST_STEP_MS = 2 * MINUTE;

/** How each member went, from before the first sign of trouble until now. */
export function trend(client: CloudWatchClient): Enrichment {
  return {
    name: 'trend',
    what: 'how it has gone so far',
    source: 'CloudWatch',
    async find({ state, now }, signal) {
      const since = Math.min(now - LEAST_MS, firstSign(state) - CALM_MS);
      const trends = await Promise.all(
        countedMembers(state).map(async ({ slo, measurement }) => {
          const grid = gridOf(Math.max(since, now - MOST_MS), now, measurement.periodSeconds * 1000);
          const span = { from: grid.from, to: now, periodSeconds: grid.stepMs / 1000 };
          const outcomes = await readOutcomes(client, measurement, span, signal);
          return [slo, trendOf(grid, outcomes, now)] as const;
        }),
      );
      return { trends: Object.fromEntries(trends) };
    },
  };
}

interface Grid {
  readonly from: number;
  readonly stepMs: number;
  readonly steps: number;
}

/** Whole periods in each step; the grid stands still from one look to the next. */
function gridOf(since: number, now: number, periodMs: number): Grid {
  // Less one, because the first step begins before `since`.
  const least = Math.max(LEAST_STEP_MS, (now - since) / (MOST_STEPS - 1));
  const stepMs = Math.ceil(least / periodMs) * periodMs;
  const from = Math.floor(since / stepMs) * stepMs;
  return { from, stepMs, steps: Math.ceil((now - from) / stepMs) };
}

function trendOf({ from, stepMs, steps }: Grid, outcomes: readonly Outcome[], now: number): Trend {
  const inStep: Outcome[][] = Array.from({ length: steps }, () => []);
  for (const outcome of outcomes) inStep[Math.floor((outcome.at - from) / stepMs)]?.push(outcome);
  const badPercent = inStep.map((some) => {
    const { bad, total } = summed(some);
    return total > 0 ? (100 * bad) / total : null;
  });
  // That nothing has come yet in a step that is not over is no gap.
  const isBegun = badPercent.at(-1) === null && from + steps * stepMs > now;
  return { from, stepMinutes: stepMs / MINUTE, badPercent: isBegun ? badPercent.slice(0, -1) : badPercent };
}
