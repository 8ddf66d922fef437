import {
  type AlarmDefinition,
  type CompositeDefinition,
  type MetricQuery,
  readAlarms,
  readAssembly,
} from '../../lib/assembly';
import { RequestSeries, repeatToFill, SimulatedCloudWatch } from '../../lib/simulate';
import { ACCOUNT, alarmResource, REGION, requestMetric, writeAssembly } from '../assembly/fixture';
import { at, changesIn, cloudWatchOver, DAY, objectiveOf, START, seriesOf } from './fixture';

const FAST = 'slo/prod/checkout/fast';
const EVIDENCE = 'slo/prod/checkout/evidence';
const NO_DATA = 'slo/prod/checkout/no-data';
const SLO = 'prod-checkout';

function only(alarm: string, changes: readonly [number, string, string][]) {
  return changes.filter(([, name]) => name === alarm).map(([minute, , value]) => [minute, value]);
}

describe('the beginning', () => {
  it('every alarm begins in INSUFFICIENT_DATA and a tier stays there without data', () => {
    const cloudWatch = cloudWatchOver(seriesOf({ minutes: 5, total: undefined }, { minutes: 5, total: 60 }));
    expect(cloudWatch.state(FAST)).toMatchObject({ value: 'INSUFFICIENT_DATA' });
    const changes = changesIn(cloudWatch, 1, 10);
    expect(only('fast', changes)).toEqual([[6, 'OK']]);
    expect(only('evidence', changes)).toEqual([[1, 'OK']]);
    expect(only('prod-shop-breach', changes)).toEqual([[1, 'OK']]);
  });

  it('an alarm sees data from before its first evaluation', () => {
    const cloudWatch = cloudWatchOver(seriesOf({ minutes: DAY, total: 60 }, { minutes: 60, total: 60, bad: 60 }));
    expect(only('fast', changesIn(cloudWatch, DAY + 60, DAY + 61))).toEqual([[DAY + 60, 'ALARM']]);
    expect(cloudWatch.state(EVIDENCE).value).toBe('ALARM');
  });

  it('an SLO without a series has no data', () => {
    const cloudWatch = new SimulatedCloudWatch({ objectives: [objectiveOf()], series: new Map() });
    expect(only('fast', changesIn(cloudWatch, 0, 100))).toEqual([]);
    expect([cloudWatch.attainment(SLO, at(9)), cloudWatch.burn(SLO, 5, at(9))]).toEqual([undefined, undefined]);
    expect(cloudWatch.budget(SLO, at(9))).toEqual({
      total: 0,
      usedFraction: 0,
      remaining: 0,
      bad: 0,
      outcomes: 0,
      status: 'INSUFFICIENT_DATA',
    });
  });
});

describe('evidence: 4 of 60 minutes with bad requests', () => {
  const bad = { minutes: 1, total: 5, bad: 1 };
  const good = (minutes: number) => ({ minutes, total: 5 });

  it('fires with the fourth bad minute and ends when only three are left', () => {
    const series = seriesOf(good(100), bad, good(9), bad, good(9), bad, good(9), bad, good(200));
    const changes = changesIn(cloudWatchOver(series), 100, 330);
    // Bad minutes 100, 110, 120, 130: readable at 131; minute 100 is the 61st most recent at 161.
    expect(only('evidence', changes)).toEqual([
      [100, 'OK'],
      [131, 'ALARM'],
      [161, 'OK'],
    ]);
  });

  it('does not fire for three bad minutes, nor for four that are further apart', () => {
    const three = seriesOf(good(100), bad, good(9), bad, good(9), bad, good(200));
    const spread = seriesOf(good(100), bad, good(20), bad, good(20), bad, good(20), bad, good(200));
    for (const series of [three, spread])
      expect(only('evidence', changesIn(cloudWatchOver(series), 100, 330))).toHaveLength(1);
  });

  it('does not fire early on sparse data: gaps count as good', () => {
    const gap = { minutes: 50, total: undefined };
    const series = seriesOf(good(10), gap, bad, gap, bad, gap, bad, gap);
    expect(only('evidence', changesIn(cloudWatchOver(series), 10, 210))).toEqual([[10, 'OK']]);
  });

  it('one bad request fires a tier at night and evidence keeps quiet', () => {
    const series = seriesOf(
      { minutes: 5 * DAY, total: 1 },
      { minutes: 1, total: 1, bad: 1 },
      { minutes: 100, total: 1 },
    );
    const changes = changesIn(cloudWatchOver(series), 5 * DAY, 5 * DAY + 100);
    expect(only('fast', changes)).toContainEqual([5 * DAY + 1, 'ALARM']);
    expect(only('evidence', changes)).toEqual([[5 * DAY, 'OK']]);
    expect(only('prod-shop-breach', changes)).toContainEqual([5 * DAY + 1, 'ALARM']);
  });
});

