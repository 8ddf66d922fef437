import { createHash } from 'node:crypto';

/**
 * Every physical name is built and parsed here and nowhere else.
 *
 * "/" cannot occur in a stage, an SLO name or an alarm kind, so alarm names parse without doubt; a stage has no "-",
 * so no two SLOs share a `<stage>-<sloName>`. Two stages may share one account.
 */

/** Alarms that every SLO may have beside its burn-rate tiers. */
export const EVIDENCE = 'evidence';
export const NO_DATA = 'no-data';
/** On the budget itself; they open no incident. */
export const BUDGET_WARNING = 'budget-warning';
export const BUDGET_EXHAUSTED = 'budget-exhausted';

/** The test alarm of the response stack, in a group of its own: `slo/<stage>/delivery-canary/canary`. No SLO has this name. */
export const DELIVERY_CANARY = 'delivery-canary';
export const CANARY = 'canary';

const STAGE = /^[A-Za-z0-9]+$/;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
/** With stage and SLO name an alarm's name stays below 255 characters. */
const LONGEST_TIER_NAME = 40;
/** Source: AWS::ApplicationSignals::ServiceLevelObjective, Name. */
const EXISTING_OBJECTIVE = /^[0-9A-Za-z][-._0-9A-Za-z ]{0,126}[0-9A-Za-z]$/;
const ALARM_KIND = /^[a-z][a-z0-9-]*$/;

/** Application Signals allows 128 characters; one is the "-" between stage and SLO name. */
export const LONGEST_STAGE_AND_NAME = 127;

export interface AlarmName {
  readonly stage: string;
  readonly slo: string;
  /** `fast`, `slow`, `ticket`, `evidence`, `no-data`, … */
  readonly alarm: string;
}

/** What is wrong with a stage, in words; nothing when it is fine. */
export function stageFault(stage: string): string | undefined {
  // Callers without types may give numbers, which expressions read as text.
  return typeof stage === 'string' && STAGE.test(stage)
    ? undefined
    : `stage: got "${stage}", allowed are letters and digits, at least one`;
}

/** What is wrong with the name of an SLO or a service, in words; nothing when it is fine. */
export function nameFault(what: string, name: string, stage: string): string | undefined {
  if (typeof name !== 'string' || !NAME.test(name)) {
    return `${what}: got "${name}", allowed are letters, digits, ".", "_" and "-", with a letter or digit first and last`;
  }
  if (name === DELIVERY_CANARY)
    return `${what}: got "${name}", allowed is any but the name of the response stack's test alarm`;
  const length = `${stage}`.length + name.length;
  return length > LONGEST_STAGE_AND_NAME
    ? `${what}: stage and name together have ${length} characters, allowed are ${LONGEST_STAGE_AND_NAME}`
    : undefined;
}

/** What is wrong with the name of a burn-rate tier, in words; nothing when it is fine. It becomes the name of an alarm. */
export function burnTierNameFault(name: string): string | undefined {
  if (!ALARM_KIND.test(name) || name.length > LONGEST_TIER_NAME) {
    return `alertPolicy: tier name: got "${name}", allowed are lower-case letters, digits and "-", a letter first, at most ${LONGEST_TIER_NAME}`;
  }
  const taken = [EVIDENCE, NO_DATA, BUDGET_WARNING, BUDGET_EXHAUSTED, CANARY];
  return taken.includes(name)
    ? `alertPolicy: tier name: got "${name}", allowed is any but ${taken.join(', ')}`
    : undefined;
}

/** Prefix of all alarms of a stage: what the EventBridge rule selects and DescribeAlarms asks for. */
export function alarmPrefix(stage: string): string {
  return `slo/${stage}/`;
}

export function alarmName({ stage, slo, alarm }: AlarmName): string {
  return `${alarmPrefix(stage)}${slo}/${alarm}`;
}

