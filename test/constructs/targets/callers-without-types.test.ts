import { Lazy, Stack } from 'aws-cdk-lib';
import * as library from '../../../lib';

type Factory = (props: object) => library.IIncidentTarget;
const factories = library as unknown as Readonly<Record<string, Factory>>;
const TOKEN = Lazy.string({ produce: () => 'known at deployment' });

/** What each target is right with. */
const RIGHT: Readonly<Record<string, object>> = {
  slackChannel: { channelId: 'C0123456789' },
  githubIssues: { repository: 'shop/ops' },
  jiraIssues: { siteUrl: 'https://acme.atlassian.net', projectKey: 'OPS' },
  serviceNowIncidents: { instanceUrl: 'https://example.service-now.com' },
  zendeskTickets: { subdomain: 'acme' },
  opsItems: {},
  pagerDuty: {},
  signedWebhook: { url: 'https://cases.example/hook' },
  emailTopic: { addresses: ['ops@shop.example'] },
  customTarget: { kind: 'gitlab', code: 'examples/own-target/gitlab-issues.mjs' },
};
const REQUIRED = Object.entries(RIGHT).flatMap(([factory, props]) =>
  Object.keys(props).map((property): [string, string] => [factory, property]),
);

function bound(factory: string, change: object) {
  return factories[factory]!({ name: 'tickets', ...RIGHT[factory], ...change }).bind(new Stack());
}

const fault = (property: string, got: string) =>
  expect.objectContaining({
    name: 'DeclarationError',
    message: expect.stringMatching(new RegExp(`- ${property}: got ${got}.*, allowed (is|are) `)),
  });

describe('what callers without types get wrong is a fault at synth: `deliver` would start with none of the targets', () => {
  it.each(Object.keys(RIGHT))('%s: name, audience and secret', (factory) => {
    expect(() => bound(factory, { name: 7 })).toThrow(fault('name', '7'));
    expect(() => bound(factory, { name: undefined })).toThrow(fault('name', 'nothing'));
    expect(() => bound(factory, { audience: 'support' })).toThrow(fault('audience', 'support'));
    expect(() => bound(factory, { secret: 'arn:aws:secretsmanager:…' })).toThrow(fault('secret', 'arn:aws'));
  });

  it.each(REQUIRED)('%s: %s, which is required', (factory, property) => {
    for (const wrong of [undefined, null]) {
      if (factory === 'emailTopic' && wrong === undefined) continue;
      expect(() => bound(factory, { [property]: wrong })).toThrow(fault(property, 'nothing'));
    }
    expect(() => bound(factory, { [property]: 7 })).toThrow(fault(property, '7'));
    expect(() => bound(factory, { [property]: TOKEN })).toThrow(fault(property, 'a token'));
  });

  it.each<[factory: string, property: string, wrong: unknown, got: string]>([
    ['jiraIssues', 'issueType', 10010, '10010'],
    ['jiraIssues', 'closeTransition', 31, '31'],
    ['jiraIssues', 'resolution', null, 'nothing'],
    ['jiraIssues', 'components', { shop: 7 }, '7 for "shop"'],
    ['jiraIssues', 'components', ['Checkout'], 'a list'],
    ['jiraIssues', 'priorities', { P1: 1 }, '1 for "P1"'],
    ['jiraIssues', 'fields', 'customfield_10050', '"customfield_10050"'],
    ['serviceNowIncidents', 'openState', 1, '1'],
    ['serviceNowIncidents', 'resolvedState', 6, '6'],
    ['serviceNowIncidents', 'table', null, 'nothing'],
    ['serviceNowIncidents', 'fields', { category: 3 }, '3 for "category"'],
    ['zendeskTickets', 'customFields', { 360001: true }, 'true for "360001"'],
    ['zendeskTickets', 'groupId', '360001234567', '"360001234567"'],
    ['opsItems', 'notify', 'arn:aws:sns:…', 'arn:aws:sns'],
    ['emailTopic', 'addresses', 'ops@shop.example', '"ops@shop.example"'],
    ['emailTopic', 'topic', 'arn:aws:sns:…', 'arn:aws:sns'],
    ['pagerDuty', 'region', 'EU', '"EU"'],
    ['customTarget', 'settings', { project: 4711 }, '4711 for "project"'],
    ['customTarget', 'secretKeys', 'token', '"token"'],
    ['customTarget', 'secretKeys', ['token', 7], '7'],
  ])('%s: %s', (factory, property, wrong, got) => {
    expect(() => bound(factory, { [property]: wrong })).toThrow(fault(property, got));
  });

  it('a pager is one, whatever stands for yes', () => {
    expect(bound('customTarget', { pager: 1 }).config.pager).toBe(true);
  });
});