describe('no traffic', () => {
  const fixture = { noDataMinutes: 13 };

  it('fires the no-data alarm when the whole evaluation range of N + 2 minutes is empty, and the first request ends it', () => {
    const series = seriesOf({ minutes: 200, total: 1 }, { minutes: 60, total: undefined }, { minutes: 20, total: 1 });
    const changes = changesIn(cloudWatchOver(series, fixture), 100, 280);
    expect(only('no-data', changes)).toEqual([
      [100, 'OK'],
      [215, 'ALARM'],
      [261, 'OK'],
    ]);
  });

  it('with an evaluation range of N it fires after N minutes', () => {
    const series = seriesOf({ minutes: 200, total: 1 }, { minutes: 60, total: undefined });
    const changes = changesIn(cloudWatchOver(series, fixture, { extraDatapoints: 0 }), 100, 260);
    expect(only('no-data', changes)).toContainEqual([213, 'ALARM']);
  });

  it('zeros count like gaps', () => {
    const series = seriesOf({ minutes: 200, total: 1 }, { minutes: 60, total: 0 });
    expect(only('no-data', changesIn(cloudWatchOver(series, fixture), 100, 260))).toContainEqual([213, 'ALARM']);
  });

  it('a dead load balancer looks like recovery: burn comes from attainment', () => {
    const ordinary = { minutes: 28 * DAY, total: 60 };
    const series = seriesOf(ordinary, { minutes: 20, total: 60, bad: 60 }, { minutes: 60, total: undefined });
    const cloudWatch = cloudWatchOver(series, fixture);
    const start = 28 * DAY;
    const changes = changesIn(cloudWatch, start, start + 80);
    expect(only('fast', changes)).toEqual([
      [start, 'OK'],
      [start + 1, 'ALARM'],
      [start + 25, 'OK'],
    ]);
    expect(only('no-data', changes)).toContainEqual([start + 35, 'ALARM']);
    // 20 of the 40,320 recorded minutes in 28 days were bad, less the silent ones at the end.
    const share = 20 / (28 * DAY - 5);
    expect(cloudWatch.burn(SLO, 5, at(start + 25))).toBeCloseTo(share / 0.001, 12);
    expect(cloudWatch.burn(SLO, 60, at(start + 80))).toBeCloseTo(20 / (28 * DAY - 60) / 0.001, 12);
    expect(cloudWatch.state(FAST).value).toBe('OK');
  });

  it('a blown budget fires the fast tier in an empty night', () => {
    const series = seriesOf({ minutes: 10 * DAY, total: 50, bad: 1 }, { minutes: DAY, total: undefined });
    const cloudWatch = cloudWatchOver(series);
    changesIn(cloudWatch, 11 * DAY - 10, 11 * DAY);
    expect(cloudWatch.burn(SLO, 60, at(11 * DAY - 1))).toBeCloseTo(20, 12);
    expect(cloudWatch.state(FAST).value).toBe('ALARM');
  });

  it('after a whole interval without a request nothing is published and tiers have insufficient data', () => {
    const series = seriesOf({ minutes: 100, total: 10 }, { minutes: 1, total: undefined });
    const changes = changesIn(cloudWatchOver(series, { days: 1 }), 90, DAY + 200);
    // Minute 99 leaves the interval of 1,440 minutes with minute 1,539; three periods make the range of a tier.
    expect(only('fast', changes)).toEqual([
      [90, 'OK'],
      [99 + DAY + 3, 'INSUFFICIENT_DATA'],
    ]);
  });
});

