import { pagingDelayMinutes } from '../../../lib/model/slo';

/** Minutes until a total outage pages, from the simulation of the evidence rule: docs/architecture.md, "Evidence". */
describe('the delay until a total outage pages', () => {
  it.each([
    [60, 0.5, 6],
    [60, 0.95, 10],
    [60, 0.99, 12],
    [600, 0.95, 4],
  ])(
    'at %i requests an hour in a share of %d of the outages is %i minutes, as simulated',
    (perHour, share, minutes) => {
      expect(pagingDelayMinutes(perHour, share)).toBe(minutes);
    },
  );

  // The formula leaves out that the four minutes must lie within an hour, so it is a little fast in thin traffic.
  it.each([
    [20, 26, 1],
    [6, 84, 8],
  ])(
    'at %i requests an hour in 95 %% of the outages is %i minutes simulated, and up to %i less computed',
    (perHour, simulated, less) => {
      const computed = pagingDelayMinutes(perHour, 0.95);
      expect(computed).toBeLessThanOrEqual(simulated);
      expect(computed).toBeGreaterThanOrEqual(simulated - less);
    },
  );

  it('is the four minutes of the rule, however much traffic there is', () => {
    expect(pagingDelayMinutes(1_000_000, 0.999)).toBe(4);
  });

  it('ends at a week, however little traffic there is', () => {
    expect(pagingDelayMinutes(0.001, 0.95)).toBe(10_080);
  });
});
