import fc from 'fast-check';
import { type AlarmDefinition, MISSING_DATA } from '../../lib/assembly';
import { MINUTE_MS } from '../../lib/simulate';
import type { Transition } from '../../lib/simulate/alarm-state';
import { MetricAlarm } from '../../lib/simulate/metric-alarm';
import { eachMinute, type Statistic } from '../../lib/simulate/metric-source';
import { PublishedMetric } from '../../lib/simulate/published-metric';

type Value = Transition['value'];
const METRIC = { namespace: 'N', name: 'M', dimensions: {} };

function definition(settings: Partial<AlarmDefinition>): AlarmDefinition {
  const period = settings.period ?? 60;
  return {
    kind: 'metric',
    form: 'single',
    stack: 'S',
    logicalId: 'A',
    account: '111122223333',
    region: 'eu-west-3',
    name: 'alarm',
    arn: 'arn:alarm',
    actionsEnabled: true,
    actions: { alarm: [], ok: [], insufficientData: [] },
    queries: [{ id: 'm1', returnData: true, metric: METRIC, stat: 'Sum', period }],
    period,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    comparison: 'GreaterThanThreshold',
    threshold: 5,
    treatMissingData: 'missing',
    ...settings,
  };
}

const sumOf = (values: readonly number[]) =>
  new PublishedMetric(eachMinute((minute) => values[minute] ?? Number.NaN)).statistic('Sum')!;

/** The rules of the CloudWatch user guide, word for word, over the data points of a range, newest first. */
function direct(points: readonly number[], alarm: AlarmDefinition, current: Value): Value {
  const { evaluationPeriods: n, datapointsToAlarm: m, treatMissingData, threshold } = alarm;
  const existing = points.filter((point) => !Number.isNaN(point)).map((point) => point > threshold);
  const breaching = (evaluated: readonly boolean[]) => evaluated.filter(Boolean).length >= m;
  if (existing.length >= n) return breaching(existing.slice(0, n)) ? 'ALARM' : 'OK';
  const filled = (with_: boolean) => [...existing, ...Array<boolean>(n - existing.length).fill(with_)];
  if (treatMissingData === 'breaching') return breaching(filled(true)) ? 'ALARM' : 'OK';
  if (treatMissingData === 'notBreaching') return breaching(filled(false)) ? 'ALARM' : 'OK';
  if (breaching(existing)) return 'ALARM';
  if (existing.includes(false)) return 'OK';
  if (treatMissingData === 'ignore') return current;
  if (existing.length === 0) return 'INSUFFICIENT_DATA';
  const oldestAge = points.findLastIndex((point) => !Number.isNaN(point)) + 1;
  return oldestAge >= m ? 'ALARM' : 'OK';
}

const history = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant([1, 1, 1, 1, 1, 1]) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(Number.NaN, 1, 9), { maxLength: 6 }) },
    { weight: 1, arbitrary: fc.constant(Array<number>(9).fill(Number.NaN)) },
  ),
  { maxLength: 30 },
);

