import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { LAMBDA_FUNCTIONS, lambdaBundles } from '../../scripts/lambda-bundles';

const root = resolve(__dirname, '../..');

/**
 * The IAM action of each command of the SDK that functions may send. Source: Service Authorization Reference, "Actions, resources,
 * and condition keys" of each service. `paginateX` sends XCommand.
 */
export const ACTIONS: Readonly<Record<string, string>> = {
  'client-application-signals/BatchGetServiceLevelObjectiveBudgetReportCommand':
    'application-signals:BatchGetServiceLevelObjectiveBudgetReport',
  'client-application-signals/ListEntityEventsCommand': 'application-signals:ListEntityEvents',
  'client-application-signals/ListServiceDependenciesCommand': 'application-signals:ListServiceDependencies',
  'client-application-signals/ListServiceOperationsCommand': 'application-signals:ListServiceOperations',
  'client-cloudwatch/DescribeAlarmsCommand': 'cloudwatch:DescribeAlarms',
  'client-cloudwatch/GetAlarmMuteRuleCommand': 'cloudwatch:GetAlarmMuteRule',
  'client-cloudwatch/GetMetricDataCommand': 'cloudwatch:GetMetricData',
  'client-cloudwatch/GetMetricWidgetImageCommand': 'cloudwatch:GetMetricWidgetImage',
  'client-cloudwatch/ListAlarmMuteRulesCommand': 'cloudwatch:ListAlarmMuteRules',
  'client-cloudwatch/SetAlarmStateCommand': 'cloudwatch:SetAlarmState',
  'client-dynamodb/DescribeEndpointsCommand': 'dynamodb:DescribeEndpoints',
  'client-dynamodb/GetItemCommand': 'dynamodb:GetItem',
  'client-dynamodb/PutItemCommand': 'dynamodb:PutItem',
  'client-dynamodb/QueryCommand': 'dynamodb:Query',
  'client-dynamodb/ScanCommand': 'dynamodb:Scan',
  'client-secrets-manager/GetSecretValueCommand': 'secretsmanager:GetSecretValue',
  'client-sqs/ChangeMessageVisibilityCommand': 'sqs:ChangeMessageVisibility',
  'client-sqs/SendMessageBatchCommand': 'sqs:SendMessage',
  'client-sqs/SendMessageCommand': 'sqs:SendMessage',
  'client-ssm/GetParameterCommand': 'ssm:GetParameter',
  'client-xray/GetTraceSummariesCommand': 'xray:GetTraceSummaries',
  'lib-dynamodb/GetCommand': 'dynamodb:GetItem',
  'lib-dynamodb/PutCommand': 'dynamodb:PutItem',
  'lib-dynamodb/QueryCommand': 'dynamodb:Query',
  'lib-dynamodb/ScanCommand': 'dynamodb:Scan',
};

/** Files that call a service without its commands (lambda/targets/aws-api.ts), by the names of its actions. */
const SIGNED: Readonly<Record<string, string>> = {
  'lambda/targets/email.ts': 'sns',
  'lambda/targets/opsitems.ts': 'ssm',
};

/** Commands that libraries bring into a bundle although nobody sends them. */
const NEVER_SENT: Readonly<Record<string, string>> = {
  'client-dynamodb/DescribeEndpointsCommand': 'endpoint discovery is off unless it is configured',
  'client-dynamodb/ScanCommand': 'wrapped by the one of lib-dynamodb',
  'lib-dynamodb/ScanCommand': 'lib-dynamodb does not say that its modules have no side effects, so paginateScan stays',
};

/** What one function asks of AWS. */
export interface AwsCalls {
  readonly actions: ReadonlySet<string>;
  /** What this file cannot judge, in words. */
  readonly unknown: readonly string[];
}

/** The calls of every function, read from what its bundle really contains: tree shaking leaves out what nobody uses. */
export async function awsCalls(): Promise<Map<string, AwsCalls>> {
  const outdir = join(root, 'dist', 'lambda');
  const { metafile } = await build({ ...lambdaBundles(outdir), absWorkingDir: root, write: false, metafile: true });
  return new Map(
    LAMBDA_FUNCTIONS.map((name) => [name, callsOf(name, metafile.outputs[`dist/lambda/${name}/index.mjs`]!)]),
  );
}

