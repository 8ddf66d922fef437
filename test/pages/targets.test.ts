import { type App, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Audience, githubIssues, IncidentResponse, Route, Severity, slackChannel } from '../../lib';
import { sloPages } from '../../lib/pages';
import { synthesized } from '../support/estate';
import { declares, pagesOf } from './fixture';

const routes = [Route.always('chat'), Route.from(Severity.SEV2, 'tickets')];

function severitiesWith(...stacks: ((app: App) => Stack)[]): string {
  const estate = synthesized(declares({ team: { routes } }), ...stacks);
  try {
    return sloPages(estate.assembly).find(({ path }) => path === 'severities.md')!.text;
  } finally {
    estate.remove();
  }
}

const response = (app: App) => {
  const stack = new Stack(app, 'Response');
  new IncidentResponse(stack, 'Response', {
    targets: [
      slackChannel({ name: 'chat', channelId: 'C0CHAT' }),
      slackChannel({ name: 'desk', channelId: 'C0DESK', audience: Audience.SUPPORT }),
      githubIssues({ name: 'tickets', repository: 'shop/ops' }),
    ],
  });
  return stack;
};

/** A function of somebody else. */
const stranger = (app: App) => {
  const stack = new Stack(app, 'Stranger');
  new LambdaFunction(stack, 'Function', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => {}'),
    environment: { STAGE: 'prod', TARGETS: 'left and right' },
  });
  return stack;
};

describe('who is told', () => {
  it('is read from the response in the same assembly, with what each target reads', () => {
    const page = severitiesWith(response, stranger);
    expect(page).toContain('| Slack \\(chat\\) | what is broken, how fast, what to do first |');
    expect(page).toContain('| Slack \\(desk\\) | what customers notice, what to tell them |');
    expect(page).toMatch(/\| SEV2 \| `fast`, `slow` \| .* \| at once \| Slack \\\(chat\\\) and GitHub \|/);
    expect(page).toMatch(/\| SEV3 \| `ticket`, `no-data` \| .* \| no \| Slack \\\(chat\\\) \|/);
  });

  it('is what routes name where the response is declared elsewhere', () => {
    const page = severitiesWith(stranger);
    expect(page).toContain('Its incident response is declared elsewhere, so what its targets are is not known here.');
    expect(page).toMatch(/\| SEV2 \| `fast`, `slow` \| .* \| at once \| chat and tickets \|/);
    expect(page).toMatch(/\| SEV3 \| `ticket`, `no-data` \| .* \| no \| chat \|/);
  });

  it('is everybody where routes name nobody', () => {
    expect(pagesOf({})['severities.md']).toMatch(/\| at once \| every target of the incident response \|/);
  });
});
