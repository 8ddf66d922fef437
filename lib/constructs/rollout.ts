import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type ILambdaDeploymentConfig,
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { ResponseFunction } from './response-function';

export interface RolloutProps {
  readonly config: ILambdaDeploymentConfig;
  readonly functions: Readonly<Record<string, ResponseFunction>>;
  /** Any of them in ALARM takes the new version back; CodeDeploy takes at most ten. */
  readonly alarms: readonly Alarm[];
}

/**
 * Moves the alias of each function from one version to the next by CodeDeploy. The alarms are given one by one: any of them
 * suffices, which is what a composite would say, and whether CodeDeploy sees composites is written nowhere (DescribeAlarms
 * leaves them out unless it is asked for them).
 */
export class Rollout extends Construct {
  constructor(scope: Construct, id: string, { config, functions, alarms }: RolloutProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    const role = this.#role(Object.values(functions));
    const ignoreAlarmConfiguration =
      config.deploymentConfigName === LambdaDeploymentConfig.ALL_AT_ONCE.deploymentConfigName;
    for (const [name, { live }] of Object.entries(functions)) {
      const group = new LambdaDeploymentGroup(this, name, {
        application,
        alias: live,
        deploymentConfig: config,
        alarms: [...alarms],
        ignoreAlarmConfiguration,
        // Without this the construct adds a policy of AWS's own that may update every alias of the account.
        role: role.withoutPolicyUpdates(),
      });
      group.node.addDependency(role);
    }
  }

  #role(functions: readonly ResponseFunction[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
        resources: functions.flatMap(({ fn, live }) => [fn.functionArn, `${fn.functionArn}:${live.aliasName}`]),
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }));
    const reason = 'How CodeDeploy asks for alarms is its own; its managed policy has the same scope.';
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', reason);
    return role;
  }
}
