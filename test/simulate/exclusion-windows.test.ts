import fc from 'fast-check';
import type { ExclusionWindowDefinition } from '../../lib/assembly';
import { type ExclusionWindow, recurringWindows } from '../../lib/model/calendar/exclusion-windows';
import { type Recurrence, WEEKDAYS } from '../../lib/model/calendar/recurrence';
import { excludedStretches } from '../../lib/simulate';
import { begins } from '../model/calendar/utc';

const utc = (text: string) => Date.parse(`${text}Z`);
const minute = (text: string) => utc(text) / 60_000;
const text = (of: number) => new Date(of * 60_000).toISOString().slice(0, 16);

/** `2027-01-03T02:00/2027-01-03T04:00`, as ISO-8601 writes stretches of time. */
function excluded(windows: readonly ExclusionWindowDefinition[], from: string, to: string): string[] {
  return excludedStretches(windows, minute(from), minute(to), 'prod-checkout').map(
    (stretch) => `${text(stretch.from)}/${text(stretch.to)}`,
  );
}

const START = utc('2027-01-31T02:00');
const hours = (duration: number, more: Partial<ExclusionWindowDefinition> = {}): ExclusionWindowDefinition => ({
  duration,
  unit: 'HOUR',
  ...more,
});
const cron = (fields: string, duration = 2) => hours(duration, { expression: `cron(${fields})` });

describe('a window that happens once', () => {
  const once = hours(2, { startsAt: START });
  it.each([
    ['in the range', once, '2027-01-01T00:00', '2027-03-01T00:00', ['2027-01-31T02:00/2027-01-31T04:00']],
    ['over its beginning', once, '2027-01-31T03:00', '2027-03-01T00:00', ['2027-01-31T03:00/2027-01-31T04:00']],
    ['over its end', once, '2027-01-01T00:00', '2027-01-31T02:01', ['2027-01-31T02:00/2027-01-31T02:01']],
    ['around the range', once, '2027-01-31T02:30', '2027-01-31T03:30', ['2027-01-31T02:30/2027-01-31T03:30']],
    ['over before it', once, '2027-01-31T04:00', '2027-03-01T00:00', []],
    ['that begins when it ends', once, '2027-01-01T00:00', '2027-01-31T02:00', []],
    ['in an empty range', once, '2027-01-31T03:00', '2027-01-31T03:00', []],
    [
      'of minutes, begun between two',
      { duration: 1, unit: 'MINUTE' as const, startsAt: START + 30_000 },
      '2027-01-01T00:00',
      '2027-03-01T00:00',
      ['2027-01-31T02:00/2027-01-31T02:02'],
    ],
    [
      'of days',
      { duration: 3, unit: 'DAY' as const, startsAt: START },
      '2027-01-01T00:00',
      '2027-03-01T00:00',
      ['2027-01-31T02:00/2027-02-03T02:00'],
    ],
    [
      'of a month from the 31st on',
      { duration: 1, unit: 'MONTH' as const, startsAt: START },
      '2027-02-27T00:00',
      '2027-03-10T00:00',
      ['2027-02-27T00:00/2027-02-28T02:00'],
    ],
  ])('%s', (_what, window, from, to, expected) => expect(excluded([window], from, to)).toEqual(expected));
});

