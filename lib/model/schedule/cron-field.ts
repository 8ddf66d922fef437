import { quoted, type ScheduleFault } from './fault';

/** One field of a cron expression, as a service documents it. */
export interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the values, `JAN`; expressions may write them in any case. */
  readonly names?: readonly string[];
  /** Signs that are documented for it, beside values. */
  readonly signs: string;
}

export const DAY_OF_MONTH = 'day of month';
export const DAY_OF_WEEK = 'day of week';

/** A weekday comes at most so often in a month. */
const MOST_WEEKS = 5;

/**
 * What is wrong with a field. The grammar is that of Quartz, which AWS's documentation describes in parts: values, lists, ranges, steps,
 * `L`, `L-3`, `LW`, `15W`, `6L`, `3#2`. What a service does not document for the field is uncertain. Ranges may go over the end (`FRI-MON`).
 */
export function cronFieldFault(text: string, field: CronField): ScheduleFault | undefined {
  const items = text.toUpperCase().split(',');
  const fault = (got: string): ScheduleFault => ({ part: field.name, got: quoted(got), allowed: allowedIn(field) });
  const wrong = items.find((item) => !isItem(item, field));
  if (wrong !== undefined) return fault(items.length === 1 ? text : wrong);
  if (items.length > 1 && items.some((item) => item.includes('#'))) {
    return { part: field.name, got: quoted(text), allowed: 'is one day alone where there is a "#"' };
  }
  const undocumented = /[A-Z]{3}/.test(text.toUpperCase()) ? withoutNames(text, field) : text.toUpperCase();
  const sign = [...undocumented].find((character) => !/\d/.test(character) && !field.signs.includes(character));
  return sign === undefined ? undefined : { ...fault(text), uncertain: true };
}

function isItem(item: string, field: CronField): boolean {
  if (item === '*' || item === 'L') return item === '*' || isDay(field);
  if (item === '?') return isDay(field);
  const value = (one: string | undefined) => one !== undefined && isValue(one, field);
  const [, base, step] = /^([^/]*)\/(\d+)$/.exec(item) ?? [];
  // A step that leaves the field is refused (Quartz; EventBridge refuses `*/60` minutes).
  if (step !== undefined)
    return Number(step) >= 1 && Number(step) <= field.most && (base === '' || isSpan(base!, value));
  return isSpan(item, value) || isDayForm(item, field, value);
}

/** `*`, a value or a range. */
function isSpan(text: string, value: (one: string | undefined) => boolean): boolean {
  if (text === '*') return true;
  const [from, to, ...rest] = text.split('-');
  return value(from) && (to === undefined || (value(to) && rest.length === 0));
}

/** The forms that only days have. */
function isDayForm(item: string, field: CronField, value: (one: string | undefined) => boolean): boolean {
  if (field.name === DAY_OF_MONTH) return item === 'LW' || value(/^(?:L-)?(\d+)W?$/.exec(item)?.[1]);
  if (field.name !== DAY_OF_WEEK) return false;
  const [, day, week] = /^([A-Z0-9]+)#(\d)$/.exec(item) ?? [];
  if (week !== undefined) return value(day) && Number(week) >= 1 && Number(week) <= MOST_WEEKS;
  return value(/^([A-Z0-9]+)L$/.exec(item)?.[1]);
}

function isValue(text: string, { least, most, names = [] }: CronField): boolean {
  if (!/^\d{1,4}$/.test(text)) return names.includes(text);
  return Number(text) >= least && Number(text) <= most;
}

function isDay({ name }: CronField): boolean {
  return name === DAY_OF_MONTH || name === DAY_OF_WEEK;
}

function withoutNames(text: string, { names = [] }: CronField): string {
  return names.reduce((rest, name) => rest.replaceAll(name, ''), text.toUpperCase());
}

function allowedIn({ least, most, names, signs }: CronField): string {
  const named = names === undefined ? '' : ` or ${names[0]} to ${names.at(-1)}`;
  return `are ${least} to ${most}${named}, also with ${[...signs].join(' ')}`;
}