/** The parts of one of our alarm names; nothing when the name is not ours. */
export function parseAlarmName(name: string): AlarmName | undefined {
  const [head, stage, slo, alarm, ...rest] = name.split('/');
  if (head !== 'slo' || stage === undefined || slo === undefined || alarm === undefined || rest.length > 0) {
    return undefined;
  }
  return STAGE.test(stage) && NAME.test(slo) && ALARM_KIND.test(alarm) ? { stage, slo, alarm } : undefined;
}

/** Name of the Application Signals SLO, which is also the `SloName` dimension of its metrics. */
export function objectiveName(stage: string, slo: string): string {
  return `${stage}-${slo}`;
}

/** The same of a catalogue entry: an SLO that was adopted kept its name. */
export function objectiveOf(entry: {
  readonly stage: string;
  readonly slo: string;
  readonly objective?: string;
}): string {
  return entry.objective ?? objectiveName(entry.stage, entry.slo);
}

/** What is wrong with the name of an SLO that exists in Application Signals, in words; nothing when it is fine. */
export function existingObjectiveFault(name: string): string | undefined {
  return EXISTING_OBJECTIVE.test(name)
    ? undefined
    : `adopts: got "${name}", allowed are 2 to 128 letters, digits, spaces, ".", "_" and "-", with a letter or digit first and last`;
}

/** Name of the parameter that holds an SLO's catalogue entry. */
export function catalogueParameterName(stage: string, slo: string): string {
  return `/slo/${stage}/${slo}`;
}

export function parseCatalogueParameterName(name: string): { stage: string; slo: string } | undefined {
  const [empty, head, stage, slo, ...rest] = name.split('/');
  return empty === '' && head === 'slo' && stage && slo && rest.length === 0 ? { stage, slo } : undefined;
}

/** A second response stack of the same stage, account and region collides on this name and fails to deploy. */
export function responseParameterName(stage: string): string {
  return `/slo-response/${stage}`;
}

/** Service in Application Signals that the functions of a response are together. */
export function responseServiceName(stage: string): string {
  return `incident-response-${stage}`;
}

/** Parameter that switches deliveries: `on` or `off`. */
export function deliveriesParameterName(stage: string): string {
  return `${responseParameterName(stage)}/deliveries`;
}

/** Alarms on our own machinery; the prefix keeps them away from the rule that listens to SLO alarms. */
export function machineryAlarmName(stage: string, what: string): string {
  return `slo-response/${stage}/${what}`;
}

/** "The way from an alarm to people is broken": what the backup pagers of the stage listen to. */
export function pipelineBrokenAlarmName(stage: string): string {
  return machineryAlarmName(stage, 'pipeline-broken');
}

/** Namespace of the metrics that the response stack publishes about itself. */
export function metricsNamespace(stage: string): string {
  return `cdk-slo/${stage}`;
}

/** A service with its segment: begins the names of what belongs to both. */
export function serviceLabel(service: string, segment?: string): string {
  return segment === undefined ? service : `${service}-${segment}`;
}

/**
 * "Any page tier of any SLO of this service": for people and dashboards.
 * @param part what does not fit into one composite alarm stands in parts below it, from 1
 */
export function breachCompositeName(stage: string, service: string, part?: number): string {
  return partOf(`${stage}-${service}-breach`, part);
}

/** Tells the names of the parts below a composite alarm of this name. */
export function breachPartsOf(composite: string): (name: string) => boolean {
  return (name) => name.startsWith(`${composite}-part`) && /^\d+$/.test(name.slice(composite.length + '-part'.length));
}

/** "Roll the last deployment of this service back". @param part as above */
export function rollbackCompositeName(stage: string, service: string, part?: number): string {
  return partOf(`${stage}-${service}-rollback`, part);
}

/** "This journey of customers is broken". */
export function journeyCompositeName(stage: string, journey: string): string {
  return `${stage}-${journey}-journey`;
}

