import { workingTime } from '../../../lib/model/calendar/working-time';

const NINE_TO_FIVE = { workDays: [1, 2, 3, 4, 5], workFromHour: 9, workToHour: 17 };
const hours = (from: string, to: string, timeZone = 'Europe/Paris', when = NINE_TO_FIVE) =>
  workingTime(Date.parse(from), Date.parse(to), when, timeZone) / 3_600_000;

describe('working time', () => {
  it.each([
    ['within a day', '2026-11-16T09:00+01:00', '2026-11-16T13:00+01:00', 4],
    ['before, in and after a day', '2026-11-16T06:00+01:00', '2026-11-16T23:00+01:00', 8],
    ['over a night', '2026-11-16T16:00+01:00', '2026-11-17T10:30+01:00', 2.5],
    ['over a weekend', '2026-11-13T16:00+01:00', '2026-11-16T10:00+01:00', 2],
    ['on a weekend', '2026-11-14T00:00+01:00', '2026-11-16T00:00+01:00', 0],
    ['in no time', '2026-11-16T10:00+01:00', '2026-11-16T10:00+01:00', 0],
    ['backwards', '2026-11-16T12:00+01:00', '2026-11-16T10:00+01:00', 0],
    ['over a week', '2026-11-16T00:00+01:00', '2026-11-23T00:00+01:00', 40],
  ])('%s', (_what, from, to, expected) => {
    expect(hours(from, to)).toBe(expected);
  });

  it('is eight hours on the days on which clocks change, and seven at night where an hour is left out', () => {
    const all = { workDays: [0, 1, 2, 3, 4, 5, 6], workFromHour: 9, workToHour: 17 };
    expect(hours('2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00', 'Europe/Paris', all)).toBe(8);
    expect(hours('2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00', 'Europe/Paris', all)).toBe(8);
    const night = { ...all, workFromHour: 0, workToHour: 8 };
    expect(hours('2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00', 'Europe/Paris', night)).toBe(7);
    expect(hours('2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00', 'Europe/Paris', night)).toBe(9);
  });

  it('follows the zone, with its odd offsets, and other weekends', () => {
    expect(hours('2026-11-16T03:15Z', '2026-11-16T05:15Z', 'Asia/Kathmandu')).toBe(2);
    const gulf = { workDays: [0, 1, 2, 3, 4], workFromHour: 9, workToHour: 17 };
    expect(hours('2026-11-13T00:00+04:00', '2026-11-16T00:00+04:00', 'Asia/Dubai', gulf)).toBe(8);
  });
});
