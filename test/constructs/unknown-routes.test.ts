import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { IncidentResponse, type IncidentResponseProps, Route, Service, Slo, slackChannel, Team } from '../../lib';
import { SERVICE, SLO, TEAM } from './fixture';

const channel = (name: string) => slackChannel({ name, channelId: 'C0INCIDENTS' });

/** Synthesizes a response with the target `incidents` and, after it, an SLO with a route. */
function synthesizes(target: string, props: Partial<IncidentResponseProps> = {}, place: StackProps = {}) {
  const app = new App();
  const response = new Stack(app, 'Response', place);
  const platform = new Team(response, 'Platform', TEAM);
  const canary = { team: platform, targets: [channel('canary')], runbookUrl: 'https://runbooks.shop.example/response' };
  new IncidentResponse(response, 'IncidentResponse', { targets: [channel('incidents')], canary, ...props });
  const stack = new Stack(app, 'Shop');
  const team = new Team(stack, 'Team', { ...TEAM, routes: [Route.always(target)] });
  new Slo(stack, 'Orders', { ...SLO, service: new Service(stack, 'Service', { team, ...SERVICE }) });
  return () => app.synth();
}

describe('a route', () => {
  it.each([
    ['is fine to a target of the response', 'incidents', {}, {}],
    ['is not checked against the response of another stage', 'pager', { stage: 'staging' }, {}],
    ['is not checked against the response of another region', 'pager', {}, { env: { region: 'eu-west-3' } }],
  ] as const)('%s', (_, target, props, place) => {
    expect(synthesizes(target, props, place)).not.toThrow();
  });

  it.each(['pager', 'canary'])('to "%s", which hears of no incident, is refused', (target) => {
    expect(synthesizes(target)).toThrow(
      `routes of team checkout: got "${target}", allowed are the targets of the response: "incidents"`,
    );
  });
});
