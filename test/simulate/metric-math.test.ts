import type { MetricQuery } from '../../lib/assembly';
import type { Statistic } from '../../lib/simulate/metric-source';
import { planQuery } from '../../lib/simulate/query-plan';

type Points = Readonly<Record<string, readonly (number | '-')[]>>;

/** Data points of a metric from minute 0 on, `-` for none, as the CloudWatch user guide writes them. */
function statistic(points: readonly (number | '-')[]): Statistic {
  const at = (minute: number) => {
    const point = points[minute] ?? '-';
    return point === '-' ? Number.NaN : point;
  };
  return {
    at: (from) => at(from),
    fill(out, end, periodMinutes) {
      for (let index = 0; index < out.length; index += 1) out[index] = at(end + index - periodMinutes);
    },
  };
}

const stat = (id: string, period = 60): MetricQuery => ({
  id,
  returnData: false,
  metric: { namespace: 'N', name: id, dimensions: {} },
  stat: 'Sum',
  period,
});
const expression = (id: string, text: string): MetricQuery => ({ id, returnData: false, expression: text });

function answer(metrics: Points, text: string, options: Parameters<typeof planQuery>[3] = {}): (number | '-')[] {
  const queries = [expression('answer', text), ...Object.keys(metrics).map((id) => stat(id))];
  const plan = planQuery(queries, 'answer', ({ id }) => statistic(metrics[id]!), options);
  const column = new Float64Array(Object.values(metrics)[0]!.length);
  plan.fill(column, 1, 1);
  const points = Array.from(column, (value) => (Number.isNaN(value) ? '-' : value));
  expect(points.map((_, minute) => plan.at(minute, minute + 1))).toEqual([...column]);
  return points;
}

const METRICS: Points = { a: [6], b: [4], gone: ['-'], lost: ['-'] };
const evaluate = (text: string) => answer(METRICS, text)[0];

