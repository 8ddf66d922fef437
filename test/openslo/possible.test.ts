import fc from 'fast-check';
import { importOpenSlo } from '../../lib/openslo';
import { sloYaml } from './fixture';
import { synthesized } from './synthesized';

/** What an SLO may say that our constructs may refuse: whatever is written must not be refused. */
const objective = fc.record({
  target: fc.constantFrom('0.02', '0.5', '0.9', '0.95', '0.99', '0.999', '0.9999', '0.99999'),
  timeSliceTarget: fc.constantFrom('0.000001', '0.9', '1'),
  timeSliceWindow: fc.constantFrom('1', '2m', '7m', '15m'),
});
const timeWindow = fc.oneof(
  fc.constantFrom('1d', '3d', '7d', '4w', '90d', '366d', '24h').map((duration) => ({ duration, isRolling: true })),
  fc.constantFrom('1M', '1Q', '1Y').map((duration) => ({
    duration,
    calendar: { startTime: '2026-02-01 00:00:00', timeZone: 'UTC' },
  })),
);
const alertPolicy = fc
  .record({
    severity: fc.constantFrom('page', 'ticket'),
    threshold: fc.constantFrom('0.5', '0.95', '1', '2', '14.4', '100'),
    lookbackWindow: fc.constantFrom('1m', '5m', '30m', '1h', '6h', '3d', '1w', '8d'),
  })
  .map(({ severity, ...condition }) => ({
    kind: 'AlertPolicy',
    spec: {
      alertWhenBreaching: 'true',
      conditions: [{ kind: 'AlertCondition', spec: { severity, condition: { op: 'gt', ...condition } } }],
    },
  }));

describe('what is written', () => {
  it('is never refused by the constructs', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Occurrences', 'Timeslices'),
        objective,
        timeWindow,
        fc.array(alertPolicy, { maxLength: 3 }),
        (budgetingMethod, one, window, alertPolicies) => {
          const text = sloYaml({ budgetingMethod, objectives: [one], timeWindow: [window], alertPolicies });
          const result = importOpenSlo([{ name: 'slo.yaml', text }]);
          expect(result.slos).toEqual(['answers']);
          expect(synthesized(result).size).toBe(1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