describe('a rate', () => {
  const at = (expression: string, more: Partial<ExclusionWindowDefinition> = {}) =>
    hours(1, { startsAt: START, expression, ...more });
  it.each([
    [
      'of hours',
      at('rate(12 hour)'),
      '2027-02-01T00:00',
      '2027-02-02T00:00',
      ['2027-02-01T02:00/2027-02-01T03:00', '2027-02-01T14:00/2027-02-01T15:00'],
    ],
    ['of days', at('rate(3 day)'), '2027-02-01T00:00', '2027-02-06T00:00', ['2027-02-03T02:00/2027-02-03T03:00']],
    [
      'of months, on the last day where a month is too short',
      at('rate(1 month)'),
      '2027-02-01T00:00',
      '2027-04-01T00:00',
      ['2027-02-28T02:00/2027-02-28T03:00', '2027-03-31T02:00/2027-03-31T03:00'],
    ],
    [
      'of two months, in a leap year',
      at('rate(2 month)', { startsAt: utc('2027-12-30T02:00') }),
      '2028-01-01T00:00',
      '2028-05-01T00:00',
      ['2028-02-29T02:00/2028-02-29T03:00', '2028-04-30T02:00/2028-04-30T03:00'],
    ],
    [
      'in the plural',
      at('rate(7 days)'),
      '2027-02-01T00:00',
      '2027-02-08T00:00',
      ['2027-02-07T02:00/2027-02-07T03:00'],
    ],
    [
      'does not go back before its start',
      at('rate(1 day)'),
      '2027-01-01T00:00',
      '2027-02-01T00:00',
      ['2027-01-31T02:00/2027-01-31T03:00'],
    ],
    [
      'that is as short as its window leaves nothing',
      at('rate(1 hour)'),
      '2027-03-01T00:00',
      '2027-03-02T00:00',
      ['2027-03-01T00:00/2027-03-02T00:00'],
    ],
    [
      'a window that began long before the range',
      at('rate(1 month)', { duration: 40, unit: 'DAY' }),
      '2027-03-01T00:00',
      '2027-03-02T00:00',
      ['2027-03-01T00:00/2027-03-02T00:00'],
    ],
  ])('%s', (_what, window, from, to, expected) => expect(excluded([window], from, to)).toEqual(expected));

  it('of thousands of windows', () => {
    const windows = [{ duration: 10, unit: 'MINUTE' as const, startsAt: START, expression: 'rate(1 hour)' }];
    const found = excludedStretches(windows, minute('2028-01-01T00:00'), minute('2029-01-01T00:00'), 'x');
    expect(found).toHaveLength(366 * 24);
    expect(found.every(({ from, to }) => to - from === 10 && from % 60 === 0)).toBe(true);
  });
});

describe('a cron expression', () => {
  const days = (fields: string, from = '2027-01-01T00:00', to = '2027-02-01T00:00') =>
    excluded([cron(fields)], from, to).map((stretch) => stretch.slice(0, 16));
  // January 2027 begins on a Friday. Numbers of weekdays: EventBridge user guide, "1 is Sunday, and 7 is Saturday".
  it.each([
    ['six fields', '0 2 ? * SUN *', ['03', '10', '17', '24', '31']],
    ['five fields', '0 2 ? * SUN', ['03', '10', '17', '24', '31']],
    ['numbers of weekdays', '0 2 ? * 1 *', ['03', '10', '17', '24', '31']],
    ['numbers of weekdays in five fields', '0 2 ? * 7', ['02', '09', '16', '23', '30']],
    ['names in any case', '0 2 ? jan sun *', ['03', '10', '17', '24', '31']],
    [
      'ranges',
      '0 2 ? * THU-SAT *',
      ['01', '02', '07', '08', '09', '14', '15', '16', '21', '22', '23', '28', '29', '30'],
    ],
    ['lists', '0 2 5,15 * ? *', ['05', '15']],
    ['steps', '0 2 1/10 * ? *', ['01', '11', '21', '31']],
    ['the second Sunday', '0 2 ? * SUN#2 *', ['10']],
    ['the third Tuesday', '0 2 ? * 3#3 *', ['19']],
    ['the last Friday', '0 2 ? * 6L *', ['29']],
    ['the last day', '0 2 L * ? *', ['31']],
    ['the last working day', '0 2 LW * ? *', ['29']],
    ['the working day next to a Saturday', '0 2 16W * ? *', ['15']],
    ['another year', '0 2 ? * SUN 2028', []],
    ['a date that never comes', '0 2 30 2 ? *', []],
  ])('with %s', (_what, fields, expected) => {
    expect(days(fields)).toEqual(expected.map((day) => `2027-01-${day}T02:00`));
  });

  it('of every quarter of an hour', () => {
    const quarter = { duration: 5, unit: 'MINUTE' as const, expression: 'cron(0/15 2 ? * SUN *)' };
    expect(excluded([quarter], '2027-01-03T00:00', '2027-01-03T02:40')).toEqual([
      '2027-01-03T02:00/2027-01-03T02:05',
      '2027-01-03T02:15/2027-01-03T02:20',
      '2027-01-03T02:30/2027-01-03T02:35',
    ]);
  });

  it('that demos of AWS deploy, of five fields and without a start', () => {
    expect(excluded([cron('0 17 ? * *', 1)], '2027-01-01T00:00', '2027-01-03T00:00')).toEqual([
      '2027-01-01T17:00/2027-01-01T18:00',
      '2027-01-02T17:00/2027-01-02T18:00',
    ]);
  });

  it('does not go back before its start', () => {
    const window = { ...cron('0 2 ? * SUN *'), startsAt: utc('2027-01-17T02:00') };
    expect(excluded([window], '2027-01-01T00:00', '2027-01-30T00:00').map((stretch) => stretch.slice(8, 10))).toEqual([
      '17',
      '24',
    ]);
  });
});

