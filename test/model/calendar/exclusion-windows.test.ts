import { Cron } from 'croner';
import fc from 'fast-check';
import {
  COVERED_YEARS,
  exclusionWindowsFault,
  momentsOfOnce,
  recurringWindows,
  singleWindow,
} from '../../../lib/model/calendar/exclusion-windows';
import { recurringMute } from '../../../lib/model/calendar/mute-schedule';
import { type Recurrence, type RecurringMaintenance, WEEKDAYS } from '../../../lib/model/calendar/recurrence';
import { beginnings, begins, utc } from './utc';

const HOUR = 3_600_000;
const SUNDAYS: Recurrence = { kind: 'weekly', days: ['SUN'] };
/** Both hemispheres, no summer time, offsets of 30 and 45 minutes and of half an hour of summer time, both sides of the date line. */
const ZONES = [
  'Africa/Casablanca',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Europe/Paris',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
];

function declared(recurrence: Recurrence, time: string, timeZone = 'Europe/Paris', from = '2027-01-03') {
  const [hour, minute] = time.split(':').map(Number);
  const at = (hour! * 60 + minute!) * 60_000;
  return { recurrence, timeZone, from: utc(`${from}T00:00`), at, minutes: 120 } satisfies RecurringMaintenance;
}

/** Moments of a maintenance in a year by another library, without times that its clocks leave out. */
function localBeginnings(maintenance: RecurringMaintenance, year: number): number[] {
  const { timeZone, at } = maintenance;
  const schedule = /^cron\((.*)\)$/.exec(recurringMute(maintenance).expression)![1]!;
  const cron = new Cron(schedule, { timezone: timeZone, mode: '5-part' });
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const shown = new Date(at).toISOString().slice(11, 16);
  const found: number[] = [];
  for (
    let next = cron.nextRun(new Date(Date.UTC(year, 0, 1) - 1_000));
    next !== null && next.getUTCFullYear() === year;
    next = cron.nextRun(next)
  ) {
    if (clock.format(next) === shown) found.push(next.getTime());
  }
  return found;
}

describe('a maintenance on Sundays at 02:00 in Paris', () => {
  const windows = recurringWindows(declared(SUNDAYS, '02:00'));

  it('is one window per offset; March and October, in which both hold, have both', () => {
    expect(windows).toEqual([
      { start: utc('2027-01-03T01:00'), minutes: 120, expression: 'cron(0 1 ? 1,2,3,10,11,12 SUN *)' },
      { start: utc('2027-03-28T00:00'), minutes: 120, expression: 'cron(0 0 ? 3,4,5,6,7,8,9,10 SUN *)' },
    ]);
  });

  it('excludes more than the maintenance in those two months only', () => {
    const meant = new Set(localBeginnings(declared(SUNDAYS, '02:00'), 2029));
    const needless = beginnings(windows, 2029).filter((moment) => !meant.has(moment));
    expect(needless.length).toBeGreaterThan(0);
    expect([...new Set(needless.map((moment) => new Date(moment).getUTCMonth() + 1))]).toEqual([3, 10]);
  });

  it('begins with the first one itself, so that it does not matter whether a start is a window of its own', () => {
    for (const window of windows) expect(begins(window, window.start)).toBe(true);
  });
});