describe('attainment and budget', () => {
  const cloudWatch = cloudWatchOver(seriesOf({ minutes: 99, total: 1000 }, { minutes: 1, total: 1000, bad: 25 }));

  it('count what is readable at the time asked for', () => {
    expect(cloudWatch.attainment(SLO, at(99))).toBe(100);
    expect(cloudWatch.attainment(SLO, at(100))).toBe(99.975);
    expect(cloudWatch.budget(SLO, at(100))).toEqual({
      total: 100,
      usedFraction: 0.25,
      remaining: 75,
      bad: 25,
      outcomes: 100_000,
      status: 'OK',
    });
    expect(cloudWatch.burn(SLO, 5, at(100))).toBe(5);
  });

  it('a blown budget is negative, not nothing', () => {
    const blown = cloudWatchOver(seriesOf({ minutes: 10, total: 100, bad: 1 }));
    expect(blown.budget(SLO, at(10))).toMatchObject({ total: 1, usedFraction: 10, remaining: -9 });
  });

  it('the interval rolls', () => {
    const series = seriesOf({ minutes: 10, total: 10, bad: 10 }, { minutes: 2 * DAY, total: 10 });
    const rolled = cloudWatchOver(series, { days: 1 });
    expect(rolled.budget(SLO, at(DAY + 9)).bad).toBe(10);
    expect(rolled.budget(SLO, at(DAY + 10)).bad).toBe(0);
  });

  it('name an SLO that is not there', () => {
    expect(() => cloudWatch.attainment('prod-x', at(1))).toThrow('SLO: got "prod-x", allowed are prod-checkout');
    expect(() => cloudWatch.budget('prod-x', at(1))).toThrow(RangeError);
    expect(() => cloudWatch.burn('prod-x', 5, at(1))).toThrow(RangeError);
  });
});

describe('alarms with other periods and treatments', () => {
  const total = { Namespace: 'Shop', MetricName: 'totalOrders', Dimensions: [{ Name: 'Slo', Value: 'checkout' }] };

  function changesOf(properties: Record<string, unknown>, series: RequestSeries, from: number, to: number) {
    const base = { ...total, Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 10 };
    const Resources = { A: alarmResource('other', { ...base, ...properties }) };
    const alarms = readAlarms(readAssembly(writeAssembly({ S: { template: { Resources } } })));
    return only('other', changesIn(cloudWatchOver(series, {}, { alarms, composites: [] }), from, to));
  }

  it('sums five minutes and slides', () => {
    const series = seriesOf({ minutes: 10, total: 2 }, { minutes: 3, total: 3 }, { minutes: 20, total: 2 });
    expect(changesOf({ Period: 300 }, series, 5, 30)).toEqual([
      [5, 'OK'],
      [11, 'ALARM'],
      [18, 'OK'],
    ]);
  });

  it('two periods of five minutes both have to breach', () => {
    const series = seriesOf({ minutes: 20, total: 1 }, { minutes: 30, total: 3 });
    expect(changesOf({ Period: 300, EvaluationPeriods: 2 }, series, 10, 40)).toEqual([
      [10, 'OK'],
      [28, 'ALARM'],
    ]);
  });

  it.each([
    [
      'missing',
      [
        [1, 'OK'],
        [11, 'ALARM'],
        [24, 'INSUFFICIENT_DATA'],
      ],
    ],
    [
      'ignore',
      [
        [1, 'OK'],
        [11, 'ALARM'],
      ],
    ],
    [
      'breaching',
      [
        [1, 'OK'],
        [11, 'ALARM'],
      ],
    ],
    [
      'notBreaching',
      [
        [1, 'OK'],
        [11, 'ALARM'],
        [24, 'OK'],
      ],
    ],
  ])('data that ends in a breach, missing data as %s', (TreatMissingData, expected) => {
    const series = seriesOf({ minutes: 10, total: 5 }, { minutes: 11, total: 50 });
    expect(changesOf({ TreatMissingData }, series, 1, 60)).toEqual(expected);
  });

  it.each([
    ['GreaterThanOrEqualToThreshold', 10, 'ALARM'],
    ['GreaterThanThreshold', 10, 'OK'],
    ['LessThanThreshold', 10, 'OK'],
    ['LessThanOrEqualToThreshold', 10, 'ALARM'],
  ])('%s at the threshold: %s', (ComparisonOperator, requests, value) => {
    const series = seriesOf({ minutes: 10, total: Number(requests) });
    expect(changesOf({ ComparisonOperator }, series, 5, 6)).toEqual([[5, value]]);
  });

  it('refuses a period below a minute, an unrecorded statistic and unknown metric math', () => {
    const series = seriesOf({ minutes: 1, total: 1 });
    expect(() => changesOf({ Period: 30 }, series, 0, 1)).toThrow('alarm "other": got a period of 30 s');
    expect(() => changesOf({ Statistic: 'Average' }, series, 0, 1)).toThrow('got statistic Average, recorded are Sum');
    const Metrics = [
      { Id: 'e', Expression: 'ANOMALY_DETECTION_BAND(m)' },
      { Id: 'm', ReturnData: false, MetricStat: { Metric: total, Period: 60, Stat: 'Sum' } },
    ];
    expect(() => changesOf({ Metrics, Namespace: undefined }, series, 0, 1)).toThrow(
      'got function ANOMALY_DETECTION_BAND',
    );
  });

  it('an alarm on a name that nobody publishes has insufficient data for ever', () => {
    expect(changesOf({ MetricName: 'typo' }, seriesOf({ minutes: 10, total: 50 }), 1, 10)).toEqual([]);
  });
});

