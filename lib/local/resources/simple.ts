import { arnOf } from '../deployment';
import type { ResourceKind } from './kind';

/** Types that are little more than a name. */

export const parameter: ResourceKind = {
  type: 'AWS::SSM::Parameter',
  physical(resource, { deployment }) {
    const name =
      deployment.resolve<string | undefined>(resource, resource.properties.Name) ?? deployment.generatedName(resource);
    return { '': name };
  },
  create(resource, { deployment, services }) {
    const name = deployment.resolve<string>(resource, { Ref: resource.logicalId });
    services.parameters.set(name, deployment.resolve<string>(resource, resource.properties.Value));
  },
};

export const secret: ResourceKind = {
  type: 'AWS::SecretsManager::Secret',
  physical(resource, { deployment }) {
    const arn = arnOf('secretsmanager', `secret:${deployment.generatedName(resource)}`);
    return { '': arn, Id: arn };
  },
  create(resource, { deployment, services }) {
    const arn = deployment.resolve<string>(resource, { Ref: resource.logicalId });
    services.secrets.set(
      arn,
      deployment.resolve<string | undefined>(resource, resource.properties.SecretString) ?? '{}',
    );
  },
};

export const topic: ResourceKind = {
  type: 'AWS::SNS::Topic',
  physical(resource, { deployment }) {
    const name =
      deployment.resolve<string | undefined>(resource, resource.properties.TopicName) ??
      deployment.generatedName(resource);
    return { '': arnOf('sns', name), TopicArn: arnOf('sns', name), TopicName: name };
  },
  create: () => undefined,
};

export const rule: ResourceKind = {
  type: 'AWS::Events::Rule',
  order: 1,
  physical: (resource, { deployment }) => {
    const name = deployment.generatedName(resource);
    return { '': name, Arn: arnOf('events', `rule/${name}`) };
  },
  create(resource, { deployment, rules }) {
    const {
      State = 'ENABLED',
      EventPattern,
      ScheduleExpression,
      Targets = [],
    } = deployment.resolve<RuleProperties>(resource, resource.properties);
    if (State !== 'ENABLED') return;
    const name = deployment.resolve<string>(resource, { Ref: resource.logicalId });
    const schedule = ScheduleExpression === undefined ? {} : { everyMinutes: minutesOf(name, ScheduleExpression) };
    const pattern = EventPattern === undefined ? {} : { pattern: EventPattern };
    rules.push({ name, targetArns: Targets.map(({ Arn }) => Arn), ...schedule, ...pattern });
  },
};

interface RuleProperties {
  readonly State?: string;
  readonly EventPattern?: Readonly<Record<string, unknown>>;
  readonly ScheduleExpression?: string;
  readonly Targets?: readonly { readonly Arn: string }[];
}

const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;

function minutesOf(rule: string, expression: string): number {
  const match = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (match === null)
    throw new Error(`rule ${rule}: schedule: got "${expression}", allowed here are rates in minutes, hours or days`);
  return Number(match[1]) * MINUTES[match[2] as keyof typeof MINUTES];
}

export const eventSourceMapping: ResourceKind = {
  type: 'AWS::Lambda::EventSourceMapping',
  order: 2,
  physical: (resource, { deployment }) => ({ '': deployment.generatedName(resource) }),
  create(resource, { deployment, mappings }) {
    const properties = deployment.resolve<MappingProperties>(resource, resource.properties);
    const { EventSourceArn, FunctionName, BatchSize = 10, FunctionResponseTypes = [] } = properties;
    const reportsFailures = FunctionResponseTypes.includes('ReportBatchItemFailures');
    mappings.push({ queueArn: EventSourceArn, functionName: FunctionName, batchSize: BatchSize, reportsFailures });
  },
};

interface MappingProperties {
  readonly EventSourceArn: string;
  readonly FunctionName: string;
  readonly BatchSize?: number;
  readonly FunctionResponseTypes?: readonly string[];
}
