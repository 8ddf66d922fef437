import { Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { BudgetAlarms, Interval, type SloProps } from '../../lib';
import { declared } from './fixture';

const both = BudgetAlarms.of();

function alarm(kind: string, change: Partial<SloProps> = {}) {
  const { slo, template } = declared({ budgetAlarms: both, ...change });
  template();
  return slo.alarms[kind]!;
}

describe('budget alarms', () => {
  // The console's thresholds: goal + (100 - goal) * share that is left. At 95 % with a warning at 30 % left it is 96.5.
  it.each([
    [95, 30, 96.5],
    [99.9, 50, 99.95],
    [99.9, 10, 99.91],
    [99.99, 25, 99.9925],
    [99, 0.1, 99.001],
  ])(
    'at a goal of %d %% warn with %d %% left, at an attainment of %d',
    (attainmentGoal, warningThreshold, threshold) => {
      expect(alarm('budget-warning', { attainmentGoal, warningThreshold })).toMatchObject({
        threshold,
        comparisonOperator: 'LessThanOrEqualToThreshold',
      });
      expect(alarm('budget-exhausted', { attainmentGoal, warningThreshold })).toMatchObject({
        threshold: attainmentGoal,
        comparisonOperator: 'LessThanThreshold',
      });
    },
  );

  it('read the attainment that Application Signals publishes, and are silent without it', () => {
    expect(alarm('budget-warning')).toMatchObject({
      alarmName: 'slo/prod/orders/budget-warning',
      treatMissingData: 'missing',
      evaluationPeriods: 1,
      metrics: [
        {
          returnData: true,
          metricStat: {
            metric: {
              namespace: 'AWS/ApplicationSignals',
              metricName: 'AttainmentRate',
              dimensions: [{ name: 'SloName', value: 'prod-orders' }],
            },
            period: 60,
            stat: 'Average',
          },
        },
      ],
    });
  });

  it.each([
    ['budget-warning', 'is in danger: 50 % or less of the error budget for 7 days is left.'],
    ['budget-exhausted', 'was broken over 7 days: the error budget is used up.'],
  ])('say what broke: %s', (kind, meaning) => {
    const { alarmDescription } = alarm(kind, { interval: Interval.rolling(Duration.days(7)) });
    expect(alarmDescription).toContain(`"Your order goes through." ${meaning} shop, SLO orders`);
  });

  it('are none unless asked for, and one where one is', () => {
    const kinds = (budgetAlarms?: BudgetAlarms) =>
      Object.keys(declared({ budgetAlarms }).slo.alarms).filter((kind) => kind.startsWith('budget'));
    expect(kinds()).toEqual([]);
    expect(kinds(BudgetAlarms.of({ warning: false }))).toEqual(['budget-exhausted']);
    expect(kinds(BudgetAlarms.of({ exhausted: false }))).toEqual(['budget-warning']);
    expect(declared({ budgetAlarms: both }).slo.entry.budgetAlarms).toEqual(['budget-warning', 'budget-exhausted']);
  });

  it('tell whom they are given, and are no page of the service', () => {
    const topics = new Stack();
    const actions = [new SnsAction(Topic.fromTopicArn(topics, 'Topic', 'arn:aws:sns:eu-west-3:111122223333:team'))];
    const { slo, template } = declared({ budgetAlarms: BudgetAlarms.of({ actions }) });
    template().hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmRule: 'ALARM("slo/prod/orders/fast") OR ALARM("slo/prod/orders/slow")',
    });
    for (const kind of ['budget-warning', 'budget-exhausted']) {
      expect(slo.alarms[kind]!.alarmActions).toEqual(['arn:aws:sns:eu-west-3:111122223333:team']);
    }
    expect(slo.alarms.fast!.alarmActions).toBeUndefined();
  });

  it('cost no more resources than themselves', () => {
    const count = (budgetAlarms?: BudgetAlarms) =>
      Object.keys(declared({ budgetAlarms }).template().toJSON().Resources).length;
    expect(count(both) - count()).toBe(2);
  });
});
