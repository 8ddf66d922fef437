import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { createTarget } from '../../../lambda/targets';
import { Audience, type PagerDutyProps, PagerDutyRegion, pagerDuty } from '../../../lib';
import { faults } from '../fixture';

function bound(change: Partial<PagerDutyProps> = {}) {
  const stack = new Stack(new App(), 'Response');
  const target = pagerDuty({ name: 'on-call', ...change }).bind(stack);
  return { stack, ...target };
}

describe('PagerDuty as a target', () => {
  it('wakes people, and has a secret for its key alone', () => {
    const { config, stack, callbackSecret } = bound();
    expect(config).toMatchObject({
      name: 'on-call',
      kind: 'pagerduty',
      audience: 'engineers',
      pager: true,
      settings: { apiUrl: 'https://events.pagerduty.com' },
    });
    expect(config).not.toHaveProperty('callbacks');
    expect(callbackSecret).toBeUndefined();
    Template.fromStack(stack).hasResourceProperties('AWS::SecretsManager::Secret', {
      SecretString: '{"routingKey":"to-be-filled"}',
    });
  });

  it('is reached where its account is', () => {
    const { config } = bound({ region: PagerDutyRegion.EU });
    expect(config.settings).toEqual({ apiUrl: 'https://events.eu.pagerduty.com' });
  });

  it('may have a secret that is there, be for others, and tell us what people do there', () => {
    const stack = new Stack(new App(), 'Response');
    const secret = Secret.fromSecretNameV2(stack, 'Mine', 'pagerduty');
    const { config, ...made } = pagerDuty({ name: 'a', secret, audience: Audience.TEAM, callbacks: {} }).bind(stack);
    expect(made.secret).toBe(secret);
    expect(config).toMatchObject({ audience: 'team', callbacks: { secretArn: made.callbackSecret!.secretArn } });
  });

  it('is built by the function as it was declared', () => {
    const { config } = bound({ region: PagerDutyRegion.EU });
    expect(createTarget({ config, secret: async () => ({}), timeoutMs: 1 }).abilities.edit).toBe(true);
  });

  it('says each thing that is wrong', () => {
    const region = 'eu' as unknown as PagerDutyRegion;
    expect(faults(() => bound({ name: 'On Call', region }))).toEqual([
      expect.stringContaining('name: got "On Call"'),
      'region: got "eu", allowed are PagerDutyRegion.US and PagerDutyRegion.EU',
    ]);
  });
});