/** CloudWatch allows 255 characters. Two digits of parts are more than the alarms of one stack need. */
const LONGEST_ALARM_NAME = 255;
const LAST_PART = 99;

/** What is wrong with the names of a service's composite alarms, in words; nothing when they are fine. */
export function compositeNameFault(stage: string, label: string): string | undefined {
  const { length } = rollbackCompositeName(stage, label, LAST_PART);
  return length > LONGEST_ALARM_NAME
    ? `serviceName: got a name that makes, with stage and segment, the name of an alarm of up to ${length} characters, allowed are ${LONGEST_ALARM_NAME}`
    : undefined;
}

function partOf(name: string, part: number | undefined): string {
  return part === undefined ? name : `${name}-part${part}`;
}

/** "A page tier fires, and the way to people is broken", of the pager whose first service this is. */
export function backupPagerName(stage: string, service: string): string {
  return `${stage}-${service}-backup`;
}

/** Source: CloudWatch API, PutAlarmMuteRule. */
const LONGEST_MUTE_RULE_NAME = 255;

/**
 * Name of a mute rule of a service's maintenance.
 * @param maintenance 1 for the first
 * @param part 1 for the first rule; alarms that do not fit into it are in the next ones
 */
export function serviceMuteRuleName(stage: string, service: string, maintenance: number, part = 1): string {
  return numbered(`${stage}-${service}-maintenance-${maintenance}`, part);
}

/** Name of a mute rule of an SLO's own maintenance. A service and an SLO may have the same name. */
export function sloMuteRuleName(stage: string, slo: string, maintenance: number, part = 1): string {
  return numbered(`${stage}-${slo}-slo-maintenance-${maintenance}`, part);
}

/** What is wrong with the name of a mute rule, in words; nothing when it is fine. */
export function muteRuleNameFault(what: string, name: string): string | undefined {
  return name.length > LONGEST_MUTE_RULE_NAME
    ? `${what}: got a mute rule's name of ${name.length} characters, allowed are ${LONGEST_MUTE_RULE_NAME}`
    : undefined;
}

/** Source: CloudFormation API reference, CreateStack, StackName. */
const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;
const STACK_WORD = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;

/** Name of the stack of a team's SLOs, or of a part of them. */
export function sloStackName(stage: string, team: string, part?: string): string {
  return [stage, 'slos', team, ...(part === undefined ? [] : [part])].join('-');
}

/** What is wrong with a word of a stack's name, in words; nothing when it is fine. */
export function stackWordFault(what: string, word: string): string | undefined {
  return STACK_WORD.test(word)
    ? undefined
    : `${what}: got "${word}", allowed are letters, digits and "-", with a letter or digit first and last`;
}

/** What is wrong with the part of a team that a stack holds, in words; nothing when it is fine. */
export function partFault(part: string): string | undefined {
  return /^\d+$/.test(part)
    ? `part: got the number ${part}, allowed is a word that stays, such as a service: counted parts change when an SLO is added, and CloudFormation moves none`
    : stackWordFault('part', part);
}

/** What is wrong with the whole name of a stack, in words; nothing when it is fine. */
export function sloStackNameFault(stage: string, team: string, part?: string): string | undefined {
  const name = sloStackName(stage, team, part);
  return STACK_NAME.test(name)
    ? undefined
    : `stack name: got "${name}", allowed are at most 128 characters with a letter first`;
}

/** No name of a region is longer; where the region is known at deployment only, so much room is kept for it. */
const LONGEST_REGION = 25;
const LONGEST_DASHBOARD_NAME = 255;
/** `-99`: 99 dashboards show more SLOs than a service may have. */
const LONGEST_PART = 3;

/**
 * Name of a service's dashboard. Dashboards are global in an account, so the region is part of the name: a second region would
 * overwrite the first one's.
 *
 * @param region may be a token
 * @param part 1 for the first; what does not fit on it stands on the next ones
 */
