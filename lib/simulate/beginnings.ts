import { Cron } from 'croner';

/**
 * When the windows of a schedule begin: the first beginning after a moment (exclusive), in epoch milliseconds; nothing when none comes.
 */
export type Beginnings = (after: number) => number | undefined;

export interface CronOptions {
  readonly timeZone: string;
  /**
   * Weekdays are counted from 1 for Sunday and the last field may be a year, as in EventBridge.
   *
   * @default false - as in cron: 0 and 7 are Sunday
   */
  readonly quartz?: boolean;
}

/**
 * Beginnings by a cron expression (without `cron()`). Where both days are given, either is enough, as in cron.
 *
 * Clocks that change [inferred, nobody says what AWS does]: a time that they leave out begins when they go on, one that they show twice
 * begins the first time; both are every time where minutes or hours hold a `*` or a step, and what they leave out is then left out.
 *
 * @throws Error for what the expression holds and croner does not know: ranges over the end (`FRI-MON`), `L-3`, `L` as a weekday
 */
export function cronBeginnings(fields: string, { timeZone, quartz = false }: CronOptions): Beginnings {
  const parts = fields.trim().split(/\s+/);
  // Croner begins with the seconds and always wants the year there; `?` says nothing about a day, as `*` does.
  const pattern = quartz ? ['0', ...parts, ...(parts.length === 5 ? ['*'] : [])].join(' ') : parts.join(' ');
  const cron = new Cron(pattern.replaceAll('?', '*'), {
    timezone: timeZone,
    mode: quartz ? '7-part' : '5-part',
    alternativeWeekdays: quartz,
    sloppyRanges: quartz,
    fixedTimeRule: 'no-wildcard',
  });
  return (after) => cron.nextRun(new Date(after))?.getTime();
}

/** One beginning. */
export function onceAt(time: number): Beginnings {
  return (after) => (time > after ? time : undefined);
}

/** The same beginnings from a moment (inclusive) on. */
export function notBefore(start: number, beginnings: Beginnings): Beginnings {
  return (after) => beginnings(Math.max(after, start - 1));
}
