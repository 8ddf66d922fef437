import { alarm, composite, dashboard, findings, objective, type Resources, stack } from './template';

/**
 * Faults that were planted into a clean template one by one, and that neither the CDK nor its validator nor cfn-lint found (those of
 * alarms, dashboards and goals; schedules are elsewhere).
 */
const MISSED: readonly [string, Resources, string][] = [
  ['a period of 7 seconds', { A: alarm({ Period: 7 }) }, 'alarm-period'],
  ['a broken rule', { A: alarm(), C: composite('ALARM(errors) AND (') }, 'composite-rule-syntax'],
  ['an action that is no ARN', { A: alarm({ AlarmActions: ['not-an-arn'] }) }, 'alarm-action'],
  [
    'six actions',
    { A: alarm({ AlarmActions: Array(6).fill('arn:aws:sns:eu-west-1:111122223333:t') }) },
    'alarm-action',
  ],
  ['a span of eight days', { A: alarm({ Period: 86_400, EvaluationPeriods: 8 }) }, 'alarm-span'],
  ['a dashboard that is no JSON', { D: dashboard('not JSON') }, 'dashboard-json'],
  ['a goal of 200 %', { S: objective('shop', { Goal: { AttainmentGoal: 200 } }) }, 'goal-range'],
  ['a warning at -5 %', { S: objective('shop', { Goal: { WarningThreshold: -5 } }) }, 'warning-threshold-range'],
  ['an SLO with two indicators', { S: objective('shop', { Sli: {} }) }, 'slo-either-or'],
  [
    'a window longer than the interval',
    {
      S: objective('shop', {
        BurnRateConfigurations: [{ LookBackWindowMinutes: 1440 }],
        Goal: { Interval: { RollingInterval: { Duration: 6, DurationUnit: 'HOUR' } } },
      }),
    },
    'slo-windows',
  ],
];

describe('what nobody else checks', () => {
  it.each(MISSED)('is found: %s', (_, resources, id) => {
    expect(findings(stack(resources)).map((finding) => [finding.id, finding.level])).toEqual([[id, 'error']]);
  });
});
