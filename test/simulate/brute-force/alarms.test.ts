import fc from 'fast-check';
import type { AlarmDefinition, CompositeDefinition, MetricQuery, Objective } from '../../../lib/assembly';
import type { AlarmValue } from '../../../lib/model/contracts/alarm-event';
import { RequestSeries, SimulatedCloudWatch, timeOf } from '../../../lib/simulate';
import { objectiveOf } from '../fixture';
import { type Published, stateAt, statisticOf } from './alarms';
import { type Counted, DefinedSlo } from './definitions';
import { ALARMS, arnOf, COMPOSITES, type Estate, estates, METRICS, type Name, SLO, WATCHED, WINDOWS } from './estates';
import { minutesOf } from './histories';
import type { Span } from './intervals';
import { holds, textOf } from './rules';
import { requestsOf } from './spells-as-outcomes';

const objective: Objective = objectiveOf();
const [tier] = objective.alarms as readonly [AlarmDefinition];
const BEYOND = 30;

function alarmsOf({ alarms }: Estate): AlarmDefinition[] {
  return alarms.map(({ watches, periodMinutes, ...settings }, at) => {
    const period = periodMinutes * 60;
    const name = ALARMS[at]!;
    return { ...tier, ...settings, name, arn: arnOf(name), period, queries: WATCHED[watches].queries(period) };
  });
}

function compositesOf({ rules }: Estate): CompositeDefinition[] {
  // The one that rests on the other stands first: the order is the simulator's to find.
  return (['outer', 'inner'] as const).map((name) => ({
    ...objective.composite!,
    name,
    arn: arnOf(name),
    rule: textOf(rules[name]),
  }));
}

function simulated(estate: Estate): SimulatedCloudWatch {
  const { start, history, goal, interval, lagMinutes, extraDatapoints } = estate;
  const requests = requestsOf(history);
  const column = (of: 'total' | 'bad') => Float64Array.from(requests, (found) => found?.[of] ?? Number.NaN);
  const total = column('total');
  const bad = column('bad');
  return new SimulatedCloudWatch({
    objectives: [{ ...objective, goal, interval, lookBackMinutes: WINDOWS }],
    alarms: alarmsOf(estate),
    composites: compositesOf(estate),
    series: new Map([
      [
        SLO,
        new RequestSeries(
          start,
          total.map((count, at) => count - bad[at]!),
          total,
        ),
      ],
    ]),
    lagMinutes,
    extraDatapoints,
  });
}

function sloOf({ start, history, goal, interval }: Estate, asked: Span): DefinedSlo {
  const counted = { kind: 'requests', startMinute: start, minutes: requestsOf(history), periodMinutes: 1 } as const;
  return new DefinedSlo({ ...counted, goal, interval, warningThreshold: 50, excluded: [] }, asked);
}

/** What is recorded and what Application Signals publishes, minute by minute, by definition. */
function published(estate: Estate, until: number): (name: Name) => Published {
  const from = estate.start - 100;
  const requests = requestsOf(estate.history);
  const slo = sloOf(estate, { from, to: until });
  const everyMinute = (of: Published) => Array.from({ length: until - from }, (_, at) => of(from + at));
  const counted = (of: (found: Counted) => number) =>
    everyMinute((minute) => {
      const found = requests[minute - estate.start];
      return found === undefined ? Number.NaN : of(found);
    });
  const series: Record<Name, number[]> = {
    good: counted(({ total, bad }) => total - bad),
    total: counted(({ total }) => total),
    burn7: everyMinute((minute) => slo.burn(7, minute)),
    burn60: everyMinute((minute) => slo.burn(60, minute)),
    attainment: everyMinute((minute) => slo.attainment(minute)),
  };
  return (name) => (minute) => series[name][minute - from] ?? Number.NaN;
}

/** Minutes at which the estate is evaluated. */
function evaluations({ start, history, firstEvaluation, evaluatedEvery }: Estate): number[] {
  const minutes = minutesOf(history).length + BEYOND - firstEvaluation;
  return Array.from(
    { length: Math.max(Math.ceil(minutes / evaluatedEvery), 1) },
    (_, at) => start + firstEvaluation + at * evaluatedEvery,
  );
}

const forcedAt = ({ forced }: Estate, now: number) => forced.filter(({ evaluation }) => evaluation === now);
const line = (minute: number, name: string, value: AlarmValue) => `minute ${minute}: ${name} ${value}`;

/** Changes of state that evaluations find, those of one minute by name; what SetAlarmState says holds until the next one. */
function definedChanges(estate: Estate): string[] {
  const times = evaluations(estate);
  const read = published(estate, times.at(-1)! + 1);
  const states = new Map<string, AlarmValue>([...ALARMS, ...COMPOSITES].map((name) => [name, 'INSUFFICIENT_DATA']));
  const stateOf = (alarm: string) => states.get(alarm.split(':').at(-1)!)!;
  const changes: string[] = [];
  for (const [evaluation, minute] of times.entries()) {
    for (const { alarm, value } of forcedAt(estate, evaluation)) states.set(alarm, value);
    const become = (name: string, value: AlarmValue) => {
      if (states.get(name) !== value) changes.push(line(minute - estate.start, name, value));
      states.set(name, value);
    };
    for (const [at, { watches, ...settings }] of estate.alarms.entries()) {
      const valueOver = (from: number, to: number) => WATCHED[watches].valueOver(read, from, to);
      const range = settings.evaluationPeriods + estate.extraDatapoints;
      const name = ALARMS[at]!;
      become(name, stateAt({ ...settings, valueOver }, minute - estate.lagMinutes, range, stateOf(name)));
    }
    for (const name of COMPOSITES) become(name, holds(estate.rules[name], stateOf) ? 'ALARM' : 'OK');
  }
  return changes;
}

function simulatedChanges(estate: Estate): string[] {
  const cloudWatch = simulated(estate);
  return evaluations(estate).flatMap((minute, evaluation) => {
    for (const { alarm, value } of forcedAt(estate, evaluation))
      cloudWatch.setAlarmState({ alarmName: alarm, value, reason: 'test', at: timeOf(minute) - 1 });
    return cloudWatch
      .evaluate(timeOf(minute))
      .sort((a, b) => (a.alarmName < b.alarmName ? -1 : 1))
      .map(({ alarmName, value }) => line(minute - estate.start, alarmName, value));
  });
}

describe('every change of three alarms and two composites is the one that their definitions say', () => {
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
    name: fc.constantFrom<Name>('total', 'burn7', 'burn60', 'attainment'),
    stat: fc.constantFrom('Maximum', 'Minimum'),
    periodMinutes: fc.constantFrom(1, 2, 5),
    from: fc.integer({ min: -20, max: 120 }),
    minutes: fc.integer({ min: 0, max: 90 }),
  });
  fc.assert(
    fc.property(estates(25, 5), asked, (estate, { name, periodMinutes, from, minutes, ...other }) => {
      const stat = name === 'total' ? 'Sum' : other.stat;
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
