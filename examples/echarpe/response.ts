import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { githubIssues, IncidentResponse, slackChannel } from '../../lib';

/** Who hears of it when Echarpe breaks a promise: one Slack channel and the issues of one repository. */
export class Response extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new IncidentResponse(this, 'IncidentResponse', {
      targets: [
        slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
        githubIssues({ name: 'tickets', repository: 'echarpe/ops' }),
      ],
    });
  }
}
