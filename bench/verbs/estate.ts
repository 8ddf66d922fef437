import { App, Stack } from 'aws-cdk-lib';
import { githubIssues, IncidentResponse, SloDashboard, slackChannel } from '../../lib';
import { declareEstate } from '../synth/declared';
import { STAGE } from '../synth/estate';

/** A company's assembly: its SLOs in a stack for each team, a dashboard for each service, and one response. */
export function synthesizeEstate(slos: number, outdir: string): void {
  const app = new App({ outdir });
  declareEstate(app, slos, (stack, service) => {
    new SloDashboard(stack, `${service.serviceName}-dashboard`, { service });
  });
  new IncidentResponse(new Stack(app, 'Response'), 'Response', {
    stage: STAGE,
    applicationSignals: false,
    targets: [
      slackChannel({ name: 'incidents', channelId: 'C0123456789' }),
      githubIssues({ name: 'tickets', repository: 'example/ops' }),
    ],
  });
  app.synth();
}
