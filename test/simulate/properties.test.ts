import fc from 'fast-check';
import { MISSING_DATA } from '../../lib/assembly';
import { MINUTE_MS, RequestSeries, repeatToFill } from '../../lib/simulate';
import { type Datapoint, DatapointWindow } from '../../lib/simulate/datapoint-window';
import { ErrorBudgetHistory } from '../../lib/simulate/error-budget-history';
import { at, cloudWatchOver, outcomesOf, START } from './fixture';
import { historyOf } from './history-fixture';

/** Requests of a minute: a gap, or good of total. */
const minute = fc.option(
  fc.tuple(fc.nat(20), fc.nat(20)).map(([bad, good]) => ({ good, total: good + bad })),
  { nil: undefined },
);
const minutes = fc.array(minute, { minLength: 1, maxLength: 200 });

function seriesOf(list: readonly ({ good: number; total: number } | undefined)[]): RequestSeries {
  const column = (name: 'good' | 'total') => Float64Array.from(list, (found) => found?.[name] ?? Number.NaN);
  return new RequestSeries(START, column('good'), column('total'));
}

it('a look-back summed from running totals is the look-back summed one by one', () => {
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 60 }), fc.integer({ min: -5, max: 250 }), (list, lookBack, now) => {
      const history = new ErrorBudgetHistory(outcomesOf(seriesOf(list)), '99', {
        kind: 'rolling',
        duration: 120,
        unit: 'MINUTE',
      });
      const sum = (window: number) => {
        const seen = list.slice(Math.max(now + 1 - window, 0), Math.max(now + 1, 0));
        const total = seen.reduce((all, found) => all + (found?.total ?? 0), 0);
        return { total, good: seen.reduce((all, found) => all + (found?.good ?? 0), 0) };
      };
      const counted = sum(lookBack).total > 0 ? sum(lookBack) : sum(120);
      const expected = counted.total > 0 ? ((counted.total - counted.good) * 100) / counted.total : Number.NaN;
      expect(history.burn(lookBack, START + now)).toBe(expected);
    }),
  );
});

it('a verdict from kept counts is the verdict from looking at every data point', () => {
  const datapoints = fc.array(fc.constantFrom<Datapoint>('missing', 'ok', 'breaching'), {
    minLength: 1,
    maxLength: 40,
  });
  const settings = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.constantFrom(...MISSING_DATA))
    .map(([a, b, treatMissingData]) => ({
      evaluationPeriods: Math.max(a, b),
      datapointsToAlarm: Math.min(a, b),
      treatMissingData,
    }));
  fc.assert(
    fc.property(datapoints, settings, (points, setting) => {
      const { evaluationPeriods: n, datapointsToAlarm: m, treatMissingData } = setting;
      const window = new DatapointWindow(n + 2);
      for (const point of points) window.push(point);
      const range = points.slice(-(n + 2)).reverse();
      const existing = range.filter((point) => point !== 'missing');
      const filler =
        treatMissingData === 'breaching' ? 'breaching' : treatMissingData === 'notBreaching' ? 'ok' : 'missing';
      const evaluated = [...existing, ...Array<Datapoint>(n).fill(filler)].slice(0, Math.max(n, 0));
      const breaching = evaluated.filter((point) => point === 'breaching').length;
      const verdict = window.verdict(setting, 'INSUFFICIENT_DATA');
      if (existing.length >= n || filler !== 'missing') expect(verdict).toBe(breaching >= m ? 'ALARM' : 'OK');
      else if (breaching >= m) expect(verdict).toBe('ALARM');
      else if (existing.includes('ok')) expect(verdict).toBe('OK');
      else if (existing.length === 0 || treatMissingData === 'ignore') expect(verdict).toBe('INSUFFICIENT_DATA');
      else expect(verdict).toBe(range.lastIndexOf('breaching') + 1 >= m ? 'ALARM' : 'OK');
    }),
  );
});

it('an alarm that is first looked at late is in the state of one that was looked at every minute', () => {
  fc.assert(
    fc.property(minutes, fc.integer({ min: 70, max: 260 }), (list, end) => {
      const every = cloudWatchOver(seriesOf(list), { noDataMinutes: 13 });
      const late = cloudWatchOver(seriesOf(list), { noDataMinutes: 13 });
      every.evaluateAll(at(0), at(end));
      late.evaluateAll(at(end - 1), at(end));
      const states = (cloudWatch: typeof every) =>
        cloudWatch.describeAll().map(({ definition, state }) => [definition.name, state.value]);
      expect(states(late)).toEqual(states(every));
    }),
    { numRuns: 30 },
  );
});

it('rows of any step keep their requests, in whole numbers', () => {
  const row = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([bad, good]) => ({ good, total: good + bad }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.integer({ min: 60, max: 4000 }), (rows, seconds) => {
      const stepMs = seconds * 1000;
      const timed = rows.map((found, index) => ({ ...found, at: START * MINUTE_MS + index * stepMs }));
      const series = RequestSeries.fromHistory(historyOf(timed, stepMs));
      const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + (Number.isNaN(b) ? 0 : b), 0);
      expect(sum(series.total)).toBe(sum(rows.map(({ total }) => total)));
      expect(sum(series.good)).toBe(sum(rows.map(({ good }) => good)));
      expect([...series.total, ...series.good].every(Number.isInteger)).toBe(true);
    }),
  );
});

it('a repeated stretch is the stretch at every distance of its length', () => {
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 500 }), (list, length) => {
      const filled = repeatToFill(seriesOf(list), length, START);
      expect(filled.endMinute).toBe(START);
      for (let back = 1; back <= length; back += 1) {
        const expected = list[list.length - 1 - ((back - 1) % list.length)]?.total ?? Number.NaN;
        expect(filled.total[length - back]).toBe(expected);
      }
    }),
  );
});
