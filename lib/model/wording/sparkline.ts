import type { Trend } from '../contracts/findings';
import { shareInWords } from './amounts';
import { spanOfTimeInWords } from './words';

const BARS = '▁▂▃▄▅▆▇█';
const GAP = '·';
const MINUTE = 60_000;

/** One sign a step, from 0 to the highest value; a gap where nothing came. */
export function sparkline(values: readonly (number | null)[]): string {
  const most = highest(values);
  return values
    .map((value) => {
      if (value === null) return GAP;
      return BARS[most === 0 ? 0 : Math.round((Math.max(0, value) / most) * (BARS.length - 1))];
    })
    .join('');
}

/** The line, with what it shows: `▁▂█ bad requests, 0 to 12 %, 14 Nov, 20:04 to 20:40 …`. */
export function trendInWords({ from, stepMinutes, badPercent }: Trend, outcomes: string, timeZone: string): string {
  const to = from + badPercent.length * stepMinutes * MINUTE;
  const most = highest(badPercent);
  const scale = most === 0 ? 'none' : `from 0 to ${shareInWords(most / 100)}`;
  const gaps = badPercent.includes(null) ? `; ${GAP} is where nothing came` : '';
  return `${sparkline(badPercent)} bad ${outcomes}: ${scale}, ${spanOfTimeInWords(from, to, timeZone)}${gaps}.`;
}

function highest(values: readonly (number | null)[]): number {
  return Math.max(0, ...values.map((value) => value ?? 0));
}
