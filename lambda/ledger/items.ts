import type { AlarmEvent, IncidentEvent, KnownAlarm, LogEntry } from '../../lib/model/contracts/incident-event';
import { readLogEntry } from '../../lib/model/contracts/incident-event';
import { type Group, groupKey } from '../../lib/model/names';
import type { Item } from './table';

/** Keys and shapes of the ledger's items; nobody else spells them. */

const DAY_SECONDS = 86_400;
/** A duplicate of a signal is recognised for so long. */
const RECEIPT_DAYS = 35;

export interface Head extends Item {
  readonly group: Group;
  readonly generation: number;
  readonly incident: string;
  /** The incident's first event, inline: whoever finds the log empty after a crash puts it there. */
  readonly first: IncidentEvent;
  /** The stage, while the incident is not over: key of the sparse index that `reconcile` walks. */
  readonly activeIn?: string;
}

export const HEAD = 'HEAD';
export const EVENT_PREFIX = 'EVENT#';
export const ALARM_PREFIX = 'ALARM#';
export const RECEIPT = 'RECEIPT';

export function groupPk(group: Group): string {
  return `GROUP#${groupKey(group)}`;
}

export function incidentPk(incident: string): string {
  return `INC#${incident}`;
}

export function headItem(group: Group, generation: number, incident: string, first: IncidentEvent): Head {
  return { pk: groupPk(group), sk: HEAD, group, generation, incident, first, activeIn: group.stage };
}

export function eventItem(incident: string, n: number, event: IncidentEvent): Item {
  return { pk: incidentPk(incident), sk: `${EVENT_PREFIX}${String(n).padStart(6, '0')}`, event };
}

export function readEventItem(item: Item): LogEntry {
  return readLogEntry(Number(item.sk.slice(EVENT_PREFIX.length)), item.event);
}

/** Which incident took a signal. `expiresAt` is the table's TTL attribute. */
export function receiptItem(key: string, generation: number, now: number): Item {
  return { pk: `SIG#${key}`, sk: RECEIPT, generation, expiresAt: Math.floor(now / 1000) + RECEIPT_DAYS * DAY_SECONDS };
}

/** Partition of all that is known of one SLO's alarms: one query tells an incident about the siblings of an alarm. */
export function alarmsPk(group: Group, slo: string): string {
  return `SLO#${group.account}/${group.region}/${group.stage}/${slo}`;
}

export function alarmItem(group: Group, event: AlarmEvent): Item {
  const { slo, alarm, value, at, reading } = event;
  return {
    pk: alarmsPk(group, slo),
    sk: `${ALARM_PREFIX}${alarm}`,
    slo,
    alarm,
    value,
    at,
    ...(reading === undefined ? {} : { reading }),
  };
}

/** The last canary that was sent, and whether it has been judged. */
export interface CanaryItem extends Item {
  readonly sentAt: number;
  readonly judged: boolean;
}

export function canaryKey(stage: string): { readonly pk: string; readonly sk: string } {
  return { pk: `CANARY#${stage}`, sk: 'LAST' };
}

/** What an alarm last said, from its row. */
export function knownAlarm(item: Item): KnownAlarm {
  const { alarm, value, at, reading } = item as unknown as KnownAlarm;
  return { alarm, value, at, ...(reading === undefined ? {} : { reading }) };
}