export function dashboardName(stage: string, service: string, region: string, part = 1): string {
  return numbered(`${stage}-${dashboardWord(service)}-slos-${region}`, part);
}

/**
 * Name of a dashboard over many services.
 * @param overview tells overviews of one stage apart
 * @param region may be a token
 */
export function overviewName(stage: string, overview: string | undefined, region: string, part = 1): string {
  const words = [stage, ...(overview === undefined ? [] : [dashboardWord(overview)]), 'overview', region];
  return numbered(words.join('-'), part);
}

/** What is wrong with the name of a dashboard of a service or an overview, in words; nothing when it is fine. */
export function dashboardNameFault(what: string, name: string, stage: string): string | undefined {
  const length = dashboardName(stage, name, '').length + LONGEST_REGION + LONGEST_PART;
  return length > LONGEST_DASHBOARD_NAME
    ? `${what}: got ${name.length} characters, which make a dashboard's name of up to ${length}, allowed are ${LONGEST_DASHBOARD_NAME} (each "." and "_" counts twice)`
    : undefined;
}

/** The names of dashboards have no "."; "_" escapes it and itself, so that `shop.eu` and `shop_eu` stay two names. */
function dashboardWord(name: string): string {
  return name.replace(/[._]/g, (character) => (character === '.' ? '_-' : '__'));
}

function numbered(name: string, part: number): string {
  return part === 1 ? name : `${name}-${part}`;
}

/** Where an alarm lives, from its ARN; nothing when it is no alarm ARN. */
export function parseAlarmArn(arn: string): { account: string; region: string; name: string } | undefined {
  const match = /^arn:[\w-]+:cloudwatch:([a-z0-9-]+):(\d{12}):alarm:(.+)$/.exec(arn);
  return match ? { region: match[1]!, account: match[2]!, name: match[3]! } : undefined;
}

export function alarmArn({ account, region }: Pick<Group, 'account' | 'region'>, name: string): string {
  return `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
}

/** What one incident is about. Account and region are part of every key. */
export interface Group {
  readonly account: string;
  readonly region: string;
  readonly stage: string;
  readonly service: string;
  /** @default - the whole service */
  readonly segment?: string;
}

export function groupKey(group: Group): string {
  return [group.account, group.region, group.stage, group.service, group.segment ?? '-'].join('/');
}

/** Incidents of a group are numbered by generation; the id is short enough for a label (GitHub allows 50 characters). */
export function incidentId(group: Group, generation: number): string {
  return `inc-${digest(`${groupKey(group)}#${generation}`, 12)}`;
}

/** One signal, however often it is delivered: CloudWatch repeats neither state nor time of an alarm. */
export function alarmSignalKey(alarmArn: string, value: string, at: number): string {
  return `${alarmArn}#${value}#${new Date(at).toISOString()}`;
}

/** The deletion of an alarm, however often it is delivered. */
export function alarmDeletionKey(alarmArn: string, at: number): string {
  return `${alarmArn}#deleted#${new Date(at).toISOString()}`;
}

/** Names what one write to the outside covers, so that it can be found again: `<incident>:r<from>-<to>`. */
export function writeMarker(incident: string, from: number, to: number): string {
  return `${incident}:r${from}-${to}`;
}

export function parseWriteMarker(marker: string): { incident: string; from: number; to: number } | undefined {
  const match = /^(inc-[0-9a-z]+):r(\d+)-(\d+)$/.exec(marker);
  return match ? { incident: match[1]!, from: Number(match[2]), to: Number(match[3]) } : undefined;
}

/**
 * Logical id of a resource that belongs to a name, independent of the construct tree: moving a construct must not
 * recreate an SLO and lose its history. Parts are hashed because joined ids collide (`A13`+`60` and `A1`+`360`).
 */
export function logicalId(kind: string, ...parts: string[]): string {
  const readable = parts
    .join('')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 60);
  return `${kind}${readable}${digest([kind, ...parts].join('\u0000'), 8)}`;
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
