import { Stack } from 'aws-cdk-lib';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { ResponseParameter } from '../model/contracts/response';
import { DELIVERIES_OFF, DELIVERIES_ON } from '../model/delivery/switch';
import { deliveriesParameterName, logicalId, responseParameterName } from '../model/names';

/** ARN of the switch; the parameter itself need not exist yet. */
export function deliverySwitchArn(scope: Construct, stage: string): string {
  return Stack.of(scope).formatArn({ service: 'ssm', resource: `parameter${deliveriesParameterName(stage)}` });
}

/**
 * Switched by hand: CloudFormation leaves the value alone as long as this resource stays as it is in the template, and drift
 * detection shows a switch that is off. Whoever changes anything here switches on what was off.
 */
export function deliverySwitch(scope: Construct, stage: string): void {
  const parameter = new CfnParameter(scope, 'Deliveries', {
    name: deliveriesParameterName(stage),
    type: 'String',
    description: `Whether people are told: "${DELIVERIES_OFF}" keeps incidents recorded and tells nobody until it is "${DELIVERIES_ON}" again`,
    value: DELIVERIES_ON,
    allowedPattern: `^(${DELIVERIES_ON}|${DELIVERIES_OFF})$`,
  });
  parameter.overrideLogicalId(logicalId('Deliveries', stage));
}

/**
 * The fixed name makes a second response stack of the stage fail to deploy instead of telling everything twice. The value leads the
 * command line to the ledger and the queues.
 */
export function claimStage(
  scope: Construct,
  { stage, ...found }: Omit<ResponseParameter, 'version' | 'account' | 'region'>,
): void {
  const { account, region } = Stack.of(scope);
  const value: ResponseParameter = { version: 1, stage, account, region, ...found };
  const parameter = new CfnParameter(scope, 'Stage', {
    name: responseParameterName(stage),
    type: 'String',
    description: 'Claims the stage for one response stack',
    value: Stack.of(scope).toJsonString(value),
  });
  parameter.overrideLogicalId(logicalId('Response', stage));
}
