import { SecretValue } from 'aws-cdk-lib';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';

/** Placeholders, because a secret must never stand in a template; the description names the keys to fill. */
export function tokenSecret(scope: Construct, name: string, kind: string, keys: readonly string[]): ISecret {
  const secret = new Secret(scope, `Secret-${name}`, {
    description: `${kind} target "${name}" of cdk-slo: JSON object with ${keys.join(', ')}`,
    secretObjectValue: Object.fromEntries(keys.map((key) => [key, SecretValue.unsafePlainText('to-be-filled')])),
  });
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'The token is issued by the vendor, which AWS cannot rotate; deliver re-reads it after a 401.',
  );
  return secret;
}

/** Random and not a placeholder: with a value that everybody can read here anybody could sign. */
export function signingSecret(scope: Construct, name: string, what: string): ISecret {
  const secret = new Secret(scope, `SigningSecret-${name}`, {
    description: `${what} the target "${name}" of cdk-slo: JSON object with signingSecret and, while it is rotated, previousSigningSecret`,
    generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'signingSecret', excludePunctuation: true },
  });
  const reason = 'Both sides must change it at once, which AWS cannot; the previous one is taken beside the new one.';
  acknowledge(secret, 'AwsSolutions-SMG4', reason);
  return secret;
}