describe('where UTC is on another date than the clocks', () => {
  it.each([
    [
      'the weekday is the one before',
      declared({ kind: 'weekly', days: ['SUN', 'WED'] }, '01:30'),
      ['cron(30 0 ? 1,2,3,10,11,12 SUN,WED *)', 'cron(30 23 ? 3,4,5,6,7,8,9,10 TUE,SAT *)'],
    ],
    [
      'the weekday is the one after',
      declared({ kind: 'weekly', days: ['SAT'] }, '22:00', 'America/New_York'),
      ['cron(0 3 ? 1,2,3,11,12 SUN *)', 'cron(0 2 ? 3,4,5,6,7,8,9,10,11 SUN *)'],
    ],
    [
      'the day of the month is the one before',
      declared({ kind: 'monthly', dayOfMonth: 15 }, '04:00', 'Asia/Tokyo'),
      ['cron(0 19 14 * ? *)'],
    ],
    [
      'the first of the month is the last of the month before, which has many dates',
      declared({ kind: 'monthly', dayOfMonth: 1 }, '00:30'),
      [
        'cron(30 23 31 1,10,12 ? *)',
        'cron(30 23 28,29 2 ? *)',
        'cron(30 22 31 3,5,7,8 ? *)',
        'cron(30 22 30 4,6,9 ? *)',
        'cron(30 23 30 11 ? *)',
      ],
    ],
    ['every day stays every day', declared({ kind: 'daily' }, '02:00', 'Asia/Kolkata'), ['cron(30 20 * * ? *)']],
  ])('%s', (_what, maintenance, expressions) => {
    expect(recurringWindows(maintenance).map(({ expression }) => expression)).toEqual(expressions);
  });

  it('the windows of the eve of the first of a month are the maintenance and 28 February of leap years', () => {
    const maintenance = declared({ kind: 'monthly', dayOfMonth: 1 }, '00:30');
    const [windows, meant] = [recurringWindows(maintenance), new Set(localBeginnings(maintenance, 2028))];
    const needless = beginnings(windows, 2028).filter((moment) => !meant.has(moment));
    expect(needless.map((moment) => new Date(moment).toISOString())).toEqual(['2028-02-28T23:30:00.000Z']);
  });
});

const recurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.constant<Recurrence>({ kind: 'daily' }),
  fc.subarray([...WEEKDAYS], { minLength: 1 }).map((days): Recurrence => ({ kind: 'weekly', days })),
  fc.integer({ min: 1, max: 28 }).map((dayOfMonth): Recurrence => ({ kind: 'monthly', dayOfMonth })),
);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => `${part}`.padStart(2, '0')).join(':'));

it('covers every maintenance of every year it says it covers, in every zone', () => {
  fc.assert(
    fc.property(
      recurrence,
      time,
      fc.constantFrom(...ZONES),
      fc.integer({ min: 2025, max: 2030 }),
      fc.integer({ min: 1, max: COVERED_YEARS - 1 }),
      (when, at, timeZone, first, later) => {
        const maintenance = declared(when, at, timeZone, `${first}-01-01`);
        const windows = recurringWindows(maintenance);
        expect(windows.length).toBeLessThanOrEqual(6);
        const missed = localBeginnings(maintenance, first + later).filter(
          (moment) => !windows.some((window) => begins(window, moment)),
        );
        expect(missed.map((moment) => new Date(moment).toISOString())).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

it('covers a time that clocks leave out by both readings', () => {
  const windows = recurringWindows(declared({ kind: 'daily' }, '02:30'));
  for (const moment of ['2027-03-28T00:30', '2027-03-28T01:30']) {
    expect(windows.some((window) => begins(window, utc(moment)))).toBe(true);
  }
});

describe('a maintenance that happens once', () => {
  it('is one window at its moment', () => {
    const start = utc('2027-07-03T02:00');
    expect(singleWindow({ timeZone: 'Europe/Paris', start, minutes: 60 })).toEqual({
      start: start - 2 * HOUR,
      minutes: 60,
    });
  });

  it.each([
    ['shown once', '2027-07-03T02:00', ['2027-07-03T00:00']],
    ['left out', '2027-03-28T02:30', []],
    ['shown twice', '2027-10-31T02:30', ['2027-10-31T00:30', '2027-10-31T01:30']],
  ])('at a time that is %s', (_what, local, moments) => {
    expect(momentsOfOnce('Europe/Paris', utc(local))).toEqual(moments.map(utc));
  });
});

it('has room for ten windows per SLO', () => {
  const rest =
    'allowed are 10 per SLO: a maintenance needs one, two where clocks change, up to six on a day of the month that is another one in UTC';
  expect(exclusionWindowsFault(10, 6)).toBeUndefined();
  expect(exclusionWindowsFault(11)).toBe(`maintenance: got 11 exclusion windows, ${rest}`);
  expect(exclusionWindowsFault(11, 6)).toBe(`maintenance: got 11 exclusion windows (6 of them the service's), ${rest}`);
});
