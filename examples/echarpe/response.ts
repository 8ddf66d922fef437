import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Audience, IncidentResponse, slackChannel, Team } from '../../lib';
import { SLO_PAGES } from './pages';
import { ENGINEERS } from './routes';
import { ticketSystem } from './tickets';

/** Properties of the response of Echarpe. */
interface ResponseProps extends StackProps {
  /** Ticket system that it is shown with. @default - GitHub */
  readonly ticket?: string | undefined;
}

/** Who hears of it when Echarpe breaks a promise: engineers and support in a Slack channel each, and a ticket system. */
export class Response extends Stack {
  constructor(scope: Construct, id: string, { ticket, ...props }: ResponseProps = {}) {
    super(scope, id, props);
    const tickets = ticketSystem(ticket);
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
        tickets.incidents('tickets'),
      ],
      // Whoever is on call answers under the message itself.
      slackActions: { target: 'incidents', userGroupId: 'S0ONCALL', supportUserGroupId: 'S0SUPPORT' },
      // Proof, every 15 minutes, that an alarm would reach both.
      canary: {
        team,
        targets: [slackChannel({ name: 'canary', channelId: 'C0CANARY' }), tickets.canaries('canary-tickets')],
        runbookUrl: 'https://runbooks.echarpe.example/incident-response',
        reviewedOn: '2026-11-02',
      },
    });
  }
}
