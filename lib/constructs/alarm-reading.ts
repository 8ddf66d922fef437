import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { ResponseFunction } from './response-function';

/** What alarms say, for those who record and compare it. Source: service authorization reference, CloudWatch. */
export function grantAlarmReading(record: ResponseFunction, reconcile: ResponseFunction): void {
  const arn = (resource: string) =>
    Stack.of(record).formatArn({
      service: 'cloudwatch',
      resource,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      resourceName: '*',
    });
  for (const fn of [record, reconcile]) {
    fn.allowBroadly(['cloudwatch:DescribeAlarms'], arn('alarm'), 'A list of alarms by prefix is a list of all alarms.');
    const reason = 'Mute rules are made by people, under any name.';
    fn.allowBroadly(['cloudwatch:GetAlarmMuteRule'], arn('alarm-mute-rule'), reason);
  }
  record.allowBroadly(['cloudwatch:ListAlarmMuteRules'], '*', 'ListAlarmMuteRules knows no resources.');
  const reads = ['cloudwatch:GetMetricData', 'cloudwatch:ListAlarmMuteRules'];
  reconcile.allowBroadly(reads, '*', 'GetMetricData and ListAlarmMuteRules know no resources.');
}
