import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { checkAssembly } from '../../lib/check/check';
import { synthesized } from '../support/estate';

/** What the CDK's own constructs make of alarms and dashboards: AWS takes all of it. */
function everything(stack: Stack): void {
  const metric = new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Errors', dimensionsMap: { Shop: 'eu' } });
  const topic = new Topic(stack, 'Topic');
  const page = new LambdaFunction(stack, 'Page', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => {}'),
  });
  const alarmDescription = 'Errors: look at the log.';
  const one = new cloudwatch.Alarm(stack, 'One', { metric, threshold: 1, evaluationPeriods: 2, alarmDescription });
  one.addAlarmAction(
    new actions.SnsAction(topic),
    new actions.LambdaAction(page),
    new actions.SsmAction(actions.OpsItemSeverity.HIGH, actions.OpsItemCategory.AVAILABILITY),
    new actions.SsmIncidentAction('shop'),
  );
  one.addOkAction(new actions.SnsAction(topic));
  const instance = new cloudwatch.Metric({
    namespace: 'AWS/EC2',
    metricName: 'StatusCheckFailed',
    dimensionsMap: { InstanceId: 'i-1' },
  });
  new cloudwatch.Alarm(stack, 'Instance', {
    metric: instance,
    threshold: 1,
    evaluationPeriods: 1,
    alarmDescription,
  }).addAlarmAction(new actions.Ec2Action(actions.Ec2InstanceAction.REBOOT));
  const math = new cloudwatch.MathExpression({
    expression: '100 * FILL(errors, 0) / IF(all > 0 AND errors >= 0, all, 1000)',
    usingMetrics: { errors: metric.with({ statistic: 'p99.9' }), all: metric.with({ account: '999999999999' }) },
  });
  const two = new cloudwatch.Alarm(stack, 'Two', {
    metric: math,
    threshold: 1,
    evaluationPeriods: 288,
    alarmDescription,
  });
  new cloudwatch.AnomalyDetectionAlarm(stack, 'Anomaly', { metric, evaluationPeriods: 1, alarmDescription });
  const any = new cloudwatch.CompositeAlarm(stack, 'Any', {
    alarmRule: cloudwatch.AlarmRule.allOf(
      cloudwatch.AlarmRule.anyOf(one, two),
      cloudwatch.AlarmRule.not(cloudwatch.AlarmRule.fromAlarm(two, cloudwatch.AlarmState.INSUFFICIENT_DATA)),
    ),
    alarmDescription,
    actionsSuppressor: two,
  });
  any.addAlarmAction(new actions.SnsAction(topic), new actions.LambdaAction(page));
  new cloudwatch.Dashboard(stack, 'Board', {
    dashboardName: 'shop',
    defaultInterval: Duration.days(1),
    variables: [
      new cloudwatch.DashboardVariable({
        id: 'shop',
        type: cloudwatch.VariableType.PROPERTY,
        inputType: cloudwatch.VariableInputType.INPUT,
        value: 'Shop',
      }),
    ],
    widgets: [
      [
        new cloudwatch.GraphWidget({
          left: [metric, math],
          right: [instance],
          leftAnnotations: [one.toAnnotation()],
          width: 24,
        }),
      ],
      [new cloudwatch.SingleValueWidget({ metrics: [metric] }), new cloudwatch.GaugeWidget({ metrics: [metric] })],
      [new cloudwatch.AlarmWidget({ alarm: one }), new cloudwatch.AlarmStatusWidget({ alarms: [one, two, any] })],
      [
        new cloudwatch.TextWidget({ markdown: 'Hello "world"\n' }),
        new cloudwatch.LogQueryWidget({ logGroupNames: ['shop'], queryLines: ['fields @message'] }),
        new cloudwatch.CustomWidget({ functionArn: page.functionArn, title: 'Shop' }),
        new cloudwatch.Spacer({ width: 2 }),
        new cloudwatch.TableWidget({ metrics: [metric] }),
      ],
    ],
  });
}

describe('a template of others', () => {
  it.each([
    ['of a known account and region', { account: '111122223333', region: 'eu-west-1' }],
    ['that may be deployed anywhere', undefined],
  ])('%s gives no error and no warning', (_, env) => {
    const { assembly, remove } = synthesized((app) => {
      const stack = new Stack(app, 'Shop', env === undefined ? {} : { env });
      everything(stack);
      return stack;
    });
    const { findings } = checkAssembly(assembly, 0);
    remove();
    expect(findings.filter(({ level }) => level !== 'info').map(({ message }) => message)).toEqual([]);
  });
});
