import { outcomeInWords, outcomesInWords } from '../../../lib/model/wording/outcomes';
import { currentIntervalInWords, goalInWords, intervalInWords } from '../../../lib/model/wording/promise';
import { entry } from '../../support/entries';

it.each([
  ['requests', 60, 'requests'],
  ['periods', 60, 'minutes'],
  ['periods', 300, '5-minute periods'],
  ['periods', 900, '15-minute periods'],
  ['periods', 3600, 'hours'],
  ['periods', 7200, '2-hour periods'],
  ['periods', 86_400, 'days'],
  ['periods', 90, '90-second periods'],
] as const)('%s of %i seconds are called %s', (kind, periodSeconds, words) => {
  expect(outcomesInWords({ kind, periodSeconds })).toBe(words);
  expect(`${outcomeInWords({ kind, periodSeconds })}s`).toBe(words);
});

it.each([
  [{ kind: 'rolling', days: 28 }, '28 days', 'the last 28 days', 'over 28 days'],
  [{ kind: 'rolling', days: 1 }, '1 day', 'the last day', 'over 1 day'],
  [{ kind: 'rolling', days: 0.5 }, '12 h', 'the last 12 h', 'over 12 h'],
  [{ kind: 'calendar', months: 1 }, 'one calendar month', 'this calendar month', 'in each calendar month'],
  [{ kind: 'calendar', months: 3 }, '3 calendar months', 'these 3 calendar months', 'over every 3 calendar months'],
] as const)('the interval %j is %s', (interval, length, current, over) => {
  expect(intervalInWords(interval)).toBe(length);
  expect(currentIntervalInWords(interval)).toBe(current);
  expect(goalInWords(entry({ interval }))).toBe(`99.9 % of requests ${over}`);
});
