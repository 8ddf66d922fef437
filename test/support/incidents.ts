import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { Findings } from '../../lib/model/contracts/findings';
import type { IncidentEvent, PersonalEvent } from '../../lib/model/contracts/incident-event';
import { fold, type IncidentState } from '../../lib/model/incident';
import { entry } from './entries';

export const START = Date.parse('2026-11-14T20:00:00Z');
export const MINUTE = 60_000;

/** An alarm event `minute` minutes after the start. */
export function alarm(
  minute: number,
  name: string,
  value: AlarmValue,
  change: { slo?: string; reading?: number; critical?: boolean; entry?: Partial<CatalogueEntry> } = {},
): IncidentEvent {
  const { slo = 'orders', reading, critical = false } = change;
  const at = START + minute * MINUTE;
  return {
    version: 1,
    type: 'alarm',
    key: `${slo}/${name}/${value}/${minute}`,
    slo,
    alarm: name,
    value,
    at,
    entry: entry({ slo, critical, ...change.entry }),
    ...(reading === undefined ? {} : { reading }),
  };
}

export function deletion(minute: number, name: string): IncidentEvent {
  const at = START + minute * MINUTE;
  return { version: 1, type: 'alarmDeleted', key: `orders/${name}/deleted/${minute}`, slo: 'orders', alarm: name, at };
}

/** What support hears `minute` minutes after the start: so many customers by now. */
export function report(
  minute: number,
  count: number,
  change: {
    slo?: string;
    report?: string;
    critical?: boolean;
    entry?: Partial<CatalogueEntry>;
    exception?: string;
  } = {},
): IncidentEvent {
  const { slo = 'orders', report: id = 'ZD-1', critical = false, exception } = change;
  const at = START + minute * MINUTE;
  return {
    version: 1,
    type: 'report',
    key: `report#${id}/${count}/${minute}`,
    slo,
    report: id,
    count,
    at,
    entry: entry({ slo, critical, ...change.entry }),
    ...(exception === undefined ? {} : { exception }),
  };
}

type Deed = PersonalEvent | Extract<IncidentEvent, { type: 'mitigated' | 'resolved' }>;
type DeedOf<T extends Deed['type']> = Omit<
  Extract<Deed, { type: T }>,
  'version' | 'type' | 'at' | 'key' | 'by' | 'via'
>;

/** Dana does something. */
export function deed<T extends Deed['type']>(minute: number, type: T, what: DeedOf<T>): IncidentEvent {
  const at = START + minute * MINUTE;
  const key = `slack:${type}:${minute}`;
  return { version: 1, type, at, key, by: { name: 'Dana' }, via: 'incidents', ...what } as IncidentEvent;
}

export function found(minute: number, findings: Findings): IncidentEvent {
  return { version: 1, type: 'enriched', at: START + minute * MINUTE, findings };
}

type ByTheClock = 'mitigated' | 'resolved' | 'sealed' | 'reopened' | 'notifiedAgain' | 'reminded' | 'pageUnshared';

export function timer(minute: number, type: ByTheClock): IncidentEvent {
  return { version: 1, type, at: START + minute * MINUTE };
}

/** Somebody on the same pager route was woken a moment before, by the first call of another incident. */
export function shared(minute: number, other = 'inc-other'): IncidentEvent {
  return { version: 1, type: 'pageShared', at: START + minute * MINUTE, with: other, cycle: 1 };
}

/** The incident that a list of events tells. */
export function incident(...events: IncidentEvent[]): IncidentState {
  return fold(events.map((event, index) => ({ n: index + 1, event })))!;
}
