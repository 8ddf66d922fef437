import { Stack } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { optionalClassFault } from '../class-fault';
import type { IIncidentTarget, IncidentTargetProps } from '../incident-target';
import { letOpsCenterPublish } from '../publish-policy';
import { declareTarget } from './declare';

/** Properties of OpsItems. */
export interface OpsItemsProps extends IncidentTargetProps {
  /**
   * Topic that hears of every change of an OpsItem, in the stack's region. The policy of an imported one must let `ssm.amazonaws.com`
   * publish; synth warns, because it cannot see it.
   * @default - nobody is told
   */
  readonly notify?: ITopic;
}

/** Id of the warning about a topic for OpsItems whose policy is out of sight. */
export const OPSITEMS_WARNING = 'cdk-slo:opsitems-topic';

/** OpsItems in OpsCenter of Systems Manager, in the stack's account and region: one per incident, without credentials. */
export function opsItems(props: OpsItemsProps): IIncidentTarget {
  const { notify } = props;
  const declared = declareTarget({
    kind: 'opsitems',
    props,
    // The one OpsCenter of the stack's account and region.
    place: () => [],
    settings: () => ({ topicArn: notify?.topicArn }),
    faults: [
      optionalClassFault('notify', notify, 'topicArn', 'ITopic'),
      notify?.fifo ? 'notify: got a FIFO topic, allowed is a standard one' : undefined,
    ],
    permissions: (scope) => [
      {
        actions: ['ssm:CreateOpsItem', 'ssm:DescribeOpsItems'],
        resource: '*',
        reason: 'OpsItems that are not there yet, and lists of them, are no resources for IAM.',
      },
      {
        actions: ['ssm:GetOpsItem', 'ssm:UpdateOpsItem'],
        resource: Stack.of(scope).formatArn({ service: 'ssm', resource: 'opsitem/*' }),
        reason: 'OpsItems get their ids when they are created.',
      },
    ],
  });
  return {
    name: declared.name,
    bind(scope) {
      const target = declared.bind(scope);
      if (notify !== undefined) letOpsCenterPublish(scope, 'notify', notify, OPSITEMS_WARNING);
      return target;
    },
  };
}
