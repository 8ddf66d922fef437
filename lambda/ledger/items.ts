import type {
  AlarmDeletedEvent,
  AlarmEvent,
  IncidentEvent,
  KnownAlarm,
  LogEntry,
} from '../../lib/model/contracts/incident-event';
import { readLogEntry } from '../../lib/model/contracts/incident-event';
import type { Page } from '../../lib/model/incident/page-together';
import { type Group, groupKey } from '../../lib/model/names';
import type { Item } from './table';

/** Keys and shapes of the ledger's items; nobody else spells them. */

const DAY_SECONDS = 86_400;
/** A duplicate of a signal is recognised for so long. */
const RECEIPT_DAYS = 35;
/** Pages that may be one page lie minutes apart. */
const PAGE_DAYS = 2;
/**
 * What happened and what was told of it is learned from for a year (the same season, the same big match) and a month on top in
 * which the yearly review is held; then it goes, with the names and contacts in it. Group pointers stay: without them incident
 * numbers would begin again.
 */
export const RETENTION_DAYS = 400;

export interface Head extends Item {
  readonly group: Group;
  readonly generation: number;
  readonly incident: string;
  /** The incident's first event, inline: whoever finds the log empty after a crash puts it there. */
  readonly first: IncidentEvent;
  /** The stage, while the incident is not over: key of the sparse index that `reconcile` walks. */
  readonly activeIn?: string;
  /** Who takes the group's signals, once nobody looks at the incident any more because it was merged. */
  readonly mergedInto?: MergedInto;
}

/** The incident that took another one over. */
export interface MergedInto {
  readonly incident: string;
  readonly group: Group;
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

export function eventItem(incident: string, n: number, event: IncidentEvent, now: number): Item {
  const sk = `${EVENT_PREFIX}${String(n).padStart(6, '0')}`;
  return { pk: incidentPk(incident), sk, event, expiresAt: expiry(RETENTION_DAYS, now) };
}

/** The first event says whose incident it is: who knows nothing but an id finds the group there. */
export function firstEventItem(incident: string, group: Group, event: IncidentEvent, now: number): Item {
  return { ...eventItem(incident, 1, event, now), group };
}

/** Value of the table's TTL attribute `expiresAt`: epoch seconds. */
export function expiry(days: number, now: number): number {
  return Math.floor(now / 1000) + days * DAY_SECONDS;
}

export function readEventItem(item: Item): LogEntry {
  return readLogEntry(Number(item.sk.slice(EVENT_PREFIX.length)), item.event);
}

/** Which incident took a signal. */
export interface Receipt extends Item {
  readonly incident: string;
  /** Place of the incident among those that take the group's signals, one after the other: it only grows. */
  readonly turn: number;
}

export function receiptItem(key: string, { incident, turn }: Pick<Receipt, 'incident' | 'turn'>, now: number): Receipt {
  return { pk: `SIG#${key}`, sk: RECEIPT, incident, turn, expiresAt: expiry(RECEIPT_DAYS, now) };
}

/** Partition of all that is known of one SLO's alarms: one query tells an incident about the siblings of an alarm. */
export function alarmsPk(group: Group, slo: string): string {
  return `SLO#${group.account}/${group.region}/${group.stage}/${slo}`;
}

/** What an alarm last said, and whose it is; of a deleted one nothing else is known. */
export function alarmItem(group: Group, event: AlarmEvent | AlarmDeletedEvent): Item {
  const { slo, alarm, at } = event;
  const { value, reading } = event.type === 'alarm' ? event : { value: 'INSUFFICIENT_DATA' as const };
  return {
    pk: alarmsPk(group, slo),
    sk: `${ALARM_PREFIX}${alarm}`,
    slo,
    alarm,
    value,
    at,
    group,
    ...(reading === undefined ? {} : { reading }),
  };
}

/** Which incident last woke somebody on a route. */
export interface PageItem extends Item {
  readonly incident: string;
  /** When it did, by the incident's own account, and by which of its calls. */
  readonly at: number;
  readonly cycle?: number;
}

export function pageItem({ id, group }: { readonly id: string; readonly group: Group }, page: Page): PageItem {
  const { account, region, stage } = group;
  const { route, ...call } = page;
  const expiresAt = expiry(PAGE_DAYS, page.at);
  return { pk: `PAGE#${account}/${region}/${stage}/${route}`, sk: 'LAST', incident: id, ...call, expiresAt };
}

/** The last canary that was sent, and whether it has been judged. */
export interface CanaryItem extends Item {
  readonly sentAt: number;
  readonly judged: boolean;
}

export function canaryKey(stage: string): { readonly pk: string; readonly sk: string } {
  return { pk: `CANARY#${stage}`, sk: 'LAST' };
}

/** Group of an alarm's SLO, from its row; of an incident, from its first event. */
export function groupOf(item: Item): Group | undefined {
  return item.group as Group | undefined;
}

/** What an alarm last said, from its row. */
export function knownAlarm(item: Item): KnownAlarm {
  const { alarm, value, at, reading } = item as unknown as KnownAlarm;
  return { alarm, value, at, ...(reading === undefined ? {} : { reading }) };
}
