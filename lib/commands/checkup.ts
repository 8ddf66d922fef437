import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { EXAMINERS, examine, type Symptom, type TargetSecret, targetSecret } from '../doctor';
import type { TargetParameter } from '../model/contracts/target-parameter';
import { line } from '../render/text';
import { awsFault } from './aws-fault';

/** What was found out about one target. */
export interface Checkup {
  readonly name: string;
  /** `unknown` where the stack does not say. */
  readonly kind: string;
  /** Whether the other side was asked. */
  readonly examined: boolean;
  readonly symptoms: readonly Symptom[];
}

/** As long as `deliver` waits. */
const TIMEOUT_MS = 8000;

/** The secrets of a target, and then its other side: with a secret that cannot be right nobody is bothered. */
export async function checkup(
  { config, secretKeys = [], userGroups = [] }: TargetParameter,
  now: number,
): Promise<Checkup> {
  const { name, kind, secretArn, callbacks } = config;
  const [secret, signing] = await Promise.all([
    secretOf(secretArn, secretKeys),
    secretOf(callbacks?.secretArn, ['signingSecret']),
  ]);
  const examiner = secret.symptoms.length === 0 ? EXAMINERS.get(kind) : undefined;
  const patient = { config, secret: secret.values, userGroups, timeoutMs: TIMEOUT_MS, now };
  const found = examiner === undefined ? [] : await examine(examiner, patient);
  const examined = examiner !== undefined;
  return { name, kind, examined, symptoms: [...secret.symptoms, ...signing.symptoms, ...found] };
}

/** A target that the deployed stack does not describe. */
export function unknownTarget(name: string, parameter: string): Checkup {
  const symptom: Symptom = {
    id: 'not-described',
    level: 'warning',
    message: `parameter ${parameter}: got none that says what the target is, allowed is the one that the response stack writes`,
    remedy: 'deploy the response stack again with this version of cdk-slo',
  };
  return { name, kind: 'unknown', examined: false, symptoms: [symptom] };
}

async function secretOf(arn: string | undefined, keys: readonly string[]): Promise<TargetSecret> {
  if (arn === undefined) return { values: {}, symptoms: [] };
  try {
    const { SecretString } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: arn }));
    return targetSecret(SecretString, arn, keys);
  } catch (error) {
    const { name, message } = error as Error;
    if (!READABLE_NOT.test(name)) throw awsFault(error) ?? error;
    const symptom: Symptom = {
      id: 'secret-unreadable',
      level: 'error',
      message: `secret ${arn}: got ${name} (${line(message)}), allowed is one that these credentials may read`,
      remedy:
        'look whether the secret exists, and whether you may secretsmanager:GetSecretValue and decrypt with its key',
    };
    return { values: {}, symptoms: [symptom] };
  }
}

/** Source: Secrets Manager API, GetSecretValue, "Errors"; and what IAM says. */
const READABLE_NOT = /^(ResourceNotFound|AccessDenied|DecryptionFailure|InvalidRequest)\w*$/;
