import { Stack } from 'aws-cdk-lib';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { ResponseParameter } from '../model/contracts/response';
import type { SlackActionsConfig } from '../model/contracts/slack-actions';
import { LARGEST_TARGET_BYTES, type TargetParameter } from '../model/contracts/target-parameter';
import { DELIVERIES_OFF, DELIVERIES_ON } from '../model/delivery/switch';
import { deliveriesParameterName, logicalId, responseParameterName, targetParameterName } from '../model/names';
import { Faults, isToken } from './faults';
import type { IncidentTargetConfig } from './incident-target';

/** Of a secret whose name has 512 characters. Source: Secrets Manager API, CreateSecret. */
const LONGEST_ARN = 600;

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

/**
 * A parameter for each target, by which `slo doctor` knows what to look at. It holds no secret, only where one is.
 *
 * @throws DeclarationError for a target whose configuration does not fit into a parameter
 */
export function describeTargets(
  scope: Construct,
  stage: string,
  targets: readonly IncidentTargetConfig[],
  actions: SlackActionsConfig | undefined,
): void {
  for (const { config, secretKeys } of targets) {
    const { name } = config;
    const groups = actions?.target === name ? [actions.userGroup, actions.supportGroup] : [];
    const userGroups = groups.filter((group) => group !== undefined);
    const value: TargetParameter = {
      version: 1,
      config,
      ...(secretKeys && { secretKeys: [...secretKeys] }),
      ...(userGroups.length > 0 && { userGroups }),
    };
    new Faults().add(sizeFault(value)).throwAt(`${scope.node.path}/${name}`);
    const parameter = new CfnParameter(scope, `Target-${name}`, {
      name: targetParameterName(stage, name),
      type: 'String',
      description: 'What slo doctor looks at',
      value: Stack.of(scope).toJsonString(value),
    });
    parameter.overrideLogicalId(logicalId('ResponseTarget', stage, name));
  }
}

/** ARNs that are known at deployment only count as the longest. */
function sizeFault(value: TargetParameter): string | undefined {
  const { secretArn, callbacks } = value.config;
  const unknown = [secretArn, callbacks?.secretArn].filter((arn) => arn !== undefined && isToken(arn));
  const bytes = Buffer.byteLength(JSON.stringify(value)) + unknown.length * LONGEST_ARN;
  return bytes > LARGEST_TARGET_BYTES
    ? `settings: got a configuration of up to ${bytes} bytes, allowed are ${LARGEST_TARGET_BYTES}: shorten its settings`
    : undefined;
}
