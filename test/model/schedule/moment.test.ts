import { atExpression, lastMoment, momentOf } from '../../../lib/model/schedule';

const iso = (moment: number | undefined) => (moment === undefined ? moment : new Date(moment).toISOString());
const local = (text: string) => atExpression(`at(${text})`)!.local;

/** Clocks of the European Union change at 01:00 UTC on the last Sundays of March and October (directive 2000/84/EC). */
describe('a time of clocks', () => {
  it.each([
    ['in winter', '2027-01-03T02:00', '2027-01-03T01:00:00.000Z'],
    ['in summer', '2027-07-03T02:00', '2027-07-03T00:00:00.000Z'],
    ['that they show twice, for the second time', '2026-10-25T02:30', '2026-10-25T01:30:00.000Z'],
    ['that they leave out, by the earlier offset', '2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
  ])('%s is over after', (_when, text, moment) => {
    expect(iso(lastMoment(local(text), 'Europe/Paris'))).toBe(moment);
  });
});

describe('a moment in ISO-8601', () => {
  it.each([
    ['2026-12-31T23:59:59Z', '2026-12-31T23:59:59.000Z'],
    ['2026-12-31T23:59:59.5Z', '2026-12-31T23:59:59.500Z'],
    ['2026-12-31T23:59+02:00', '2026-12-31T21:59:00.000Z'],
    ['2026-12-31T23:59', '2026-12-31T22:59:00.000Z'],
    ['2026-12-31', '2026-12-30T23:00:00.000Z'],
  ])('%s', (text, moment) => {
    expect(iso(momentOf(text, 'Europe/Paris'))).toBe(moment);
  });

  it.each(['', 'tomorrow', '2026-13-01', '2026-12-31T25:00Z', '31.12.2026', '1767225600'])('is none of %j', (text) => {
    expect(momentOf(text, 'Europe/Paris')).toBeUndefined();
  });
});
