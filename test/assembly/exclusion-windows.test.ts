import * as v from 'valibot';
import { exclusionWindows } from '../../lib/assembly';

const WINDOW = { Duration: 2, DurationUnit: 'HOUR' };
const read = (property: unknown) => v.parse(exclusionWindows, property);

describe('exclusion windows of an SLO', () => {
  it.each([
    ['are none where the template has none', undefined, []],
    [
      'are read as they are declared',
      [
        { Window: WINDOW, StartTime: '2027-01-03T01:00:00Z', Reason: 'Updates' },
        { Window: { Duration: '1', DurationUnit: 'MONTH' }, RecurrenceRule: { Expression: 'rate(1 month)' } },
      ],
      [
        { duration: 2, unit: 'HOUR', startsAt: Date.UTC(2027, 0, 3, 1) },
        { duration: 1, unit: 'MONTH', expression: 'rate(1 month)' },
      ],
    ],
    [
      'begin in UTC unless they say something else',
      ['2027-01-03T01:00:00', '2027-01-03T01:00:00+02:00'].map((StartTime) => ({ Window: WINDOW, StartTime })),
      [1, -1].map((hour) => ({ duration: 2, unit: 'HOUR', startsAt: Date.UTC(2027, 0, 3, hour) })),
    ],
  ])('%s', (_what, property, expected) => expect(read(property)).toEqual(expected));

  it.each([
    ['without a window', { StartTime: '2027-01-03T01:00:00Z' }, /Window/],
    ['of weeks', { Window: { Duration: 1, DurationUnit: 'WEEK' } }, /"WEEK"/],
    ['of nothing', { Window: { Duration: 0, DurationUnit: 'DAY' } }, />=1/],
    [
      'that begin some day',
      { Window: WINDOW, StartTime: 'soon' },
      /got "soon", allowed is a date and time in ISO-8601/,
    ],
    ['without an expression', { Window: WINDOW, RecurrenceRule: {} }, /Expression/],
  ])('%s are refused', (_what, window, message) => expect(() => read([window])).toThrow(message));
});