it('an alarm that looks ahead is in the state of one that looks at its range at every evaluation', () => {
  const settings = fc.record({
    n: fc.integer({ min: 1, max: 6 }),
    m: fc.integer({ min: 1, max: 6 }),
    periodMinutes: fc.constantFrom(1, 1, 2, 5),
    lagMinutes: fc.constantFrom(0, 2),
    extraDatapoints: fc.constantFrom(0, 2),
    treatMissingData: fc.constantFrom(...MISSING_DATA),
    steps: fc.array(fc.constantFrom(1, 1, 1, 2, 7), { minLength: 1, maxLength: 20 }),
    forcedAt: fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(history, settings, (stretches, { n, m, periodMinutes, steps, forcedAt, ...rest }) => {
      const values = stretches.flat();
      const { lagMinutes, extraDatapoints, treatMissingData } = rest;
      const alarm = definition({
        period: periodMinutes * 60,
        evaluationPeriods: Math.max(n, m),
        datapointsToAlarm: Math.min(n, m),
        treatMissingData,
      });
      const simulated = new MetricAlarm(alarm, () => sumOf(values), { lagMinutes, extraDatapoints });
      let state: Value = 'INSUFFICIENT_DATA';
      const expected: unknown[] = [];
      const found: unknown[] = [];
      for (let minute = 3, turn = 0; minute < values.length + 40; minute += steps[turn % steps.length]!, turn += 1) {
        if (forcedAt.includes(turn)) {
          state = state === 'ALARM' ? 'OK' : 'ALARM';
          simulated.force({ value: state, at: minute * MINUTE_MS, reason: 'told', reasonData: '{}' });
        }
        const range = Array.from({ length: alarm.evaluationPeriods + extraDatapoints }, (_, age) => {
          const to = minute - lagMinutes - age * periodMinutes;
          const present = Array.from(
            { length: periodMinutes },
            (__, back) => values[to - 1 - back] ?? Number.NaN,
          ).filter((value) => !Number.isNaN(value));
          return present.length === 0 ? Number.NaN : present.reduce((a, b) => a + b);
        });
        const next = direct(range, alarm, state);
        expected.push([minute, next, next !== state]);
        const change = simulated.evaluate(minute);
        found.push([minute, simulated.state(0).value, change !== undefined]);
        state = next;
      }
      expect(found).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

it('tells the same reason whenever it is asked, from nothing but what was readable at the change', () => {
  const values = Array.from({ length: 300 }, (_, minute) => (minute % 50 < 10 ? 9 : 1));
  const run = () => new MetricAlarm(definition({ evaluationPeriods: 3 }), () => sumOf(values));
  const [early, late] = [run(), run()];
  const changes: Transition[] = [];
  for (let minute = 1; minute < 300; minute += 1) {
    const change = late.evaluate(minute);
    if (change) changes.push(change);
    const now = early.evaluate(minute);
    if (now) expect(now.reasonData).toContain(`"queryDate":"1970-01-01T0${Math.floor(minute / 60)}:`);
  }
  expect(changes).toHaveLength(12);
  for (const { at, reasonData } of changes) {
    const { evaluatedDatapoints } = JSON.parse(reasonData) as { evaluatedDatapoints: { timestamp: string }[] };
    for (const { timestamp } of evaluatedDatapoints) expect(Date.parse(timestamp)).toBeLessThan(at);
  }
});

it.each([1, 60, 1440])('reads each minute once, however many evaluation periods there are: %d', (evaluationPeriods) => {
  const base = sumOf([]);
  let read = 0;
  const counting: Statistic = {
    at: base.at,
    fill(out, ...rest) {
      read += out.length;
      out.fill(rest[0] % 2);
    },
  };
  const alarm = new MetricAlarm(definition({ evaluationPeriods }), () => counting);
  for (let minute = 0; minute < 20_000; minute += 1) alarm.evaluate(minute);
  expect(read).toBeLessThan(20_000 + 3 * Math.max(1024, evaluationPeriods + 2));
});

describe('what is not simulated', () => {
  const refused = (settings: Partial<AlarmDefinition>) => () => new MetricAlarm(definition(settings), () => sumOf([]));

  it.each([
    [{ period: 30 }, RangeError, 'alarm "alarm": got a period of 30 s, allowed are multiples of 60'],
    [
      { unsimulated: ['EvaluationWindow.WallClockWindow', 'WarmUpConfiguration'] },
      RangeError,
      'alarm "alarm": got EvaluationWindow.WallClockWindow, WarmUpConfiguration, allowed are alarms without',
    ],
    [
      { queries: [{ id: 'e', returnData: true, expression: 'SEARCH("{N} M", "Sum", 60)' }] },
      SyntaxError,
      'alarm "alarm": expression "SEARCH("{N} M", "Sum", 60)": got function SEARCH',
    ],
  ])('%p is refused with the name of the alarm', (settings, kind, message) => {
    expect(refused(settings)).toThrow(kind);
    expect(refused(settings)).toThrow(message);
  });
});