describe('metric math', () => {
  it.each([
    ['a', 6],
    ['a - b', 2],
    ['TIME_SERIES(1 + 2 * 3)', 7],
    ['TIME_SERIES((1 + 2) * 3)', 9],
    ['TIME_SERIES(10 - 4 - 3)', 3],
    ['TIME_SERIES(2 ^ 3 * 2)', 16],
    ['TIME_SERIES(1.5e2 / 3)', 50],
    ['-a + 10', 4],
    ['--a', 6],
    ['a > b', 1],
    ['a <= b', 0],
    ['a == 6 && b != 4', 0],
    ['a == 6 OR b != 4', 1],
    ['a > 5 AND b > 3', 1],
    ['IF(a < b, a, b)', 4],
    ['IF(a > b, a, b)', 6],
    ['if(a > b, a)', 6],
    ['IF(a > b, a, gone)', 6],
    ['IF(1, a, b)', 6],
    ['IF(1 > 2, a, b)', 4],
    ['IF(-a, 1, 2)', 1],
    ['MIN([a, b])', 4],
    ['MAX([a, b, 9])', 9],
    ['SUM([a, b])', 10],
    ['AVG([a, b])', 5],
    ['SUM([a, [b, 1]])', 11],
    ['SUM(METRICS())', 10],
    ['SUM(METRICS("a"))', 6],
    ["SUM([METRICS('a'), METRICS('b')])", 10],
    ['SUM(100 / [a, b, 50])', 100 / 6 + 25 + 2],
    ['AVG([a, b] / b)', 1.25],
    ['SUM(-[a, b])', -10],
    ['MAX(ABS(-METRICS()))', 6],
    ['ABS(b - a)', 2],
    ['CEIL(a / b)', 2],
    ['FLOOR(a / b)', 1],
    ['LOG10(a + b * 23.5)', 2],
    ['LOG(a) - LOG(b)', Math.log(6) - Math.log(4)],
    ['a / PERIOD(a)', 0.1],
    ['METRIC_COUNT(METRICS()) * a', 24],
    ['FIRST([a, b]) - LAST([a, b])', 2],
    ['FILL(gone, 0)', 0],
    ['FILL(a, 0)', 6],
    ['FILL(gone, b) + 1', 5],
    ['SUM(FILL(METRICS(), 1))', 12],
    [' a\t+\nb ', 10],
  ])('%s = %d', (text, expected) => {
    expect(evaluate(text)).toBeCloseTo(expected, 12);
  });

  it('conditions within conditions take no more than their length', () => {
    expect(evaluate(`${'IF('.repeat(90)}a${' < b, a, b)'.repeat(90)}`)).toBe(4);
  });

  it.each(['a / 0', '0 / (a - 6)', 'LOG(a - 6)', '(0 - a) ^ 0.5', 'IF(a < b, a)'])('%s is no data', (text) => {
    expect(evaluate(text)).toBe('-');
  });

  it.each([
    ['', 'position 0: got the end, allowed is a number, a name'],
    ['a +', 'got the end'],
    ['a b', 'position 1: got "b", allowed is an operator or the end'],
    ['(a', 'got the end, allowed is ")"'],
    ['a)', 'got ")"'],
    ["SEARCH('{N} m', 'Sum', 60)", 'got function SEARCH, allowed are ABS, AVG, CEIL'],
    ['ANOMALY_DETECTION_BAND(a)', 'got function ANOMALY_DETECTION_BAND'],
    ['SELECT AVG(m) FROM N', 'got a query of Metrics Insights, allowed is metric math'],
    ['toString(a)', 'got function TOSTRING'],
    ['c', 'got "c", allowed are ids of queries'],
    ['a $ b', 'got "$"'],
    ['"a', 'got """'],
    ['"a"', 'got a text for an answer, allowed is a single series'],
    ['a + "a"', '+: got a single series and a text, allowed are series and numbers'],
    ['[a, b]', 'got a list for an answer'],
    ['METRICS() * 100', 'got a list for an answer'],
    ['1 + 1', 'got a number for an answer'],
    ['[a, b] + [a, b]', '+: got a list and a list'],
    ['[a, b] > 1', '>: got a list and a number, allowed are series and numbers'],
    ['["a"]', 'got the text "a" in a list'],
    ['MIN(a)', 'MIN: got a single series, allowed is a list'],
    ['SUM(a)', 'SUM: got a single series'],
    ['MIN([])', 'MIN: got an empty list'],
    ['SUM(METRICS("none"))', 'SUM: got an empty list'],
    ['METRICS(a)', 'METRICS: got a single series, allowed is a text'],
    ['MIN([a b])', 'got "b", allowed is ","'],
    ['MIN([a], [b])', 'MIN: got 2 arguments, allowed are 1'],
    ['IF(a)', 'IF: got 1 arguments, allowed are 2 or 3'],
    ['IF([a], a)', 'IF: got a list'],
    ['FILL(a, LINEAR)', 'FILL: got LINEAR, which needs data points of the future'],
    ['FILL(a)', 'FILL: got 1 arguments'],
    ['FILL(1, 2)', 'FILL: got a number'],
    ['PERIOD(a + b)', 'PERIOD: got no metric'],
    ['TIME_SERIES(a)', 'TIME_SERIES: got a single series, allowed is a number'],
    ['HOUR(1)', 'HOUR: got a number, allowed is a single series'],
    ['a'.repeat(3000), 'got 3000 characters, allowed are 2048'],
    ['('.repeat(2000), 'allowed is nesting of at most 100 levels'],
    ['-'.repeat(2000), 'allowed is nesting of at most 100 levels'],
  ])('refuses case %#', (text, message) => {
    expect(() => evaluate(text)).toThrow(SyntaxError);
    expect(() => evaluate(text)).toThrow(message);
  });
});

describe('a missing data point', () => {
  /** Table of the CloudWatch user guide, "Comparison and logical operators". */
  it.each([
    ['metric1 < metric2', [0, 0, 1, 0]],
    ['metric1 >= 30', [1, 0, 0, 0]],
    ['metric1 > 15 AND metric2 > 15', [1, 0, 0, 0]],
  ])('in %s', (text, expected) => {
    expect(answer({ metric1: [30, 20, 0, 0], metric2: [20, '-', 20, '-'] }, text)).toEqual(expected);
  });

  /** Tables of the same guide, "Using IF expressions". */
  it.each([
    ['IF(metric1, metric2, metric3)', [30, 0, 20, '-', '-']],
    ['IF(metric1, 5, metric3)', [5, 5, 20, '-', '-']],
    ['IF(metric1, metric2, 5)', [30, 0, 5, 5, '-']],
  ])('in %s', (text, expected) => {
    const metrics: Points = { metric1: [1, 1, 0, 0, '-'], metric2: [30, '-', 0, 0, 30], metric3: [0, 0, 20, '-', 20] };
    expect(answer(metrics, text)).toEqual(expected);
  });

  /** The same guide: "Missing values in a time series are treated as 0"; a division by zero drops the data point. */
  it.each([
    ['a + gone', 6],
    ['gone - a', -6],
    ['gone / a', 0],
    ['a / gone', '-'],
    ['AVG([a, gone])', 3],
    ['SUM([a, gone])', 6],
    ['gone OR a', 1],
  ])('counts as 0 in %s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  it.each([
    ['gone', '-'],
    ['-gone', '-'],
    ['gone + lost', '-'],
    ['gone + 1', '-'],
    ['gone > 1', '-'],
    ['gone AND lost', '-'],
    ['SUM([gone, lost])', '-'],
    ['AVG([gone, lost])', '-'],
    ['MIN([a, gone])', 6],
    ['MAX([gone, a])', 6],
  ])('that no series or one of a list has: %s is %s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  it('in one of two burn rates leaves a tier without a data point', () => {
    const metrics: Points = { long: [5, '-', 5, '-', '-'], short: [9, 9, '-', 0, '-'] };
    expect(answer(metrics, 'IF(long < short, long, short)')).toEqual([5, '-', '-', '-', '-']);
  });

  it('in a compared condition may be told to count as 0, as in a comparison by itself', () => {
    const metrics: Points = { long: [5, '-', 5, '-', '-'], short: [9, 9, '-', 0, '-'] };
    const options = { comparedMissing: 'zero' } as const;
    expect(answer(metrics, 'IF(long < short, long, short)', options)).toEqual([5, 0, '-', 0, '-']);
  });
});

