import { goalOfPercent, goalOfShare, literal } from '../../lib/openslo/numbers';
import { sloNames } from '../../lib/openslo/slo-names';

describe('goals', () => {
  // In doubles 0.9995 * 100 is 99.95000000000000284, and 0.57 * 100 is 56.99999999999999.
  it.each([
    ['0.9995', '99.95'],
    ['0.57', '57'],
    ['0.99990', '99.99'],
    ['9.99e-1', '99.9'],
    ['0.999999999999', '99.9999999999'],
  ])('are exact: %s is %s percent', (share, percent) => {
    expect(goalOfShare(share)).toEqual({ percent });
  });

  it('in percent stay what they are', () => {
    expect(goalOfPercent('99.950')).toEqual({ percent: '99.95' });
  });
});

describe('numbers', () => {
  it.each([
    ['2.5e2', '250'],
    ['-0.10', '-0.1'],
    ['0.1000000000000000055', undefined],
    ['1e400', undefined],
  ])('are written where JavaScript holds them exactly: %s', (written, expected) => {
    expect(literal(written)).toBe(expected);
  });
});

describe('names of several objectives', () => {
  it.each([
    [
      ['Internal objective', 'SLA'],
      ['web-internal-objective', 'web-sla'],
    ],
    [
      ['Same', 'same!'],
      ['web-1', 'web-2'],
    ],
    [
      ['Good', undefined],
      ['web-1', 'web-2'],
    ],
    [
      ['日本', '中国'],
      ['web-1', 'web-2'],
    ],
    [['only'], ['web']],
  ])('%j', (displayNames, names) => {
    const objectives = displayNames.map((displayName) => (displayName === undefined ? {} : { displayName }));
    expect(sloNames('web', objectives)).toEqual(names);
  });
});
