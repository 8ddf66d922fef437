import fc from 'fast-check';
import { exact, formatDecimal, toNumber } from '../../../lib/model/slo';
import { exactly, inDoubles } from './expression';
import { cases } from './facts';

describe('exact numbers', () => {
  it.each(cases<{ expression: string; double: number; exact: number }>('float_traps'))(
    '$expression is $exact, although doubles say $double',
    ({ expression, double, exact: truth }) => {
      expect(inDoubles(expression)).toBe(double);
      expect(toNumber(exactly(expression))).toBe(truth);
    },
  );

  it('keeps every finite double on its way through text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (value) => {
        fc.pre(value === 0 || Math.abs(value) > 1e-300);
        expect(toNumber(exact(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('rounds a long quotient to the nearest double', () => {
    expect(toNumber(exact('0.1000000000000000055511151231257827021181583404541015625'))).toBe(0.1);
    expect(toNumber(exact('9007199254740993'))).toBe(9007199254740992);
    expect(toNumber(exact('9007199254740993.0000000000000000000001'))).toBe(9007199254740994);
    expect(toNumber(exact('-123456789012345678901234567890'))).toBe(-1.2345678901234568e29);
  });

  it.each([
    ['1e-7', '0.0000001'],
    ['1E+3', '1000'],
    [' 99.90 ', '99.9'],
    ['-0.50', '-0.5'],
    ['+7', '7'],
    ['007', '7'],
  ])('reads %j as %s', (text, plain) => {
    expect(formatDecimal(exact(text), 9)).toBe(plain);
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    ' ',
    '.',
    '.5',
    '5.',
    '1/3',
    '0.(3)',
    '1_000',
    '0x10',
    '1,5',
    '1e9999999',
    '--1',
    '９９',
    '9'.repeat(101),
    '__proto__',
  ])('refuses %j and says what is allowed', (value) => {
    expect(() => exact(value)).toThrow(/^number: got ".*", allowed is a decimal$/);
  });
});

describe('formatDecimal', () => {
  it.each([
    [43.2, 1, '43.2'],
    ['43.20', 3, '43.2'],
    [-8.45, 1, '-8.5'],
    [8.55, 1, '8.6'],
    [0.05, 1, '0.1'],
    [-0.04, 1, '0'],
    [0.999, 2, '1'],
    [100, 0, '100'],
    [0.5, 0, '1'],
    ['0.000001', 6, '0.000001'],
    ['123456789012345678901.25', 1, '123456789012345678901.3'],
  ] as const)('prints %s with at most %i decimals as %s', (value, digits, text) => {
    expect(formatDecimal(value, digits)).toBe(text);
  });

  it('prints a third with the decimals asked for', () => {
    expect(formatDecimal(exact(1).div(3), 4)).toBe('0.3333');
  });
});
