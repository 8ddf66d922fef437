import { Poisson } from '../../bench/study/poisson';
import { Random } from '../../bench/study/random';
import { estimate } from '../../bench/study/statistics';

const DRAWS = 20_000;

function drawn(draw: (random: Random) => number): { mean: number; error: number; variance: number } {
  const random = Random.of(7);
  const values = Array.from({ length: DRAWS }, () => draw(random));
  const { mean, error } = estimate(values);
  return { mean, error, variance: error ** 2 * DRAWS };
}

it('is xoshiro128**: the sequence from the state 1, 2, 3, 4 that implementations agree on', () => {
  const random = new Random(1, 2, 3, 4);
  expect(Array.from({ length: 10 }, () => random.bits())).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

it('has a stream of its own for every list of numbers', () => {
  const seeds = [[1], [2], [1, 0], [0, 1], [1, 2], [2, 1], [1, 2, 3], []];
  const first = seeds.map((seed) => Random.of(...seed).bits());
  expect(new Set(first).size).toBe(seeds.length);
  expect(Random.of(1, 2).bits()).toBe(first[4]);
});

it('is uniform: mean 1/2, variance 1/12, and none of a hundred classes is preferred', () => {
  const { mean, error, variance } = drawn((random) => random.fraction());
  expect(Math.abs(mean - 1 / 2)).toBeLessThan(4 * error);
  expect(variance).toBeCloseTo(1 / 12, 2);
  const random = Random.of(8);
  const classes = new Array<number>(100).fill(0);
  for (let draw = 0; draw < DRAWS; draw += 1) classes[Math.floor(random.fraction() * 100)]! += 1;
  const chiSquare = classes.reduce((sum, count) => sum + (count - DRAWS / 100) ** 2 / (DRAWS / 100), 0);
  // 99 degrees of freedom: 45 to 163 in all but one of a hundred thousand seeds.
  expect(chiSquare).toBeGreaterThan(45);
  expect(chiSquare).toBeLessThan(163);
});

it.each([1, 0.5, 0.1, 0.001])('tries until something of probability %d happens, 1 / p times on average', (p) => {
  const { mean, error, variance } = drawn((random) => random.tries(p));
  expect(Math.abs(mean - 1 / p)).toBeLessThanOrEqual(4 * error);
  expect(variance / ((1 - p) / p ** 2 || 1)).toBeCloseTo(p === 1 ? 0 : 1, 1);
});

describe('Poisson counts', () => {
  it.each([0.0005, 0.1, 1, 5, 195])('of mean %d have that mean and that variance', (mean) => {
    const poisson = new Poisson(mean);
    const found = drawn((random) => poisson.draw(random));
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(mean / DRAWS));
    expect(Math.abs(found.variance / mean - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / mean) / DRAWS));
  });

  it('of mean 0 are 0', () => {
    expect(new Poisson(0).draw(Random.of(1))).toBe(0);
  });

  it.each([-1, 501, Number.NaN])('of mean %d are refused', (mean) => {
    expect(() => new Poisson(mean)).toThrow(`mean: got ${mean}, allowed are numbers from 0 to 500`);
  });
});
