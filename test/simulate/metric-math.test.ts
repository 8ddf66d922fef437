import type { MetricQuery } from '../../lib/assembly';
import { compileMetricMath } from '../../lib/simulate/metric-math';
import { planQuery } from '../../lib/simulate/query-plan';

const NAMES = ['a', 'b', 'gone'];
const INPUTS = Float64Array.from([6, 4, Number.NaN]);

function evaluate(expression: string): number {
  const slotOf = (name: string) => (NAMES.includes(name) ? NAMES.indexOf(name) : undefined);
  return compileMetricMath(expression, slotOf)(INPUTS);
}

describe('metric math', () => {
  it.each([
    ['a', 6],
    ['a - b', 2],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 ^ 3 * 2', 16],
    ['-a + 10', 4],
    ['--a', 6],
    ['1.5e2 / 3', 50],
    ['a > b', 1],
    ['a <= b', 0],
    ['a == 6 && b != 4', 0],
    ['a == 6 OR b != 4', 1],
    ['a > 5 AND b > 3', 1],
    ['IF(a < b, a, b)', 4],
    ['IF(a > b, a, b)', 6],
    ['if(a > b, a)', 6],
    ['MIN([a, b])', 4],
    ['MAX([a, b, 9])', 9],
    ['FILL(gone, 0)', 0],
    ['FILL(a, 0)', 6],
    ['FILL(gone, b) + 1', 5],
    [' a\t+\nb ', 10],
  ])('%s = %d', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  it.each([
    'gone',
    'a + gone',
    'gone > 1',
    'gone AND a',
    'MIN([a, gone])',
    'MAX([gone, a])',
    'IF(gone, a, b)',
    'IF(gone < a, gone, a)',
    'IF(a > b, gone, b)',
    'IF(a < b, a)',
    'a / 0',
    '0 / 0',
  ])('%s is no data', (expression) => {
    expect(evaluate(expression)).toBeNaN();
  });

  it('reads only the branch that counts', () => {
    expect(evaluate('IF(a > b, a, gone)')).toBe(6);
  });

  it.each([
    ['', 'position 0: got the end, allowed is a number, a name'],
    ['a +', 'got the end'],
    ['a b', 'position 1: got "b", allowed is an operator or the end'],
    ['(a', 'got the end, allowed is ")"'],
    ['a)', 'got ")"'],
    ['SEARCH(a)', 'got function SEARCH, allowed are MIN, MAX, IF, FILL'],
    ['toString(a)', 'got function TOSTRING'],
    ['c', 'got "c", allowed are ids of queries'],
    ['a $ b', 'got "$"'],
    ['"a"', 'got """'],
    ['[a, b]', 'got a list'],
    ['MIN(a)', 'MIN: got a single series'],
    ['MIN([])', 'MIN: got a single series'],
    ['MIN([a b])', 'got "b", allowed is ","'],
    ['MIN([a], [b])', 'MIN: got 2 arguments, allowed are 1'],
    ['IF(a)', 'IF: got 1 arguments, allowed are 2 or 3'],
    ['FILL(a, REPEAT)', 'FILL: got REPEAT'],
    ['FILL(a)', 'FILL: got 1 arguments'],
    ['a'.repeat(3000), 'got 3000 characters, allowed are 2048'],
    ['('.repeat(2000), 'allowed is nesting of at most 100 levels'],
    ['-'.repeat(2000), 'allowed is nesting of at most 100 levels'],
  ])('refuses %.40s', (expression, message) => {
    expect(() => evaluate(expression)).toThrow(SyntaxError);
    expect(() => evaluate(expression)).toThrow(message);
  });
});

describe('a list of queries', () => {
  const stat = (id: string): MetricQuery => ({
    id,
    returnData: false,
    metric: { namespace: 'N', name: id, dimensions: {} },
    stat: 'Sum',
    period: 60,
  });
  const expression = (id: string, text: string): MetricQuery => ({ id, returnData: false, expression: text });
  const plan = (id: string, ...queries: MetricQuery[]) =>
    planQuery(
      queries,
      id,
      ({ metric }) =>
        (from, to) =>
          metric.name === 'm' ? from : to,
    );

  it('answers an expression over expressions', () => {
    const read = plan('e2', expression('e2', 'e1 * 2 + e1'), expression('e1', 'n - m'), stat('m'), stat('n'));
    expect(read(10, 14)).toBe(12);
    expect(read(10, 11)).toBe(3);
  });

  it('refuses expressions that need each other and unknown ids', () => {
    expect(() => plan('a', expression('a', 'b'), expression('b', 'a'))).toThrow('got an expression that needs itself');
    expect(() => plan('z', stat('m'))).toThrow('query "z": not among m');
  });
});
