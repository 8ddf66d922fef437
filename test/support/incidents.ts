import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
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

export function timer(minute: number, type: 'mitigated' | 'resolved' | 'sealed'): IncidentEvent {
  return { version: 1, type, at: START + minute * MINUTE };
}

/** The incident that a list of events tells. */
export function incident(...events: IncidentEvent[]): IncidentState {
  return fold(events.map((event, index) => ({ n: index + 1, event })))!;
}
