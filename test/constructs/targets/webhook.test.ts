import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { createTarget } from '../../../lambda/targets';
import { signedWebhook } from '../../../lib';

const URL = 'https://cases.example/hooks/slo?tenant=1';

describe('a signed webhook', () => {
  it('is built by deliver from what it says', () => {
    const { config } = signedWebhook({ name: 'cases', url: URL }).bind(new Stack());
    expect(config).toMatchObject({ kind: 'webhook', settings: { apiUrl: URL } });
    expect(createTarget({ config, secret: async () => ({}), timeoutMs: 1 }).abilities.find).toBe(false);
  });

  it('has a random secret, because with a placeholder anybody could sign', () => {
    const stack = new Stack();
    signedWebhook({ name: 'cases', url: URL }).bind(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { GenerateStringKey: 'signingSecret' },
    });
    expect(JSON.stringify(template.toJSON())).not.toContain('to-be-filled');
  });

  it.each([
    ['no https', 'http://cases.example/hook', 'url: got "http://cases.example/hook", allowed is an https address'],
    ['a password', 'https://me:hidden@cases.example/', 'got "https://…@cases.example/"'],
    ['a fragment', 'https://cases.example/#hook', 'without user, password and fragment'],
    ['no address', 'cases', 'url: got "cases"'],
  ])('is refused for %s', (_what, url, message) => {
    expect(() => signedWebhook({ name: 'cases', url }).bind(new Stack())).toThrow(message);
  });
});