describe('composites', () => {
  const composite = (name: string, rule: string): CompositeDefinition => ({
    ...objectiveOf().composite!,
    name,
    arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${name}`,
    rule,
  });
  const series = seriesOf({ minutes: DAY, total: 60 }, { minutes: 30, total: 60, bad: 60 }, { minutes: 30, total: 60 });

  it('follow alarms and other composites in the same minute, whatever their order', () => {
    const composites = [
      composite('outer', 'ALARM(inner) AND NOT OK(inner)'),
      composite('inner', `ALARM("${FAST}") AND ALARM(${EVIDENCE})`),
    ];
    const changes = changesIn(cloudWatchOver(series, {}, { composites }), DAY, DAY + 60);
    // The fourth bad minute is readable at 4; the fast tier clears 5 x (1 - 0.01344) = 4.93 min after the fault.
    for (const name of ['inner', 'outer']) {
      expect(only(name, changes)).toEqual([
        [DAY, 'OK'],
        [DAY + 4, 'ALARM'],
        [DAY + 35, 'OK'],
      ]);
    }
  });

  it('at the limit of a rule are parts below one that keeps its name, and journeys over them follow at once', () => {
    const composites = [
      composite(
        'prod-buy-journey',
        'AT_LEAST(2, ALARM, ("prod-shop-breach", "prod-search-breach")) AND NOT ALARM(maintenance)',
      ),
      composite('prod-shop-breach', 'ALARM("prod-shop-breach-part1") OR ALARM("prod-shop-breach-part2")'),
      composite('prod-shop-breach-part1', `ALARM("${FAST}")`),
      composite('prod-shop-breach-part2', 'FALSE'),
      composite('prod-search-breach', `ALARM("${EVIDENCE}")`),
      composite('maintenance', 'FALSE'),
    ];
    const changes = changesIn(cloudWatchOver(series, {}, { composites }), DAY, DAY + 60);
    // As above: evidence is the later one, the fast tier the first to clear.
    expect(only('prod-buy-journey', changes)).toEqual([
      [DAY, 'OK'],
      [DAY + 4, 'ALARM'],
      [DAY + 35, 'OK'],
    ]);
  });

  it('are evaluated with their parts where nobody names composites', () => {
    const objective = objectiveOf();
    const top = composite('prod-shop-breach', 'ALARM("prod-shop-breach-part1")');
    const part = composite('prod-shop-breach-part1', `ALARM("${FAST}")`);
    const objectives = [{ ...objective, composite: top, compositeParts: [part] }];
    const changes = changesIn(cloudWatchOver(series, {}, { objectives }), DAY, DAY + 3);
    expect(only('prod-shop-breach', changes)).toEqual([
      [DAY, 'OK'],
      [DAY + 1, 'ALARM'],
    ]);
  });

  it.each([
    ['an unknown alarm', [composite('x', 'ALARM(nobody)')], 'composite alarm "x": got unknown alarm "nobody"'],
    [
      'a circle',
      [composite('x', 'ALARM(y)'), composite('y', 'OK(x)')],
      'composite alarm "x": got a rule or a suppressor that depends on itself',
    ],
    ['itself', [composite('x', 'ALARM(x)')], 'depends on itself'],
    ['a faulty rule', [composite('x', 'ALARM(')], 'composite alarm "x": alarm rule "ALARM("'],
  ])('refuse %s', (_, composites, message) => {
    expect(() => cloudWatchOver(series, {}, { composites })).toThrow(message);
  });

  it('may be constant', () => {
    const changes = cloudWatchOver(series, {}, { composites: [composite('always', 'TRUE')] }).evaluate(at(1));
    expect(changes.find(({ alarmName }) => alarmName === 'always')).toMatchObject({
      value: 'ALARM',
      reason: 'the alarm rule is always TRUE',
      reasonData: '{"triggeringAlarms":[]}',
    });
  });
});

describe('metric data', () => {
  const query = (id: string, period: number, name: 'good' | 'total' = 'total', returnData = true): MetricQuery => ({
    id,
    returnData,
    metric: requestMetric(name),
    stat: 'Sum',
    period,
  });
  const series = seriesOf(
    { minutes: 6, total: 10, bad: 1 },
    { minutes: 2, total: undefined },
    { minutes: 60, total: 20 },
  );

  function cloudWatchAt(minute: number) {
    const cloudWatch = cloudWatchOver(series);
    cloudWatch.evaluate(at(minute));
    return cloudWatch;
  }

  it('answers sums by minute, gaps left out, the end left out', () => {
    const [result] = cloudWatchAt(60).metricData([query('m', 60)], at(4), at(10));
    expect(result).toEqual({ id: 'm', label: 'm', timestamps: [4, 5, 8, 9].map(at), values: [10, 10, 20, 20] });
  });

  it('answers longer periods, aligned to the period', () => {
    const [five, hour] = cloudWatchAt(68).metricData([query('a', 300), query('b', 3600)], at(7), at(68));
    expect(five!.timestamps.slice(0, 2)).toEqual([at(5), at(10)]);
    expect(five!.values.slice(0, 3)).toEqual([50, 100, 100]);
    expect([hour!.timestamps, hour!.values]).toEqual([
      [at(0), at(60)],
      [1100, 160],
    ]);
  });

  it('answers expressions and returns only what was asked for', () => {
    const queries: MetricQuery[] = [
      { id: 'bad', label: 'bad requests', expression: 'FILL(t, 0) - FILL(g, 0)', returnData: true },
      query('t', 300, 'total', false),
      query('g', 300, 'good', false),
    ];
    const results = cloudWatchAt(68).metricData(queries, at(0), at(15));
    expect(results).toEqual([{ id: 'bad', label: 'bad requests', timestamps: [0, 5, 10].map(at), values: [5, 1, 0] }]);
  });

  it('does not tell the future', () => {
    expect(cloudWatchAt(9).metricData([query('m', 300)], at(0), at(60))[0]).toMatchObject({ values: [50, 30] });
    expect(cloudWatchOver(series).metricData([query('m', 60)], at(0), at(60))[0]!.values).toEqual([]);
  });

  it('answers burn rates in every statistic', () => {
    const burn = (stat: string): MetricQuery => ({
      id: 'b',
      returnData: true,
      metric: {
        namespace: 'AWS/ApplicationSignals',
        name: 'BurnRate',
        dimensions: { BurnRateWindowMinutes: '5', SloName: SLO },
      },
      stat,
      period: 180,
    });
    const cloudWatch = cloudWatchOver(
      seriesOf({ minutes: 2, total: 1000, bad: 1 }, { minutes: 1, total: 1000, bad: 7 }),
    );
    cloudWatch.evaluate(at(3));
    const answer = (stat: string) => cloudWatch.metricData([burn(stat)], at(0), at(3))[0]!.values[0];
    expect(['Minimum', 'Maximum', 'SampleCount', 'Sum'].map(answer)).toEqual([1, 3, 3, 5]);
    expect(answer('Average')).toBeCloseTo(5 / 3, 12);
    expect(() => answer('p99')).toThrow('got statistic p99');
  });

  it('has no data for a look-back that is not declared', () => {
    const dimensions = { SloName: SLO, BurnRateWindowMinutes: '7' };
    const undeclared = {
      ...query('b', 60),
      metric: { namespace: 'AWS/ApplicationSignals', name: 'BurnRate', dimensions },
    };
    expect(cloudWatchAt(60).metricData([undeclared as MetricQuery], at(0), at(60))[0]!.values).toEqual([]);
  });

  it.each([
    ['a period of 90 s', [query('m', 90)], 'query "m": got periods 90'],
    ['no period', [{ id: 'e', returnData: true, expression: '1' }], 'got periods of none'],
    [
      'two periods',
      [{ id: 'e', returnData: true, expression: 'a' }, query('a', 60, 'total', false), query('b', 300, 'total', false)],
      'got periods 60, 300',
    ],
    [
      'an unknown id',
      [{ id: 'e', returnData: true, expression: 'z' }, query('a', 60, 'total', false)],
      'got "z", allowed are ids',
    ],
  ])('refuses %s', (_, queries, message) => {
    expect(() => cloudWatchAt(9).metricData(queries as MetricQuery[], at(0), at(9))).toThrow(message);
  });
});

describe('what is refused', () => {
  const series = seriesOf({ minutes: 10, total: 1 });

  it('a time off the minute, and time that does not go on', () => {
    const cloudWatch = cloudWatchOver(series);
    expect(() => cloudWatch.evaluate(at(1) + 1)).toThrow('allowed are epoch milliseconds on the full minute');
    expect(() => cloudWatch.evaluate(Number.NaN)).toThrow(RangeError);
    cloudWatch.evaluate(at(2));
    expect(() => cloudWatch.evaluate(at(2))).toThrow('allowed is later than');
    expect(() => cloudWatch.evaluate(at(1))).toThrow(RangeError);
  });

  it('a series of an SLO that is not there', () => {
    expect(() => cloudWatchOver(series, {}, { series: new Map([['prod-x', series]]) })).toThrow(
      'series: got "prod-x", allowed are prod-checkout',
    );
  });

  it('an alarm, an SLO twice', () => {
    const objective = objectiveOf();
    const alarms: AlarmDefinition[] = [objective.alarms[0]!, objective.alarms[0]!];
    expect(() => cloudWatchOver(series, {}, { alarms, composites: [] })).toThrow('got it twice');
    expect(() => cloudWatchOver(series, {}, { objectives: [objective, objective] })).toThrow('got it twice');
  });

  it.each([{ lagMinutes: -1 }, { lagMinutes: 0.5 }, { extraDatapoints: Number.NaN }])('the option %p', (option) => {
    expect(() => cloudWatchOver(series, {}, option)).toThrow('allowed are whole numbers from 0');
  });

  it('an unknown alarm', () => {
    expect(() => cloudWatchOver(series).state('x')).toThrow(`alarm: got "x", allowed are ${EVIDENCE}`);
  });

  it('two histories of one metric', () => {
    const objective = objectiveOf();
    const twin = { ...objective, objectiveName: 'prod-twin', alarms: [] };
    const both = (other: RequestSeries) =>
      cloudWatchOver(
        series,
        {},
        {
          objectives: [objective, twin],
          series: new Map([
            [SLO, series],
            ['prod-twin', other],
          ]),
        },
      );
    expect(() => both(seriesOf({ minutes: 10, total: 2 }))).toThrow('got two different histories');
    expect(both(seriesOf({ minutes: 10, total: 1 })).describeAll()).toHaveLength(5);
  });
});

describe('several SLOs', () => {
  it('share a composite, which is evaluated once, and describe themselves', () => {
    const cloudWatch = cloudWatchOver(seriesOf({ minutes: 10, total: 1 }), { noDataMinutes: 13 });
    expect(cloudWatch.describeAll().map(({ definition, state }) => [definition.name, state.value])).toEqual(
      [EVIDENCE, FAST, FAST.replace('fast', 'slow'), FAST.replace('fast', 'ticket'), NO_DATA, 'prod-shop-breach'].map(
        (name) => [name, 'INSUFFICIENT_DATA'],
      ),
    );
  });

  it('of other accounts and regions stay out when one is asked for', () => {
    const series = seriesOf({ minutes: 10, total: 1 });
    expect(cloudWatchOver(series, {}, { account: ACCOUNT, region: REGION }).describeAll()).toHaveLength(5);
    expect(cloudWatchOver(series, {}, { region: 'eu-central-1', series: new Map() }).describeAll()).toEqual([]);
  });

  it('run through 28 days of minutes', () => {
    const evening = seriesOf({ minutes: 300, total: 60 });
    const history = repeatToFill(evening, 28 * DAY, START).append(
      seriesOf({ minutes: 20, total: 60, bad: 60 }, { minutes: 480, total: 60 }),
    );
    expect(history).toBeInstanceOf(RequestSeries);
    const cloudWatch = cloudWatchOver(history);
    const changes = changesIn(cloudWatch, 1 - 28 * DAY, 500);
    expect(only('fast', changes)).toEqual([
      [1 - 28 * DAY, 'OK'],
      [1, 'ALARM'],
      [25, 'OK'],
    ]);
    expect(cloudWatch.budget(SLO, at(20)).usedFraction).toBeCloseTo(20 / 40.32, 12);
  });
});

describe('an alarm that is put into a state', () => {
  const quiet = () => cloudWatchOver(seriesOf({ minutes: 200, total: 60 }));

  it('tells it at once, as CloudWatch tells changes, and is back at its next evaluation', () => {
    const cloudWatch = quiet();
    cloudWatch.evaluateAll(at(100), at(102));
    const forced = { alarmName: EVIDENCE, value: 'ALARM', reason: 'a test', at: at(101) } as const;
    expect(cloudWatch.setAlarmState(forced)).toMatchObject({
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      detail: {
        alarmName: EVIDENCE,
        state: { value: 'ALARM', reason: 'a test' },
        previousState: { value: 'OK' },
      },
    });
    expect(cloudWatch.state(EVIDENCE)).toMatchObject({ value: 'ALARM', at: at(101) });
    expect(cloudWatch.evaluate(at(102))).toMatchObject([{ alarmName: EVIDENCE, previous: 'ALARM', value: 'OK' }]);
  });

  it('that it has already tells nothing', () => {
    const cloudWatch = quiet();
    cloudWatch.evaluateAll(at(100), at(102));
    const forced = { alarmName: EVIDENCE, value: 'OK', reason: 'a test', at: at(101) } as const;
    expect(cloudWatch.setAlarmState(forced)).toBeUndefined();
  });

  it('must exist and be a metric alarm', () => {
    const forced = { value: 'ALARM', reason: 'a test', at: at(0) } as const;
    for (const alarmName of ['slo/prod/nothing/fast', 'prod-shop-breach'])
      expect(() => quiet().setAlarmState({ ...forced, alarmName })).toThrow(
        `alarm: got "${alarmName}", allowed are metric alarms that exist`,
      );
  });
});
