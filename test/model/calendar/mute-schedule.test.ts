import { recurringMute, singleMute } from '../../../lib/model/calendar/mute-schedule';
import type { Recurrence } from '../../../lib/model/calendar/recurrence';
import { utc } from './utc';

const AT = (2 * 60 + 5) * 60_000;
const recurring = (recurrence: Recurrence, minutes = 120) =>
  recurringMute({ recurrence, timeZone: 'Europe/Paris', from: utc('2027-01-03T00:00'), at: AT, minutes });

it.each([
  ['every day', { kind: 'daily' }, 'cron(5 2 * * *)'],
  ['weekdays in the order of the week', { kind: 'weekly', days: ['WED', 'SUN'] }, 'cron(5 2 * * SUN,WED)'],
  ['a day of the month', { kind: 'monthly', dayOfMonth: 28 }, 'cron(5 2 28 * *)'],
] satisfies [string, Recurrence, string][])('mutes by local time on %s', (_what, recurrence, expression) => {
  expect(recurring(recurrence)).toEqual({
    expression,
    duration: 'PT2H',
    timeZone: 'Europe/Paris',
    startDate: '2027-01-03T00:00',
  });
});

it('mutes once', () => {
  expect(singleMute({ timeZone: 'Asia/Tokyo', start: utc('2027-01-03T02:00'), minutes: 1 })).toEqual({
    expression: 'at(2027-01-03T02:00)',
    duration: 'PT1M',
    timeZone: 'Asia/Tokyo',
  });
});

it.each([
  [1, 'PT1M'],
  [90, 'PT1H30M'],
  [1_440, 'P1D'],
  [3_600, 'P2DT12H'],
  [21_600, 'P15D'],
])('writes %d minutes as %s', (minutes, text) => {
  expect(recurring({ kind: 'monthly', dayOfMonth: 1 }, minutes).duration).toBe(text);
});
