import type { ActionKind } from '../model/alarm';
import type { Referred } from './references';

/** `Ref`, beside the names of attributes. */
const REF = undefined;

/**
 * Resources that alarms can act on, and what of them is the ARN that is wanted. Source: "Return values" of each type in the
 * CloudFormation template reference (AWS SAM developer guide for `AWS::Serverless::Function`).
 */
const TARGETS: Readonly<Record<string, readonly [ActionKind, ...(string | undefined)[]]>> = {
  'AWS::SNS::Topic': ['topic', REF, 'TopicArn'],
  'AWS::Lambda::Function': ['function', 'Arn'],
  'AWS::Serverless::Function': ['function', 'Arn'],
  'AWS::Lambda::Version': ['function', REF, 'FunctionArn'],
  'AWS::Lambda::Alias': ['function', REF, 'AliasArn'],
  'AWS::SSMIncidents::ResponsePlan': ['incident', REF, 'Arn'],
  'AWS::AIOps::InvestigationGroup': ['investigation', REF, 'Arn'],
  'AWS::AutoScaling::ScalingPolicy': ['scaling', REF, 'Arn'],
  'AWS::ApplicationAutoScaling::ScalingPolicy': ['scaling', REF, 'Arn'],
};

export interface ActionTarget {
  readonly kind: ActionKind;
  /** Whether what was taken of it is its ARN. */
  readonly isArn: boolean;
}

/** Nothing when alarms cannot act on it. */
export function actionTarget({ resource, attribute }: Referred): ActionTarget | undefined {
  if (!Object.hasOwn(TARGETS, resource.Type)) return undefined;
  const [kind, ...arns] = TARGETS[resource.Type]!;
  return { kind, isArn: arns.includes(attribute) };
}
