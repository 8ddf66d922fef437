import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { githubIssues, IncidentResponse, Route, Severity, slackChannel, Team } from '../../lib';
import { SLO_PAGES } from './pages';

/** Who hears of it when Echarpe breaks a promise: one Slack channel and the issues of one repository. */
export class Response extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'platform',
      contact: 'platform@echarpe.example',
      businessStakeholder: 'Head of engineering',
      timeZone: 'Europe/Paris',
      sloPageUrl: SLO_PAGES,
      routes: [Route.always('incidents'), Route.from(Severity.SEV3, 'tickets')],
    });
    new IncidentResponse(this, 'IncidentResponse', {
      team,
      targets: [
        slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
        githubIssues({ name: 'tickets', repository: 'echarpe/ops' }),
      ],
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
