import { arnOf, type LocalResource } from '../deployment';
import { functionOf } from './function-version';
import type { ResourceKind, Workshop } from './kind';

interface RuleTarget {
  readonly Arn: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: unknown;
  readonly SqsParameters?: unknown;
}

interface RuleProperties {
  readonly State?: string;
  readonly EventBusName?: string;
  readonly EventPattern?: Readonly<Record<string, unknown>>;
  readonly ScheduleExpression?: string;
  readonly Targets?: readonly RuleTarget[];
}

const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;

/** Rules of the default bus: events go to queues as they are, schedules to queues and functions. */
export const rule: ResourceKind = {
  type: 'AWS::Events::Rule',
  order: 2,
  physical: (resource, { deployment }) => {
    const name = deployment.generatedName(resource);
    return { '': name, Arn: arnOf('events', `rule/${name}`) };
  },
  isSupported(resource, workshop) {
    const { EventBusName = 'default', ScheduleExpression, Targets = [] } = propertiesOf(resource, workshop);
    const functions = ScheduleExpression === undefined ? [] : workshop.functions;
    const isReached = ({ Arn }: RuleTarget) => workshop.queueUrls.has(Arn) || functionOf(Arn, functions) !== undefined;
    return EventBusName === 'default' && Targets.every((target) => isReached(target) && isUnchanged(target));
  },
  create(resource, workshop) {
    const { State = 'ENABLED', EventPattern, ScheduleExpression, Targets = [] } = propertiesOf(resource, workshop);
    if (State !== 'ENABLED') return;
    const name = workshop.deployment.resolve<string>(resource, { Ref: resource.logicalId });
    const schedule = ScheduleExpression === undefined ? {} : { everyMinutes: minutesOf(name, ScheduleExpression) };
    const pattern = EventPattern === undefined ? {} : { pattern: EventPattern };
    const targetArns = Targets.map(({ Arn }) => functionOf(Arn, workshop.functions)?.arn ?? Arn);
    workshop.rules.push({ name, targetArns, ...schedule, ...pattern });
  },
};

function propertiesOf(resource: LocalResource, { deployment }: Workshop): RuleProperties {
  return deployment.resolve<RuleProperties>(resource, resource.properties);
}

/** Whether the target gets the event itself; FIFO queues want a message group, which is not given here. */
function isUnchanged({ Input, InputPath, InputTransformer, SqsParameters }: RuleTarget): boolean {
  return [Input, InputPath, InputTransformer, SqsParameters].every((property) => property === undefined);
}

function minutesOf(name: string, expression: string): number {
  const match = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (match === null)
    throw new Error(`rule ${name}: schedule: got "${expression}", allowed here are rates in minutes, hours or days`);
  return Number(match[1]) * MINUTES[match[2] as keyof typeof MINUTES];
}
