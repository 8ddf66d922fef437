/** What an alarm can do when it changes its state. */
export type ActionKind = 'topic' | 'function' | 'ops-item' | 'incident' | 'investigation' | 'ec2' | 'scaling';

export type AlarmKind = 'metric' | 'composite';
export type AlarmState = 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';

export interface AlarmAction {
  readonly kind: ActionKind;
  /** Absent in the ARN of what is global. */
  readonly region?: string;
}

/**
 * What follows `arn:<partition>:<service>:<region>:`, by service. Source: CloudWatch API reference, PutMetricAlarm, AlarmActions;
 * for investigation groups both spellings that are seen.
 */
const FORMS: Readonly<Record<string, readonly [ActionKind, RegExp]>> = {
  sns: ['topic', /^\d{12}:[^:]+$/],
  lambda: ['function', /^\d{12}:function:[^:]+(:[^:]+)?$/],
  ssm: ['ops-item', /^\d{12}:opsitem:[1-4](#CATEGORY=.+)?$/],
  'ssm-incidents': ['incident', /^\d{12}:(responseplan|response-plan)\/.+$/],
  aiops: ['investigation', /^\d{12}:investigation-group[:/].+$/],
  automate: ['ec2', /^ec2:(stop|terminate|reboot|recover)$/],
  swf: ['ec2', /^\d{12}:action\/actions\/AWS_EC2\.InstanceId\.(Stop|Terminate|Reboot|Recover)\/1\.0$/],
  autoscaling: ['scaling', /^\d{12}:scalingPolicy:.+$/],
};

/** What an ARN lets an alarm do; nothing when it is no action of alarms. */
export function parseAlarmAction(arn: string): AlarmAction | undefined {
  const [, service = '', region = '', rest = ''] = /^arn:aws[\w-]*:([\w-]+):([\w-]*):(.+)$/.exec(arn) ?? [];
  if (!Object.hasOwn(FORMS, service)) return undefined;
  const [kind, form] = FORMS[service]!;
  if (!form.test(rest)) return undefined;
  return { kind, ...(region === '' ? {} : { region }) };
}

/** Topics that keep an order end so. Source: SNS developer guide, "FIFO topics". */
export function isFifoTopic(topic: string): boolean {
  return topic.endsWith('.fifo');
}

/** Whether CloudWatch takes an action of this kind: as documented, or not known. */
export type Acceptance = 'accepted' | 'refused' | 'undocumented';

/**
 * Composite alarms stop no instances and scale nothing (CloudWatch user guide, "Create a composite alarm"). Their OK and
 * INSUFFICIENT_DATA actions are documented as topics and functions only, and investigations as actions of ALARM only
 * (API reference, PutCompositeAlarm and PutMetricAlarm).
 */
export function acceptanceOf(kind: ActionKind, alarm: AlarmKind, state: AlarmState): Acceptance {
  if (kind === 'topic' || kind === 'function') return 'accepted';
  if (alarm === 'composite' && (kind === 'ec2' || kind === 'scaling')) return 'refused';
  const onlyWhenBroken = kind === 'investigation' || alarm === 'composite';
  return onlyWhenBroken && state !== 'ALARM' ? 'undocumented' : 'accepted';
}
