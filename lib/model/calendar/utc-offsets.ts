import { DAY_MS, type LocalTime, MINUTE_MS } from './local-time';

/** Local time is `offset` ahead of UTC from this moment until the next one of the list. */
export interface UtcOffset {
  readonly from: number;
  readonly offset: number;
}

/** No zone changes its clocks twice in so short a time: the shortest known are the 30 days of Ramadan in Morocco. */
const STEP_MS = 7 * DAY_MS;

/** Offsets of a time zone between two moments, by the tz database of the Node.js that runs this. */
export function utcOffsets(timeZone: string, from: number, until: number): readonly UtcOffset[] {
  const offsetAt = reader(timeZone);
  const found: UtcOffset[] = [{ from: Number.NEGATIVE_INFINITY, offset: offsetAt(from) }];
  for (let known = from; known < until; known += STEP_MS) {
    const next = known + STEP_MS;
    const offset = offsetAt(next);
    if (offset !== found.at(-1)!.offset) found.push({ from: change(offsetAt, known, next), offset });
  }
  return found;
}

/** What clocks show at a moment. */
export function localTimeAt(moment: number, offsets: readonly UtcOffset[]): LocalTime {
  return moment + offsets.findLast(({ from }) => from <= moment)!.offset;
}

/** The moments at which clocks show this: none when they leave it out, two when they show it twice. */
export function momentsOf(local: LocalTime, offsets: readonly UtcOffset[]): number[] {
  return offsets.flatMap(({ from, offset }, at) => {
    const moment = local - offset;
    return moment >= from && moment < endOf(offsets, at) ? [moment] : [];
  });
}

/** The moments that could be meant: as `momentsOf`, and by both offsets when clocks leave the time out. */
export function readingsOf(local: LocalTime, offsets: readonly UtcOffset[]): number[] {
  const moments = momentsOf(local, offsets);
  if (moments.length > 0) return moments;
  return offsets.flatMap(({ offset }, at) => {
    const after = offsets[at + 1];
    if (after === undefined || local - offset < after.from || local - after.offset >= after.from) return [];
    return [local - after.offset, local - offset];
  });
}

function endOf(offsets: readonly UtcOffset[], at: number): number {
  return offsets[at + 1]?.from ?? Number.POSITIVE_INFINITY;
}

/** First minute of the later offset. */
function change(offsetAt: (moment: number) => number, before: number, after: number): number {
  let [low, high] = [before, after];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetAt(middle) === offsetAt(before)) low = middle;
    else high = middle;
  }
  return high;
}

function reader(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (moment) => {
    const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')!.value;
    // `GMT+05:45`, and `GMT` alone for none.
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name)!;
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
  };
}
