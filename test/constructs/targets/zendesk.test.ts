import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { createTarget } from '../../../lambda/targets';
import { type ZendeskTicketsProps, zendeskTickets } from '../../../lib';

const PROPS: ZendeskTicketsProps = { name: 'support', subdomain: 'acme' };

function bound(change: Partial<ZendeskTicketsProps> = {}) {
  const stack = new Stack(new App(), 'Response');
  const target = zendeskTickets({ ...PROPS, ...change }).bind(new Construct(stack, 'Targets'));
  return { ...target, template: Template.fromStack(stack) };
}

const EVERYTHING: Partial<ZendeskTicketsProps> = {
  groupId: 360_001,
  customFields: { '77': 'monitoring' },
  onHold: true,
  solveLinked: true,
};

it('makes a secret that names its keys, without a value that works', () => {
  bound().template.hasResourceProperties('AWS::SecretsManager::Secret', {
    Description: Match.stringLikeRegexp('clientId, clientSecret'),
    SecretString: '{"clientId":"to-be-filled","clientSecret":"to-be-filled"}',
  });
});

it.each([
  [{}, { subdomain: 'acme' }],
  [
    EVERYTHING,
    { subdomain: 'acme', groupId: '360001', customFields: '{"77":"monitoring"}', onHold: 'on', solveLinked: 'on' },
  ],
  [{ onHold: false, customFields: {} }, { subdomain: 'acme' }],
])('tells deliver what it was told: %j', (change, settings) => {
  const { config } = bound(change);
  expect(config).toMatchObject({ kind: 'zendesk', settings });
  expect(config.settings).toEqual(settings);
  expect(() => createTarget({ config, secret: async () => ({}), timeoutMs: 1 })).not.toThrow();
});

it('has callbacks signed where they are asked for', () => {
  expect(bound().config.callbacks).toBeUndefined();
  expect(bound({ callbacks: {} }).config.callbacks).toBeDefined();
});

it.each([
  [{ subdomain: 'acme.zendesk.com' }, 'subdomain: got "acme.zendesk.com", allowed is the name before ".zendesk.com"'],
  [{ groupId: -1 }, 'groupId: got -1, allowed is the number of a group'],
  [{ customFields: { Cause: 'x' } }, 'customFields: got "Cause", allowed are numbers of fields'],
])('refuses %j', (change, fault) => {
  expect(() => bound(change)).toThrow(fault);
});
