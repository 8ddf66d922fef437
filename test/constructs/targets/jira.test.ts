import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { createTarget } from '../../../lambda/targets';
import { type JiraIssuesProps, jiraIssues } from '../../../lib';

const PROPS: JiraIssuesProps = { name: 'tickets', siteUrl: 'https://acme.atlassian.net', projectKey: 'OPS' };
const CLOUD = '11223344-a1b2-4c3d-8e9f-0123456789ab';

function bound(change: Partial<JiraIssuesProps> = {}) {
  const stack = new Stack(new App(), 'Response');
  return { stack, ...jiraIssues({ ...PROPS, ...change }).bind(new Construct(stack, 'Targets')) };
}

/** What deliver is told, in parts. */
function told(change: Partial<JiraIssuesProps> = {}): Record<string, unknown> {
  const { site, apiUrl, ...parts } = bound(change).config.settings;
  return { site, apiUrl, ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, JSON.parse(text)])) };
}

describe('Jira issues', () => {
  it('are incidents of the project, with the usual priorities', () => {
    expect(told()).toEqual({
      site: 'https://acme.atlassian.net',
      apiUrl: 'https://acme.atlassian.net',
      fields: { project: { key: 'OPS' }, issuetype: { name: 'Incident' } },
      priorities: { P1: 'Highest', P2: 'High', P3: 'Medium', P4: 'Low' },
    });
  });

  it('take what differs from site to site', () => {
    const change: Partial<JiraIssuesProps> = {
      siteUrl: 'https://acme.atlassian.net/',
      cloudId: CLOUD,
      issueType: '10010',
      components: { shop: 'Checkout' },
      fields: { customfield_10050: { value: 'Production' } },
      closeTransition: 'Finish',
      reopenTransition: '11',
      resolution: 'Done',
      writePriority: false,
    };
    expect(told(change)).toEqual({
      site: 'https://acme.atlassian.net',
      apiUrl: `https://api.atlassian.com/ex/jira/${CLOUD}`,
      fields: { customfield_10050: { value: 'Production' }, project: { key: 'OPS' }, issuetype: { id: '10010' } },
      components: { shop: 'Checkout' },
      transitions: { closed: 'Finish', open: '11' },
      closing: { fields: { resolution: { name: 'Done' } } },
    });
    const { config } = bound(change);
    expect(createTarget({ config, secret: async () => ({}), timeoutMs: 1 }).abilities.find).toBe(true);
  });

  it('have a secret to be filled, and one that signs callbacks where they are wanted', () => {
    const { stack, callbackSecret } = bound({ callbacks: {} });
    const secrets = Object.values(Template.fromStack(stack).findResources('AWS::SecretsManager::Secret'));
    const [token] = secrets.filter(({ Properties }) => Properties.SecretString !== undefined);
    expect(Object.keys(JSON.parse(token!.Properties.SecretString))).toEqual(['email', 'apiToken']);
    expect(callbackSecret).toBeDefined();
  });

  it.each<[string, Partial<JiraIssuesProps>, string]>([
    ['a name for an address', { siteUrl: 'acme' }, 'siteUrl: got "acme", allowed is an https address without a path'],
    ['no https', { siteUrl: 'http://acme.atlassian.net' }, 'siteUrl: got "http://acme.atlassian.net"'],
    ['a password', { siteUrl: 'https://a:hidden@acme.atlassian.net' }, 'siteUrl: got "https://…@acme.atlassian.net"'],
    ['a page', { siteUrl: 'https://acme.atlassian.net/jira' }, 'siteUrl: got'],
    ['the name of a project', { projectKey: 'Operations' }, 'projectKey: got "Operations", allowed is the key'],
    ['an id that is none', { cloudId: 'acme' }, 'cloudId: got "acme"'],
    ['an empty transition', { closeTransition: ' ' }, 'closeTransition: got " ", allowed is a name or an id'],
    ['a priority that is not ours', { priorities: { P5: 'Lowest' } }, 'priorities: got "P5", allowed are P1 to P4'],
    ['a field that is ours', { fields: { labels: [] } }, 'fields: got "labels", allowed are ids of fields'],
  ])('are refused for %s', (_what, change, message) => {
    expect(() => bound(change)).toThrow(message);
  });

  it('name all faults at once', () => {
    expect(() => bound({ siteUrl: 'acme', projectKey: 'ops' })).toThrow(/siteUrl[\s\S]*projectKey/);
  });
});
