import { cases } from './facts';
import { falsePages, type Strategy, strategies } from './false-pages';

/** The facts come from 2,000 runs; so few suffice to tell 20 pages from 2. */
const RUNS = 40;

type Mean = { mean: number; se: number };
type Case = { requestsPerHour: number; diurnal: boolean } & Record<Strategy, Mean>;

function mean(values: readonly number[]): Mean {
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
  return { mean: average, se: Math.sqrt(squares / (values.length - 1) / values.length) };
}

describe('false pages of a service that spends half its budget, in 30 days', () => {
  it.each(cases<Case>('low_traffic_monte_carlo'))(
    'at $requestsPerHour requests per hour (day and night swing: $diurnal) are as many as published',
    ({ requestsPerHour, diurnal, ...expected }) => {
      const runs = Array.from({ length: RUNS }, (_, seed) => falsePages(requestsPerHour, diurnal, seed + 1));
      for (const strategy of strategies) {
        const own = mean(runs.map((pages) => pages[strategy]));
        const { mean: published, se } = expected[strategy];
        const tolerance = se === 0 ? 0.01 : 4 * Math.hypot(se, own.se);
        expect({ strategy, far: Math.abs(own.mean - published) > tolerance, own, published }).toMatchObject({
          far: false,
        });
      }
    },
    60_000,
  );
});
