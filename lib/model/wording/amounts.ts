import { durationInWords } from './words';

/** Numbers as people read them. A figure never looks better than it is: what misses a goal does not round up to it. */

const DAY_MINUTES = 1440;

/** `1,234,567`; parts of one where there are any. */
export function countInWords(count: number): string {
  return count.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** `1 request`, `1,234 requests`, `no requests` */
export function many(count: number, what: string): string {
  return `${count === 0 ? 'no' : countInWords(count)} ${what}${count === 1 ? '' : 's'}`;
}

/** `once`, `twice`, `7 times` */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${countInWords(count)} times`;
}

/** Percent with a digit more than the goal has, at least two, and never rounded up: `99.93 %`. */
export function attainmentInWords(percent: number | null, goal: string): string {
  if (percent === null) return 'no data';
  const digits = digitsFor(goal);
  // Most percents are no binary fractions: 99.93 may be a little less than itself.
  const floored = Math.floor(percent * 10 ** digits + 1e-6) / 10 ** digits;
  return percent === 100 ? '100 %' : `${floored.toFixed(digits)} %`;
}

/** By how many percentage points a goal was missed. */
export function missedBy(percent: number, goal: string): string {
  const digits = digitsFor(goal);
  const [missed, least] = [Number(goal) - percent, 10 ** -digits];
  if (missed < least) return `less than ${least.toFixed(digits)} points`;
  // Rounded up, as the attainment beside it is rounded down.
  return `${(Math.ceil(Number((missed / least).toFixed(6))) * least).toFixed(digits)} points`;
}

function digitsFor(goal: string): number {
  return Math.max(2, (goal.split('.')[1]?.length ?? 0) + 1);
}

/** A share of a whole as percent: `0.4 %`, `71 %`, `380 %`; what is not the whole never reads as the whole. */
export function shareInWords(share: number | null): string {
  if (share === null) return 'no data';
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (Math.abs(percent) < 0.01) return 'below 0.01 %';
  if (Math.abs(percent) < 1) return `${percent.toFixed(2)} %`;
  const digits = Math.abs(percent) < 10 || Math.abs(percent - 100) < 0.5 ? 1 : 0;
  if (Math.round(percent) !== 100 || percent === 100) return `${countInWords(Number(percent.toFixed(digits)))} %`;
  return `${percent < 100 ? 'almost' : 'a little over'} 100 %`;
}

/** `13 min`, `5 h 10 min`, `3 days`, `27.2 days` */
export function spanInWords(minutes: number): string {
  if (minutes > 0 && minutes < 1) return 'under 1 min';
  if (minutes < 2 * DAY_MINUTES) return durationInWords(minutes * 60_000);
  return `${countInWords(minutes / DAY_MINUTES)} days`;
}

/** `12.30` */
export function usd(amount: number): string {
  return amount.toFixed(2);
}
