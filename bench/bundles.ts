import { statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { LAMBDA_FUNCTIONS } from '../scripts/lambda-bundles';
import { targetSizes } from './target-sizes';

/**
 * Size of each function's bundle beside its floor, a bundle of only the AWS SDK clients that it uses, built the same way; and what each kind
 * of target adds to `deliver`.
 */
const root = resolve(__dirname, '..');
const LIMIT = 1.3;

const FLOORS: Readonly<Record<string, readonly string[]>> = {
  canary: ['client-cloudwatch', 'client-dynamodb', 'lib-dynamodb', 'client-ssm'],
  'record-signal': ['client-dynamodb', 'lib-dynamodb', 'client-sqs', 'client-ssm'],
  reconcile: ['client-dynamodb', 'lib-dynamodb', 'client-sqs', 'client-ssm', 'client-cloudwatch'],
  deliver: [
    'client-dynamodb',
    'lib-dynamodb',
    'client-sqs',
    'client-ssm',
    'client-secrets-manager',
    'client-cloudwatch',
  ],
  enrich: [
    'client-dynamodb',
    'lib-dynamodb',
    'client-sqs',
    'client-ssm',
    'client-cloudwatch',
    'client-application-signals',
    'client-xray',
  ],
  act: ['client-dynamodb', 'lib-dynamodb', 'client-sqs', 'client-secrets-manager'],
  'slack-actions': ['client-sqs', 'client-secrets-manager'],
  callbacks: ['client-sqs', 'client-secrets-manager'],
};

/** What the function takes from each client: a floor that imports everything would be too easy. */
const USED: Readonly<Record<string, string>> = {
  'client-dynamodb': 'DynamoDBClient, ConditionalCheckFailedException',
  'lib-dynamodb': 'DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery',
  'client-sqs': 'SQSClient, SendMessageBatchCommand, ChangeMessageVisibilityCommand',
  'client-ssm': 'SSMClient, GetParameterCommand, ParameterNotFound',
  'client-cloudwatch': 'CloudWatchClient, GetMetricDataCommand',
  'client-application-signals':
    'ApplicationSignalsClient, BatchGetServiceLevelObjectiveBudgetReportCommand, ListEntityEventsCommand, ListServiceDependenciesCommand, ListServiceOperationsCommand',
  'client-xray': 'XRayClient, GetTraceSummariesCommand',
  'client-secrets-manager': 'SecretsManagerClient, GetSecretValueCommand',
};

const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  write: false,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  conditions: ['module'],
  external: [...builtinModules],
};

async function floorBytes(clients: readonly string[]): Promise<number> {
  const contents = clients.map((client) => `export { ${USED[client]} } from '@aws-sdk/${client}';`).join('\n');
  const { outputFiles } = await build({ ...OPTIONS, stdin: { contents, resolveDir: root } });
  return outputFiles![0]!.contents.length;
}

async function main(): Promise<void> {
  const targets = await targetSizes();
  const kinds = targets.reduce((sum, { bytes }) => sum + bytes, 0);
  const bundles = LAMBDA_FUNCTIONS.map(async (name) => {
    const bytes = statSync(join(root, 'dist/lambda', name, 'index.mjs')).size;
    const floor = await floorBytes(FLOORS[name] ?? []);
    // Each kind of target has a limit of its own: together they are as many as people use, and no measure of the function.
    const judged = name === 'deliver' ? { withoutKinds: bytes - kinds } : {};
    const ratio = Math.round(((judged.withoutKinds ?? bytes) / floor) * 1000) / 1000;
    return { function: name, bytes, ...judged, floor, ratio };
  });
  const measured = await Promise.all(bundles);
  const ok = measured.every(({ ratio }) => ratio <= LIMIT) && targets.every((target) => target.ok);
  console.log(JSON.stringify({ version: 1, limit: LIMIT, ok, bundles: measured, targets }, null, 2));
}

void main();
