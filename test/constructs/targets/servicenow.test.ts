import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { createTarget } from '../../../lambda/targets';
import { serviceNowIncidents } from '../../../lib';
import type { ServiceNowIncidentsProps } from '../../../lib/constructs/targets/servicenow';

const GROUP = '287ebd7da9fe198100f92cc8d1d2154e';
const INSTANCE = { name: 'tickets', instanceUrl: 'https://example.service-now.com' };

function bound(change: Partial<ServiceNowIncidentsProps> = {}) {
  const stack = new Stack();
  return { stack, ...serviceNowIncidents({ ...INSTANCE, ...change }).bind(stack) };
}

function keysOf(stack: Stack): string[] {
  const [secret] = Object.values(Template.fromStack(stack).findResources('AWS::SecretsManager::Secret'));
  return Object.keys(JSON.parse(secret!.Properties.SecretString));
}

describe('ServiceNow incidents', () => {
  it('say what deliver must know, and no more than is given', () => {
    const { config, stack } = bound();
    expect(config).toMatchObject({ kind: 'servicenow', settings: { apiUrl: 'https://example.service-now.com' } });
    expect(Object.keys(config.settings)).toEqual(['apiUrl']);
    expect(keysOf(stack)).toEqual(['user', 'password']);
  });

  it('are built by deliver from what they say', () => {
    const { config, stack } = bound({
      oauth: true,
      table: 'u_outage',
      assignmentGroup: GROUP,
      fields: { caller_id: GROUP, category: 'software' },
      openState: '2',
      resolvedState: '3',
      closeCode: 'Done',
      closeNotes: 'See the timeline.',
    });
    expect(keysOf(stack)).toEqual(['clientId', 'clientSecret']);
    expect(JSON.parse(config.settings.fields!)).toEqual({ caller_id: GROUP, category: 'software' });
    expect(createTarget({ config, secret: async () => ({}), timeoutMs: 1 }).abilities.find).toBe(true);
  });

  it.each<[string, Partial<ServiceNowIncidentsProps>, string]>([
    [
      'no https',
      { instanceUrl: 'http://example.service-now.com' },
      'instanceUrl: got "http://example.service-now.com"',
    ],
    ['a path', { instanceUrl: 'https://example.service-now.com/api' }, 'allowed is an https address without a path'],
    [
      'a password',
      { instanceUrl: 'https://a:hidden@example.service-now.com' },
      'got "https://…@example.service-now.com"',
    ],
    ['a table with a blank', { table: 'my table' }, 'table: got "my table"'],
    ['a group by name', { assignmentGroup: 'SRE' }, 'assignmentGroup: got "SRE", allowed is a sys_id'],
    ['an empty code', { closeCode: ' ' }, 'closeCode: got " ", allowed is a text'],
    ['one state for both', { resolvedState: '1' }, 'resolvedState: got "1"'],
    ['what callers would be told', { fields: { comments: 'x' } }, 'fields: got "comments"'],
    ['a field that is ours', { fields: { state: '2' } }, 'fields: got "state"'],
    ['a name that is none', { fields: { 'Caller Id': 'x' } }, 'fields: got "Caller Id"'],
  ])('are refused for %s', (_what, change, message) => {
    expect(() => bound(change)).toThrow(message);
  });

  it('name all faults at once', () => {
    expect(() => bound({ instanceUrl: 'nowhere', table: 'my table' })).toThrow(/nowhere[\s\S]*my table/);
  });
});
