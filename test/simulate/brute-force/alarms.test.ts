import fc from 'fast-check';
import type { MetricQuery } from '../../../lib/assembly';
import { timeOf } from '../../../lib/simulate';
import { statisticOf } from './alarms';
import { definedChanges, published, sloOf } from './defined-estate';
import { estates, evaluations, METRICS, type Name, SLO } from './estates';
import { simulated, simulatedChanges } from './simulated-estate';

describe('every change of three alarms, of two composites and of what suppresses one is the one that their definitions say', () => {
  it('over minutes and hours', () => {
    fc.assert(
      fc.property(estates(25, 8), (estate) => {
        expect(simulatedChanges(estate)).toEqual(definedChanges(estate));
      }),
      { numRuns: 250, seed: 6 },
    );
  });

  it('over three days', () => {
    fc.assert(
      fc.property(estates(1440, 3), (estate) => {
        expect(simulatedChanges(estate)).toEqual(definedChanges(estate));
      }),
      { numRuns: 6, seed: 6 },
    );
  });
});

it('what is asked for at a time is that of the last minute that is readable then', () => {
  fc.assert(
    fc.property(estates(25, 5), fc.integer({ min: -5, max: 150 }), (estate, after) => {
      const cloudWatch = simulated(estate);
      const minute = estate.start + after - estate.lagMinutes - 1;
      const slo = sloOf(estate, { from: minute, to: minute + 1 });
      const time = timeOf(estate.start + after);
      const known = (value: number) => (Number.isNaN(value) ? undefined : value);
      expect(cloudWatch.attainment(SLO, time)).toBe(known(slo.attainment(minute)));
      expect(cloudWatch.burn(SLO, 60, time)).toBe(known(slo.burn(60, minute)));
      expect(cloudWatch.budget(SLO, time)).toEqual(slo.budget(minute));
      const { from, to } = cloudWatch.interval(SLO, time);
      expect([from, to]).toEqual([slo.interval(minute).from, slo.interval(minute).to].map(timeOf));
    }),
    { numRuns: 150, seed: 6 },
  );
});

it('GetMetricData answers with the periods that have data, cut off at what is readable', () => {
  const asked = fc.record({
    name: fc.constantFrom<Name>('total', 'burn7', 'burn60', 'attainment', 'depth'),
    stat: fc.constantFrom('Maximum', 'Minimum'),
    periodMinutes: fc.constantFrom(1, 2, 5),
    from: fc.integer({ min: -20, max: 120 }),
    minutes: fc.integer({ min: 0, max: 90 }),
  });
  fc.assert(
    fc.property(estates(25, 5), asked, (estate, { name, periodMinutes, from, minutes, ...other }) => {
      const stat = name === 'total' ? 'Sum' : name === 'depth' ? 'Maximum' : other.stat;
      const evaluated = evaluations(estate)[0]!;
      const readable = evaluated - estate.lagMinutes;
      const start = estate.start + from;
      const cloudWatch = simulated(estate);
      cloudWatch.evaluate(timeOf(evaluated));
      const query: MetricQuery = { id: 'm', metric: METRICS[name], stat, period: periodMinutes * 60, returnData: true };
      const [answer] = cloudWatch.metricData([query], timeOf(start), timeOf(start + minutes));
      const read = published(estate, readable)(name);
      // Data points begin on whole periods of the clock.
      const periods = Array.from({ length: minutes + periodMinutes }, (_, at) => start - periodMinutes + 1 + at).filter(
        (at) => at % periodMinutes === 0 && at < start + minutes && at < readable,
      );
      const points = periods
        .map((at) => ({ at, value: statisticOf(read, stat, at, Math.min(at + periodMinutes, readable)) }))
        .filter(({ value }) => !Number.isNaN(value));
      expect(answer).toMatchObject({
        timestamps: points.map(({ at }) => timeOf(at)),
        values: points.map(({ value }) => value),
      });
    }),
    { numRuns: 150, seed: 6 },
  );
});
