import { parseTargetConfigs, type TargetConfig } from '../lib/model/contracts/target-config';

/** What the response stack tells its functions. */
export interface Environment {
  readonly stage: string;
  readonly tableName: string;
  readonly signalQueueUrl: string;
  readonly deliveryQueueUrl: string;
  readonly targets: readonly TargetConfig[];
}

/** @throws Error naming the variable that is missing: a function that cannot work must not start. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  return {
    stage: required(env, 'STAGE'),
    tableName: required(env, 'TABLE_NAME'),
    signalQueueUrl: required(env, 'SIGNAL_QUEUE_URL'),
    deliveryQueueUrl: required(env, 'DELIVERY_QUEUE_URL'),
    targets: parseTargetConfigs(required(env, 'TARGETS')),
  };
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is missing`);
  return value;
}