describe('several windows', () => {
  it('that overlap or touch are one stretch', () => {
    const windows = [cron('0 5 ? * * *'), cron('0 2 ? * * *'), cron('0 3 ? * * *', 1), cron('0 4 ? * * *', 1)];
    expect(excluded(windows, '2027-01-01T00:00', '2027-01-02T00:00')).toEqual(['2027-01-01T02:00/2027-01-01T07:00']);
  });

  it('one within another', () => {
    const windows = [cron('0 2 ? * * *', 6), cron('0 3 ? * * *', 1)];
    expect(excluded(windows, '2027-01-01T00:00', '2027-01-02T00:00')).toEqual(['2027-01-01T02:00/2027-01-01T08:00']);
  });

  it('none', () => expect(excluded([], '2027-01-01T00:00', '2027-01-02T00:00')).toEqual([]));
});

it('are what their definition says, minute by minute', () => {
  const field = (most: number, least = 0) =>
    fc.oneof(
      fc.constant('*'),
      fc
        .uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 })
        .map((list) => list.join(',')),
    );
  const window = fc.record({
    fields: fc.tuple(
      field(59).filter((minutes) => minutes !== '*'),
      field(23),
      field(31, 1),
      fc.constantFrom('*', '2', '2,3'),
    ),
    weekday: fc.option(fc.constantFrom(...WEEKDAYS)),
    duration: fc.integer({ min: 1, max: 4000 }),
    start: fc.integer({ min: -5000, max: 5000 }),
  });
  const from = minute('2028-02-27T00:00');
  const to = from + 4 * 1440;
  fc.assert(
    fc.property(fc.array(window, { maxLength: 3 }), (drawn) => {
      const windows: (ExclusionWindow & ExclusionWindowDefinition)[] = drawn.map((one) => {
        const [minutes, hour, dayOfMonth, month] = one.fields;
        const days = one.weekday === null ? [dayOfMonth, '?'] : ['?', one.weekday];
        const expression = `cron(${minutes} ${hour} ${days[0]} ${month} ${days[1]} *)`;
        const start = (from + one.start) * 60_000;
        return { start, startsAt: start, minutes: one.duration, duration: one.duration, unit: 'MINUTE', expression };
      });
      const found = excludedStretches(windows, from, to, 'x');
      const direct = new Uint8Array(to - from);
      for (const one of windows)
        for (let begun = from - one.minutes; begun < to; begun += 1)
          if (begins(one, begun * 60_000))
            direct.fill(1, Math.max(0, begun - from), Math.max(0, begun - from + one.minutes));
      const fast = new Uint8Array(to - from);
      for (const stretch of found) fast.fill(1, stretch.from - from, stretch.to - from);
      expect(fast).toEqual(direct);
      for (const [index, stretch] of found.entries()) expect(stretch.from).toBeGreaterThan(found[index - 1]?.to ?? 0);
    }),
    { numRuns: 25 },
  );
});

