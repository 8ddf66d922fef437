import { alarm, composite, found, mathAlarm, stack } from '../template';

const of = (change: Record<string, unknown>) => found(stack({ Watched: alarm(change) }));
const stat = (Id: string, change: Record<string, unknown> = {}) => ({
  Id,
  MetricStat: { Metric: { Namespace: 'Shop', MetricName: Id }, Period: 60, Stat: 'Sum' },
  ReturnData: false,
  ...change,
});
const expression = (Expression: string, change: Record<string, unknown> = {}) => ({
  Id: 'e',
  Expression,
  ReturnData: true,
  ...change,
});
const ofMath = (...queries: unknown[]) => found(stack({ Watched: mathAlarm(queries) }));

describe('a period', () => {
  it.each([10, 20, 30, 60, 300, '300', 86_400])('may be %p', (Period) => {
    expect(of({ Period, EvaluationPeriods: 1 })).toEqual([]);
  });

  it.each([7, 1, 5, 0, 90, 'a minute'])('is not %p', (Period) => {
    expect(of({ Period, EvaluationPeriods: 1 })).toEqual([
      `error alarm-period Shop/Watched: Period: got ${JSON.stringify(Period)}, allowed are 10, 20, 30 and multiples of 60 seconds`,
    ]);
  });

  it('in a list is looked at, too', () => {
    const metric = { Namespace: 'Shop', MetricName: 'a' };
    const queries = (Period: number) => [
      expression('a'),
      stat('a', { MetricStat: { Metric: metric, Period, Stat: 'Sum' } }),
    ];
    expect(ofMath(...queries(45))).toEqual([
      'error alarm-period Shop/Watched: Metrics[1].MetricStat.Period: got 45, allowed are 10, 20, 30 and multiples of 60 seconds',
    ]);
    // Other calls of CloudWatch take it there.
    expect(ofMath(...queries(5))[0]).toMatch(/^warning alarm-period Shop\/Watched: Metrics\[1\]/);
  });

  it('may be unknown before it is deployed', () => {
    expect(of({ Period: { Ref: 'PeriodOfOthers' } }).filter((found) => !found.includes('not-checked'))).toEqual([]);
  });
});

describe('all periods together', () => {
  it.each([
    [60, 1440],
    [10, 8640],
    [3600, 168],
    [86_400, 7],
  ])('may be %p s × %p', (Period, EvaluationPeriods) => {
    expect(of({ Period, EvaluationPeriods })).toEqual([]);
  });

  it.each([
    [
      60,
      1441,
      '1441 periods of 60 seconds, which are 86460',
      'are 86400 seconds together (one day), where a period is shorter than an hour',
    ],
    [3600, 169, '169 periods of 3600 seconds, which are 608400', 'are 604800 seconds together (seven days)'],
  ])('are not %p s × %p', (Period, EvaluationPeriods, got, allowed) => {
    expect(of({ Period, EvaluationPeriods })).toEqual([
      `error alarm-span Shop/Watched: EvaluationPeriods: got ${got}, allowed ${allowed}`,
    ]);
  });

  it('of metrics with different periods are for AWS to judge', () => {
    const hourly = { Metric: { Namespace: 'Shop', MetricName: 'b' }, Period: 3600, Stat: 'Sum' };
    const queries = [expression('a + b'), stat('a'), stat('b', { MetricStat: hourly })];
    const lines = found(stack({ Watched: mathAlarm(queries, { EvaluationPeriods: 2000 }) }));
    expect(lines.filter((line) => !line.includes('not-checked'))).toEqual([]);
  });

  it('are as many as the data points that count, or more', () => {
    expect(of({ DatapointsToAlarm: 3 })).toEqual([]);
    expect(of({ DatapointsToAlarm: 4 })).toEqual([
      'error alarm-datapoints Shop/Watched: DatapointsToAlarm: got 4, allowed are 1 to 3, its EvaluationPeriods',
    ]);
  });
});

describe('the one metric of an alarm', () => {
  it.each([
    [{ Namespace: undefined }, 'Namespace: got nothing, allowed is a value, where there are no Metrics'],
    [{ Period: undefined }, 'Period: got nothing, allowed is a value, where there are no Metrics'],
    [{ Statistic: undefined }, 'Statistic: got nothing, allowed is one of Statistic and ExtendedStatistic'],
    [
      { ExtendedStatistic: 'p99' },
      'Statistic: got an ExtendedStatistic, too, allowed is one of Statistic and ExtendedStatistic',
    ],
  ])('is whole: %j', (change, message) => {
    expect(of(change)).toEqual([`error alarm-metric Shop/Watched: ${message}`]);
  });

  it('does not stand beside a list', () => {
    expect(found(stack({ Watched: mathAlarm([stat('a', { ReturnData: true })], { MetricName: 'Errors' }) }))).toEqual([
      'error alarm-metric Shop/Watched: MetricName: got a value beside Metrics, allowed is one of them',
    ]);
  });

  it('is none where a query in PromQL decides', () => {
    const change = { Namespace: undefined, MetricName: undefined, Statistic: undefined, Period: undefined };
    const lines = of({
      ...change,
      EvaluationCriteria: { PromQLCriteria: { Query: 'up' } },
      EvaluationPeriods: undefined,
    });
    expect(lines.filter((line) => !line.includes('not-checked'))).toEqual([]);
  });
});

