import { calendarMinutes, type Interval, intervalFault, intervalMinutes } from '../../../lib/model/slo';

describe('intervals', () => {
  it.each<[Interval, number]>([
    [{ kind: 'rolling', days: 28 }, 40_320],
    [{ kind: 'rolling', days: 0.5 }, 720],
    [{ kind: 'rolling', days: 0.7 }, 1008],
    [{ kind: 'calendar', months: 1 }, 43_200],
    [{ kind: 'calendar', months: 3 }, 129_600],
  ])('%j counts %i minutes', (interval, minutes) => {
    expect(intervalMinutes(interval)).toBe(minutes);
  });

  it.each<Interval>([
    { kind: 'rolling', days: 0 },
    { kind: 'rolling', days: -1 },
    { kind: 'rolling', days: 1 / 3 },
    { kind: 'rolling', days: 367 },
    { kind: 'rolling', days: Number.NaN },
    { kind: 'rolling', days: Number.POSITIVE_INFINITY },
    { kind: 'calendar', months: 0 },
    { kind: 'calendar', months: 1.5 },
    { kind: 'calendar', months: 13 },
  ])('%j is refused with what was got and what is allowed', (interval) => {
    expect(intervalFault(interval)).toMatch(/interval: got .*, allowed are /);
    expect(() => intervalMinutes(interval)).toThrow(RangeError);
  });

  it.each([
    [2025, 2, 1, 28],
    [2024, 2, 1, 29],
    [2026, 11, 1, 30],
    [2026, 12, 1, 31],
    [2026, 11, 3, 92],
  ])('the calendar interval from %i-%i over %i months has %i days', (year, month, months, days) => {
    expect(calendarMinutes(year, month, months)).toBe(days * 1440);
  });
});