describe('FILL with REPEAT', () => {
  it('gives the last data point before, so many periods back', () => {
    const metrics: Points = { m: ['-', 3, '-', '-', '-', '-', 7, '-'] };
    expect(answer(metrics, 'FILL(m, REPEAT)', { previousPeriods: 2 })).toEqual(['-', 3, 3, 3, '-', '-', 7, 7]);
  });

  it('counts periods, not minutes', () => {
    const m = statistic([1, 2, '-', '-', '-', '-']);
    const plan = planQuery([expression('e', 'FILL(m, REPEAT)'), stat('m', 120)], 'e', () => m, { previousPeriods: 1 });
    const column = new Float64Array(4);
    // Periods of two minutes that begin at minutes 2 to 5: one before are minutes 0 to 3.
    plan.fill(column, 4, 2);
    expect([...column]).toEqual([1, 2, Number.NaN, Number.NaN]);
  });
});

describe('what looks back', () => {
  it.each([
    ['DIFF(m)', ['-', 4, '-', -1, '-', '-', '-']],
    ['DIFF_TIME(m)', ['-', 60, '-', 120, '-', '-', '-']],
    ['RATE(m)', ['-', 4 / 60, '-', -1 / 120, '-', '-', '-']],
    ['SUM(DIFF([m, m]))', ['-', 8, '-', -2, '-', '-', '-']],
  ])('%s compares with the last data point, so many periods back', (text, expected) => {
    expect(answer({ m: [3, 7, '-', 6, '-', '-', 9] }, text, { previousPeriods: 2 })).toEqual(expected);
  });
});

it.each([
  ['MINUTE', 45],
  ['HOUR', 23],
  ['DAY', 7],
  ['DATE', 29],
  ['MONTH', 11],
  ['YEAR', 2026],
  ['EPOCH', Date.UTC(2026, 10, 29, 23, 45) / 1000],
])('%s is that at which the period begins, also without data', (name, expected) => {
  const plan = planQuery([expression('e', `${name}(m)`), stat('m', 300)], 'e', () => statistic(['-']));
  const minute = Date.UTC(2026, 10, 29, 23, 45) / 60_000;
  expect(plan.at(minute, minute + 5)).toBe(expected);
});

describe('a list of queries', () => {
  const metrics: Points = { m: [10, 10], n: [14, 11] };
  const plan = (id: string, ...queries: MetricQuery[]) =>
    planQuery(queries, id, (query) => statistic(metrics[query.id]!));

  it('answers an expression over expressions, also lists and numbers', () => {
    const read = plan('e2', expression('e2', 'e1 * 2 + e1'), expression('e1', 'n - m'), stat('m'), stat('n'));
    expect([read.at(0, 1), read.at(1, 2)]).toEqual([12, 3]);
    const listed = plan(
      'e',
      expression('e', 'SUM(all) * two'),
      expression('all', 'METRICS()'),
      expression('two', '2'),
      stat('m'),
      stat('n'),
    );
    expect(listed.at(0, 1)).toBe(48);
  });

  it('reads expressions that name each other twice once, so that depth does not double the work', () => {
    let reads = 0;
    const base = statistic([1]);
    const counting: Statistic = {
      at: base.at,
      fill(...column) {
        reads += 1;
        base.fill(...column);
      },
    };
    const chain = Array.from({ length: 30 }, (_, depth) => expression(`e${depth + 1}`, `e${depth} + e${depth}`));
    const queries = [stat('e0'), ...chain];
    const column = new Float64Array(1);
    planQuery(queries, 'e30', () => counting).fill(column, 1, 1);
    expect([column[0], reads]).toEqual([2 ** 30, 1]);
  });

  it('refuses expressions that need each other and unknown ids', () => {
    expect(() => plan('a', expression('a', 'b'), expression('b', 'a'))).toThrow('got an expression that needs itself');
    expect(() => plan('z', stat('m'))).toThrow('query "z": not among m');
  });
});