describe('a list of metrics', () => {
  it.each([
    ['an expression over metrics', [expression('100 * FILL(a, 0) / (a + b) - 1e5'), stat('a'), stat('b')]],
    ['texts in expressions', [expression('INSIGHT_RULE_METRIC("some rule", "UniqueContributors") + a'), stat('a')]],
    ['ten metrics', [expression('SUM(METRICS())'), ...Array.from({ length: 10 }, (_, at) => stat(`m${at}`))]],
    [
      'expressions over expressions',
      [expression('IF(f > 1 AND a > 2, 1, 0)'), { Id: 'f', Expression: 'a * 2', ReturnData: 'false' }, stat('a')],
    ],
  ])('may be %s', (_, queries) => {
    expect(ofMath(...queries)).toEqual([]);
  });

  it('of a query of Metrics Insights names no other query', () => {
    const query = expression('SELECT AVG(latency) FROM shop GROUP BY host', { Period: 60 });
    expect(ofMath(query).filter((line) => !line.includes('not-checked'))).toEqual([]);
  });

  it('with an anomaly detection band returns both', () => {
    const band = { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(a, 2)', ReturnData: true };
    const comparison = {
      ThresholdMetricId: 'band',
      Threshold: undefined,
      ComparisonOperator: 'GreaterThanUpperThreshold',
    };
    const lines = found(stack({ Watched: mathAlarm([stat('a', { ReturnData: true }), band], comparison) }));
    expect(lines.filter((line) => !line.includes('not-checked'))).toEqual([]);
  });

  it.each([
    [
      'eleven metrics',
      [expression('SUM(METRICS())'), ...Array.from({ length: 11 }, (_, at) => stat(`m${at}`))],
      'Metrics: got 11 metrics, allowed are 10',
    ],
    [
      'nothing that is returned',
      [stat('a')],
      'Metrics[].ReturnData: got 0 that return data, allowed is exactly one, which is compared with the threshold',
    ],
    [
      'two that are returned',
      [expression('a'), stat('a', { ReturnData: undefined })],
      'Metrics[].ReturnData: got 2 that return data, allowed is exactly one, which is compared with the threshold',
    ],
    [
      'an id in upper case',
      [expression('METRICS()'), stat('A')],
      'Metrics[1].Id: got "A", allowed are letters, digits and "_", a lower-case letter first',
    ],
    ['an id twice', [expression('a'), stat('a'), stat('a')], 'Metrics[2].Id: got "a" twice, allowed is each once'],
    [
      'an id that is not there',
      [expression('a + missing'), stat('a')],
      'Metrics[0].Expression: got "missing", which no query has, allowed are "e", "a"',
    ],
    [
      'a search',
      [expression("SUM(SEARCH('{Shop} Errors', 'Sum'))")],
      "Metrics[0].Expression: got \"SUM(SEARCH('{Shop} Errors', 'Sum'))\", allowed is an expression without SEARCH, in an alarm",
    ],
    [
      'a long expression',
      [expression(`a${' + a'.repeat(600)}`), stat('a')],
      'Metrics[0].Expression: got 2401 characters, allowed are 2048',
    ],
    [
      'both',
      [expression('a', { MetricStat: stat('x').MetricStat }), stat('a')],
      'Metrics[0]: got both, allowed is one of Expression and MetricStat',
    ],
    [
      'neither',
      [expression('a'), { Id: 'a', ReturnData: false }],
      'Metrics[1]: got neither, allowed is one of Expression and MetricStat',
    ],
  ])('is not %s', (_, queries, message) => {
    expect(ofMath(...queries)).toEqual([`error alarm-metrics Shop/Watched: ${message}`]);
  });
});

describe('what people read of an alarm', () => {
  it.each([
    [{ AlarmName: 'x'.repeat(256) }, 'AlarmName: got 256 characters, allowed are 255'],
    [{ AlarmName: 'a\nb' }, 'AlarmName: got "a\\nb", allowed are 1 to 255 characters without control characters'],
    [{ AlarmDescription: 'x'.repeat(1025) }, 'AlarmDescription: got 1025 characters, allowed are 1024'],
  ])('is not too long: %.60j', (change, message) => {
    expect(of(change)).toEqual([`error alarm-text Shop/Watched: ${message}`]);
  });

  it.each([
    ['errors', 'info'],
    ['slo/prod/checkout/fast', 'warning'],
  ])('is there: %s', (AlarmName, level) => {
    expect(of({ AlarmName, AlarmDescription: ' ' })).toEqual([
      `${level} alarm-without-description Shop/Watched: AlarmDescription: got nothing, allowed is what it means and what to do`,
    ]);
  });
});

describe('the name of an alarm', () => {
  const taken = (level: string, holder: string, resource: string) =>
    `${level} alarm-name-taken ${resource}: AlarmName: got "errors", as has ${holder}, allowed is each name once in an account and region`;

  it('is taken once, by metric and composite alarms together', () => {
    const lines = found(
      stack({ One: alarm(), Two: alarm({ AlarmName: 'x' }), Any: composite('ALARM(x)', { AlarmName: 'errors' }) }),
    );
    expect(lines).toEqual([taken('error', 'Shop/One', 'Shop/Any')]);
  });

  it('is taken once in an account and region', () => {
    const one = stack({ One: alarm() });
    const other = (more: object) => stack({ Two: alarm() }, { name: 'Other', ...more });
    expect(found(one, other({}))).toEqual([taken('error', 'Shop/One', 'Other/Two')]);
    expect(found(one, other({ region: 'us-east-1' }))).toEqual([]);
    expect(found(one, other({ account: '999999999999' }))).toEqual([]);
    expect(found(one, other({ region: undefined }))).toEqual([taken('warning', 'Shop/One', 'Other/Two')]);
  });

  it('may stand under two conditions', () => {
    const under = (Condition: string) => ({ ...alarm(), Condition });
    expect(found(stack({ One: under('IsProd'), Two: under('IsTest') }))).toEqual([]);
  });
});
