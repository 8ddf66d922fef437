import { digest } from './logical-id';

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

/** One message from support, however often it is delivered. */
export function reportSignalKey(id: string): string {
  return `report#${id}`;
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
 * By what other systems know an incident: a label, a correlation id. It stands in their queries, so nothing may be in it that any of them
 * understands.
 * @throws RangeError when the incident is none of ours
 */
export function incidentKey(incident: string): string {
  if (/^inc-[0-9a-z]+$/.test(incident)) return `slo-${incident}`;
  throw new RangeError(`incident: got ${JSON.stringify(incident)}, allowed is "inc-" with letters and digits`);
}

/** By it a pager knows one call of an incident: alerts of one key are one. At most 255 characters, for PagerDuty. */
export function callKey(incident: string, cycle: number): string {
  return `${incidentKey(incident)}-${cycle}`;
}
