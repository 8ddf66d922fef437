import { dateTimeOf, parseDate, parseDateTime, parseTimeOfDay } from '../../../lib/model/calendar/local-time';
import { shortestGap } from '../../../lib/model/calendar/recurrence';
import { timeZoneFault } from '../../../lib/model/calendar/time-zone';
import { utcOffsets } from '../../../lib/model/calendar/utc-offsets';
import { utc } from './utc';

it.each(['2027-02-30', '2027-13-01', '2027-00-01', '2027-1-3', '1999-12-31', '03/01/2027', '2027-02-29', ''])(
  'no calendar has the date "%s"',
  (text) => expect(parseDate(text)).toBeUndefined(),
);

it.each(['25:00', '24:00', '12:60', '2:00', '02:00:00', '02.00', ''])('no clock shows "%s"', (text) =>
  expect(parseTimeOfDay(text)).toBeUndefined(),
);

it.each([
  '2027-01-03',
  '2027-01-03T',
  '2027-01-03T25:00',
  '2027-02-30T02:00',
  '2027-01-03T02:00Z',
  '2027-01-03T02:00T',
])('"%s" is no date and time', (text) => expect(parseDateTime(text)).toBeUndefined());

it('reads and writes dates and times', () => {
  expect(parseDate('2028-02-29')).toBe(utc('2028-02-29T00:00'));
  expect(parseTimeOfDay('23:59')).toBe(1_439 * 60_000);
  expect(dateTimeOf(parseDateTime('2027-01-03T02:00')!)).toBe('2027-01-03T02:00');
});

describe('a time zone', () => {
  it.each([
    ['Mars/Olympus', 'zone: got "Mars/Olympus", allowed are IANA names like "Europe/Paris" or "UTC"'],
    ['+01:00', 'zone: got "+01:00", allowed are IANA names like "Europe/Paris" or "UTC"'],
    ['', 'zone: got "", allowed are IANA names like "Europe/Paris" or "UTC"'],
    ['europe/paris', 'zone: got "europe/paris", allowed is "Europe/Paris"'],
    ['Europe/Paris', undefined],
    ['UTC', undefined],
    ['Asia/Calcutta', undefined],
    ['Asia/Kolkata', undefined],
  ])('"%s"', (zone, fault) => expect(timeZoneFault('zone', zone)).toBe(fault));

  // Source: tz database; Paris by EU directive 2000/84, Lord Howe with half an hour, Casablanca for Ramadan 2027.
  it.each([
    ['Europe/Paris', ['2027-03-28T01:00 120', '2027-10-31T01:00 60']],
    ['Australia/Lord_Howe', ['2027-04-03T15:00 630', '2027-10-02T15:30 660']],
    ['Africa/Casablanca', ['2027-02-07T02:00 0', '2027-03-14T02:00 60']],
    ['Asia/Kathmandu', []],
  ])('%s changes its clocks to the minute', (zone, changes) => {
    const [, ...rest] = utcOffsets(zone, utc('2027-01-01T00:00'), utc('2027-12-31T00:00'));
    expect(rest.map(({ from, offset }) => `${dateTimeOf(from)} ${offset / 60_000}`)).toEqual(changes);
  });
});

it.each([
  ['every day', { kind: 'daily' } as const, 24],
  ['Sunday', { kind: 'weekly', days: ['SUN'] } as const, 168],
  ['Monday and Saturday', { kind: 'weekly', days: ['SAT', 'MON'] } as const, 48],
  ['a day of the month', { kind: 'monthly', dayOfMonth: 3 } as const, 672],
])('%s comes again after so many hours at the earliest', (_what, recurrence, hours) => {
  expect(shortestGap(recurrence)).toBe(hours * 60);
});
