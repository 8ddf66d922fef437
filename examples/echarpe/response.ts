import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Audience, githubIssues, IncidentResponse, slackChannel, Team } from '../../lib';
import { SLO_PAGES } from './pages';
import { ENGINEERS } from './routes';

/** Who hears of it when Echarpe breaks a promise: engineers and support in a Slack channel each, and the issues of one repository. */
export class Response extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'platform',
      contact: 'platform@echarpe.example',
      businessStakeholder: 'Head of engineering',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
      routes: ENGINEERS,
    });
    new IncidentResponse(this, 'IncidentResponse', {
      team,
      targets: [
        slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
        slackChannel({ name: 'support', channelId: 'C0SUPPORT', audience: Audience.SUPPORT }),
        // Whoever takes or closes an issue says so to everybody.
        githubIssues({ name: 'tickets', repository: 'echarpe/ops', callbacks: {} }),
      ],
      // Whoever is on call answers under the message itself.
      slackActions: { target: 'incidents', userGroupId: 'S0ONCALL', supportUserGroupId: 'S0SUPPORT' },
      // Proof, every 15 minutes, that an alarm would reach both.
      canary: {
        team,
        targets: [
          slackChannel({ name: 'canary', channelId: 'C0CANARY' }),
          githubIssues({ name: 'canary-tickets', repository: 'echarpe/canary' }),
        ],
        runbookUrl: 'https://runbooks.echarpe.example/incident-response',
        reviewedOn: '2026-11-02',
      },
    });
  }
}
