import { evidenceSpan, parseGoal } from '../model/slo';
import type { Outcomes } from './outcomes';

/** A stretch of time in which customers felt that a promise was broken, whatever alarms said. */
export interface Fault {
  /** First minute with something bad, since the epoch. */
  readonly from: number;
  /** Minute after the last one with something bad. */
  readonly to: number;
  readonly bad: number;
  /** Of the budget of a whole interval with this much traffic. */
  readonly budgetShare: number;
}

/** Ours: slower than this is wear, not a fault. A healthy service that spends its whole budget evenly must have none. */
const LEAST_BURN = 3;
/** Ours: the share that the fastest recommended tier lets go before it fires. */
const LEAST_SHARE = 0.02;

/** Ours: what comes later is another fault. */
const PAUSE_MINUTES = 60;

/**
 * The faults of a history: what goes bad beyond three times the allowed rate is summed up (a CUSUM chart; Page, "Continuous inspection
 * schemes", 1954). A fault begins with the first bad outcome above zero and ends with the highest sum, once the sum is back at zero
 * or an hour went by without a higher one. It counts when the sum reached 2 % of the budget of an interval and as many minutes (or
 * periods) were bad as the evidence alarm asks for.
 *
 * @param goal exact decimal percent
 * @param intervalMinutes length of the SLO's interval
 */
export function faultsOf(outcomes: Outcomes, goal: string, intervalMinutes: number): Fault[] {
  const { startMinute, bad, total, periodMinutes } = outcomes;
  const allowed = Number(parseGoal(goal).budget);
  const budget = allowed * expected(outcomes, intervalMinutes);
  const leastBad = evidenceSpan((periodMinutes ?? 1) * 60).datapointsToAlarm;
  const faults: Fault[] = [];
  let [sum, peak, from, to, minutes, count, countAtPeak] = [0, 0, 0, 0, 0, 0, 0];
  const close = () => {
    if (peak >= LEAST_SHARE * budget && minutes >= leastBad)
      faults.push({
        from: startMinute + from,
        to: startMinute + to,
        bad: countAtPeak,
        budgetShare: countAtPeak / budget,
      });
    [sum, peak, minutes, count, countAtPeak] = [0, 0, 0, 0, 0];
  };
  for (let minute = 0; minute < bad.length; minute += 1) {
    const its = bad[minute]!;
    if (its === 0 && sum === 0) continue;
    // A period stands in its last minute, and customers felt it from its first one.
    if (sum === 0) [from, to] = [minute + 1 - (periodMinutes ?? 1), minute];
    sum += its - LEAST_BURN * allowed * total[minute]!;
    if (its > 0) {
      minutes += 1;
      count += its;
      if (sum >= peak) [peak, to, countAtPeak] = [sum, minute + 1, count];
    }
    if (sum <= 0 || minute + 1 - to >= PAUSE_MINUTES) close();
  }
  if (sum > 0) close();
  return faults;
}

/** Outcomes of a whole interval at the mean rate of the history. */
function expected({ total, periodMinutes }: Outcomes, intervalMinutes: number): number {
  if (periodMinutes !== undefined) return intervalMinutes / periodMinutes;
  const sum = total.reduce((all, count) => all + count, 0);
  return (sum / total.length) * intervalMinutes;
}