describe('the windows of a maintenance cover its local times for two years', () => {
  const FROM = utc('2027-01-01T00:00');
  const UNTIL = utc('2029-01-01T00:00');
  const QUARTER = 15 * 60_000;
  const RECURRENCES: readonly [Recurrence, number][] = [
    [{ kind: 'daily' }, 2.5],
    [{ kind: 'weekly', days: ['SUN', 'WED'] }, 0],
    [{ kind: 'monthly', dayOfMonth: 28 }, 23.75],
  ];

  // Clocks that change in spring and in autumn of both hemispheres, by half an hour, around Ramadan, and never.
  it.each(['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kathmandu'])(
    'in %s',
    (timeZone) => {
      const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
      const moments: [number, string][] = [];
      for (let moment = FROM; moment < UNTIL; moment += QUARTER) moments.push([moment, clock.format(moment)]);
      for (const [recurrence, hour] of RECURRENCES) {
        const at = hour * 3_600_000;
        const maintenance = { recurrence, timeZone, from: FROM - 86_400_000, at, minutes: 45 };
        const windows = recurringWindows(maintenance).map(
          ({ start, minutes, expression }): ExclusionWindowDefinition => ({
            startsAt: start,
            duration: minutes,
            unit: 'MINUTE',
            ...(expression === undefined ? {} : { expression }),
          }),
        );
        const stretches = excludedStretches(windows, FROM / 60_000, UNTIL / 60_000, 'x');
        const shown = new Date(at).toISOString().slice(11, 16);
        const begun = moments.filter(
          ([, local]) => local.slice(11) === shown && fallsOn(recurrence, local.slice(0, 10)),
        );
        const open = begun.filter(([moment]) => moment + 45 * 60_000 <= UNTIL);
        const missed = open.filter(
          ([moment]) => !stretches.some(({ from, to }) => from <= moment / 60_000 && moment / 60_000 + 45 <= to),
        );
        expect(open.length).toBeGreaterThan(22);
        expect(missed).toEqual([]);
      }
    },
  );

  function fallsOn(recurrence: Recurrence, date: string): boolean {
    if (recurrence.kind === 'daily') return true;
    const day = new Date(`${date}T00:00Z`);
    if (recurrence.kind === 'monthly') return day.getUTCDate() === recurrence.dayOfMonth;
    return recurrence.days.includes(WEEKDAYS[day.getUTCDay()]!);
  }
});

describe('what is not simulated is an error that names it', () => {
  const what = 'SLO "prod-checkout": exclusion window: got ';
  it.each([
    ['a range over the end', cron('0 2 ? * FRI-MON *'), `${what}"cron(0 2 ? * FRI-MON *)", allowed are values`],
    ['days before the last', cron('0 2 L-3 * ? *'), `${what}"cron(0 2 L-3 * ? *)", allowed are values`],
    ['weekday 0', cron('0 2 ? * 0 *'), `${what}"cron(0 2 ? * 0 *)", allowed are values`],
    [
      'an hour that no clock shows',
      cron('0 24 ? * * *'),
      `${what}"cron(0 24 ? * * *)" (hours: "24"), allowed are 0 to 23`,
    ],
    ['four fields', cron('0 2 * *'), `${what}"cron(0 2 * *)" (cron: 4 fields), allowed are 6 or 5: minutes, hours`],
    ['weeks', hours(1, { startsAt: START, expression: 'rate(1 week)' }), 'one of hour, day, month'],
    ['at', hours(1, { startsAt: START, expression: 'at(2027-01-01T00:00)' }), 'allowed are cron(...), rate(...)'],
    ['a rate that begins nowhere', hours(1, { expression: 'rate(1 day)' }), `${what}no StartTime with "rate(1 day)"`],
    [
      'a window that begins nowhere',
      hours(1),
      `${what}no StartTime, allowed is one, unless its expression is cron(...)`,
    ],
  ])('%s', (_what, window, message) => {
    expect(() => excluded([window], '2027-01-01T00:00', '2027-01-02T00:00')).toThrow(RangeError);
    expect(() => excluded([window], '2027-01-01T00:00', '2027-01-02T00:00')).toThrow(message);
  });
});
