import { AlarmBase, type CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** A composite alarm of ours as other constructs take it: what refers to it is made after it. */
export class ReferredAlarm extends AlarmBase {
  readonly alarmName: string;
  readonly alarmArn: string;

  constructor(scope: Construct, id: string, alarm: CfnCompositeAlarm) {
    super(scope, id);
    this.alarmName = alarm.ref;
    this.alarmArn = alarm.attrArn;
  }
}
