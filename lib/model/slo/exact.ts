import FractionJs from 'fraction.js';

/**
 * An exact rational number; its methods (`add`, `mul`, `gt`, ...) never round as long as they are given fractions or
 * whole numbers.
 */
export type Fraction = InstanceType<typeof FractionJs>;

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** No measured or agreed number is longer; it bounds the work that text from outside can cause. */
const LONGEST_DECIMAL = 100;

/**
 * Bits of a quotient that decide the nearest double: 53 of its fraction, and spare ones so that no tie is decided
 * wrongly.
 */
const QUOTIENT_BITS = 64;

/**
 * The number that a person wrote: 99.9 is 999/10, although no double is. Numbers are read through their shortest
 * decimal text, which is what was typed; `1 - 0.999` in doubles would be 0.0010000000000000009.
 *
 * @param value a decimal as text (`'99.9'`, `'1e-7'`), a number, or a fraction, which is returned as it is
 * @throws RangeError unless the value is a finite decimal of at most 100 characters
 */
export function exact(value: number | string | Fraction): Fraction {
  if (typeof value === 'object') return value;
  const text = String(value).trim();
  const match = text.length > LONGEST_DECIMAL ? null : DECIMAL.exec(text);
  if (match === null) throw new RangeError(`number: got "${text.slice(0, LONGEST_DECIMAL)}", allowed is a decimal`);
  const [, sign, whole, decimals = '', exponent = '0'] = match;
  const digits = BigInt(`${whole}${decimals}`);
  const shift = Number(exponent) - decimals.length;
  const scale = 10n ** BigInt(Math.abs(shift));
  const size = shift < 0 ? new FractionJs(digits, scale) : new FractionJs(digits * scale, 1n);
  return sign === '-' ? size.neg() : size;
}

/** The double nearest to the fraction. Two equal fractions give the same double, so `>` on results stays strict. */
export function toNumber({ s, n, d }: Fraction): number {
  if (n <= BigInt(Number.MAX_SAFE_INTEGER) && d <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(s * n) / Number(d);
  const shift = QUOTIENT_BITS + bits(d) - bits(n);
  const [top, bottom] = shift > 0 ? [n << BigInt(shift), d] : [n, d << BigInt(-shift)];
  const remainder = top % bottom === 0n ? 0n : 1n;
  return Number(s * ((top / bottom) | remainder)) * 2 ** -shift;
}

/**
 * For people: rounded half away from zero, as AWS prints its tables, with at most `digits` decimals and no trailing
 * zeros; never `-0`.
 */
export function formatDecimal(value: number | string | Fraction, digits: number): string {
  const { s, n, d } = exact(value);
  const scaled = (2n * n * 10n ** BigInt(digits) + d) / (2n * d);
  const padded = scaled.toString().padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const decimals = padded.slice(padded.length - digits).replace(/0+$/, '');
  return `${s < 0n && scaled > 0n ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

/** The largest whole number that is not greater. */
export function floorOf(value: Fraction): number {
  return toNumber(value.floor());
}

/** The smallest whole number that is not less. */
export function ceilingOf(value: Fraction): number {
  return toNumber(value.ceil());
}

function bits(value: bigint): number {
  return value.toString(2).length;
}
