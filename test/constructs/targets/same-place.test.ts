import { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  githubIssues,
  type IIncidentTarget,
  IncidentResponse,
  jiraIssues,
  opsItems,
  pagerDuty,
  serviceNowIncidents,
  slackChannel,
  zendeskTickets,
} from '../../../lib';

const jira = { siteUrl: 'https://acme.atlassian.net', projectKey: 'OPS' };
const instanceUrl = 'https://example.service-now.com';

function response(made: (stack: Stack) => IIncidentTarget[]) {
  const stack = new Stack();
  return new IncidentResponse(stack, 'Response', { targets: made(stack) });
}

describe('targets at one place, each of which would take the objects of the other for its own', () => {
  it.each<[string, (stack: Stack) => IIncidentTarget[]]>([
    [
      'OpsCenter, whoever is told of changes',
      (stack) => [opsItems({ name: 'a' }), opsItems({ name: 'b', notify: new Topic(stack, 'Topic') })],
    ],
    [
      'a project of Jira',
      () => [jiraIssues({ name: 'a', ...jira }), jiraIssues({ name: 'b', ...jira, issueType: 'Bug' })],
    ],
    [
      'a table of ServiceNow',
      () => [
        serviceNowIncidents({ name: 'a', instanceUrl }),
        serviceNowIncidents({ name: 'b', instanceUrl: `${instanceUrl}/`, closeCode: 'Done' }),
      ],
    ],
    [
      'an account of Zendesk',
      () => [
        zendeskTickets({ name: 'a', subdomain: 'acme' }),
        zendeskTickets({ name: 'b', subdomain: 'acme', groupId: 7 }),
      ],
    ],
    [
      'a service of PagerDuty',
      (stack) => {
        const secret = new Secret(stack, 'Key');
        return [pagerDuty({ name: 'a', secret }), pagerDuty({ name: 'b', secret })];
      },
    ],
    ['a channel', () => [slackChannel({ name: 'a', channelId: 'C0A' }), slackChannel({ name: 'b', channelId: 'C0A' })]],
  ])('are refused: %s', (_what, made) => {
    expect(() => response(made)).toThrow('targets: got "a" and "b" at the same place, allowed is one target there');
  });

  it('stand beside those at other places of the same vendor', () => {
    expect(() =>
      response(() => [
        pagerDuty({ name: 'shop-on-call' }),
        pagerDuty({ name: 'warehouse-on-call' }),
        jiraIssues({ name: 'shop', ...jira }),
        jiraIssues({ name: 'warehouse', ...jira, projectKey: 'WARE' }),
        serviceNowIncidents({ name: 'incidents', instanceUrl }),
        serviceNowIncidents({ name: 'outages', instanceUrl, table: 'u_outage' }),
        githubIssues({ name: 'issues', repository: 'shop/ops' }),
        githubIssues({ name: 'others', repository: 'shop/warehouse' }),
      ]),
    ).not.toThrow();
  });
});
