import type { Severity } from '../contracts/catalogue';

/** Small words used by every document. */

const MINUTES_PER_DAY = 1440;

/** `14 Nov, 20:04 (Europe/Paris)`: a time never stands without its zone. */
export function timeInWords(at: number, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('day')} ${part('month')}, ${part('hour')}:${part('minute')} (${timeZone})`;
}

/** `Sat 14 Nov, 20:04 (Europe/Paris)`: a time that may be days away. */
export function dayInWords(at: number, timeZone: string): string {
  const weekday = formatOf(timeZone)
    .formatToParts(at)
    .find(({ type }) => type === 'weekday');
  return `${weekday?.value ?? ''} ${timeInWords(at, timeZone)}`.trim();
}

/** `14 Nov, 20:04 to 20:40 (Europe/Paris)`; over midnight with both dates. */
export function spanOfTimeInWords(from: number, to: number, timeZone: string): string {
  const [begin, end] = [from, to].map((at) => timeInWords(at, timeZone)) as [string, string];
  const [day, endDay] = [begin, end].map((text) => text.split(', ')[0]);
  return `${begin.replace(` (${timeZone})`, '')} to ${day === endDay ? end.slice(`${endDay}, `.length) : end}`;
}

/** `13 min`, `1 h 30 min`; whole days from two on: `3 days`. */
export function durationInWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  if (minutes >= 2 * MINUTES_PER_DAY && minutes % MINUTES_PER_DAY === 0) return `${minutes / MINUTES_PER_DAY} days`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

export function listInWords(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** As many of them as somebody reads, and how many there are besides: `a, b and 3 more`. */
export function someInWords(items: readonly string[], most: number): string {
  const more = items.length - most;
  return listInWords(more > 0 ? [...items.slice(0, most), `${more} more`] : items);
}

export const SEVERITY_IN_WORDS: Readonly<Record<Severity, string>> = {
  sev1: 'SEV1: customers are stopped, drop everything',
  sev2: 'SEV2: a promise is being broken quickly, act now',
  sev3: 'SEV3: needs work, in working hours',
  info: 'for information',
};

/** What a burn rate means: `41 times as fast as the goal allows`. */
export function burnInWords(burnRate: number): string {
  const rounded = burnRate >= 10 ? Math.round(burnRate) : burnRate.toFixed(1);
  return `${rounded} times as fast as the goal allows`;
}

/** Making one takes longer than everything else that is said, and there are few zones. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  FORMATS.set(timeZone, format);
  return format;
}