/** Nobody else may make signed calls unseen. */
function unseenSigners(paths: readonly string[]): string[] {
  const own = paths.filter((path) => /^(lambda|lib)\//.test(path) && !(path in SIGNED));
  return own.filter((path) => /from '\.\/(?:sns|opsitems)-api'/.test(readFileSync(join(root, path), 'utf8')));
}

function callsOf(name: string, { inputs }: Metafile['outputs'][string]): AwsCalls {
  const inBundle = Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
  const present = new Set(inBundle.flatMap((path) => moduleCommand(path) ?? []));
  const named = inBundle
    .filter((path) => /^(lambda|lib)\//.test(path))
    .flatMap((path) => importsOf(path, readFileSync(join(root, path), 'utf8')));
  const sent = named.filter(({ what }) => present.has(what)).flatMap(({ what }) => ACTIONS[what] ?? []);
  const signed = inBundle.flatMap((path) => signedCalls(path));
  const actions = new Set([...sent, ...signed]);
  const faults = [
    ...unseenSigners(inBundle).map((path) => `${path} makes signed calls, and SIGNED does not say of what`),
    ...named
      .filter(({ what }) => !isCommand(what))
      .map(({ file, what }) => `${file} uses ${what}, whose calls cannot be told`),
    ...[...present].flatMap((command) => {
      const action = ACTIONS[command];
      if (action === undefined) return [`${command} is in the bundle, and ACTIONS does not say its IAM action`];
      return actions.has(action) || command in NEVER_SENT
        ? []
        : [`${command} is in the bundle, and none of our own files names it`];
    }),
  ];
  return { actions, unknown: faults.map((fault) => `${name}: ${fault}`) };
}

function signedCalls(path: string): string[] {
  const service = SIGNED[path];
  if (service === undefined) return [];
  const calls = readFileSync(join(root, path), 'utf8').matchAll(/\bcall\('([A-Za-z]+)'/g);
  return [...calls].map(([, action]) => `${service}:${action}`);
}

/** What a file of ours takes from the SDK at run time and could send something with: `client-sqs/SendMessageCommand`. */
export function importsOf(file: string, text: string): { file: string; what: string }[] {
  const readable = [...text.matchAll(/^import\s+(type\s+)?\{([^}]*)\}\s+from\s+'@aws-sdk\/([^']+)';$/gm)];
  const all = text.match(/['"]@aws-sdk\//g)?.length ?? 0;
  if (all > readable.length) return [{ file, what: 'an import of the SDK that is not `import { … } from`' }];
  return readable.flatMap(([, type, names = '', from = '']) => {
    if (type !== undefined) return [];
    const values = names.split(',').map((name) => name.trim().split(' as ')[0]!);
    return values
      .filter((name) => name !== '' && !name.startsWith('type '))
      .flatMap((name) => imported(file, from, name));
  });
}

function isCommand(what: string): boolean {
  return what.endsWith('Command');
}

function imported(file: string, from: string, name: string): { file: string; what: string }[] {
  if (name.startsWith('paginate')) return [{ file, what: `${from}/${name.slice('paginate'.length)}Command` }];
  // A client by itself sends nothing; clients with methods (`SQS`) do, and are not called …Client.
  if (name.endsWith('Client') || isError(from, name)) return [];
  return [{ file, what: `${from}/${name}` }];
}

function isError(from: string, name: string): boolean {
  const value: unknown = require(`@aws-sdk/${from}`)[name];
  return typeof value === 'function' && value.prototype instanceof Error;
}

function moduleCommand(path: string): string | undefined {
  const match = /@aws-sdk\/((?:client|lib)-[^/]+)\/dist-es\/(?:commands|pagination|waiters)\/(\w+)\.js$/.exec(path);
  const [, from, module = ''] = match ?? [];
  const name = module.replace(/Paginator$/, 'Command');
  return from !== undefined && /^[A-Z]|^waitFor/.test(name) ? `${from}/${name}` : undefined;
}
