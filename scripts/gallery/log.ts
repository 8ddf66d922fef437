import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { Findings } from '../../lib/model/contracts/findings';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { EVIDENCE } from '../../lib/model/names';
import { placeOrder } from './entries';

/** Events of an evening, by minutes after 20:30 in Paris. */
export const EVENING = Date.parse('2026-11-14T19:30:00Z');
const MINUTE = 60_000;

const VERSION = { version: 1 } as const;
type EventOf<T extends IncidentEvent['type']> = Extract<IncidentEvent, { type: T }>;
type Deed = EventOf<
  | 'acknowledged'
  | 'falsePositive'
  | 'causeNamed'
  | 'causeClosed'
  | 'noted'
  | 'confirmed'
  | 'reviewed'
  | 'merged'
  | 'mitigated'
>;
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export function at(minute: number): number {
  return EVENING + minute * MINUTE;
}

export function alarm(
  minute: number,
  name: string,
  value: AlarmValue = 'ALARM',
  given: { entry?: CatalogueEntry; reading?: number } = {},
): IncidentEvent {
  const { entry = placeOrder(), reading } = given;
  return {
    ...VERSION,
    type: 'alarm',
    key: `${entry.slo}/${name}/${value}/${minute}`,
    slo: entry.slo,
    alarm: name,
    value,
    at: at(minute),
    entry,
    ...(reading === undefined ? {} : { reading }),
  };
}

/** The fast tier goes off, and bad requests have been seen for some minutes: somebody is woken. */
export function page(minute: number, given: { entry?: CatalogueEntry; reading?: number } = {}): IncidentEvent {
  const known = [{ alarm: EVIDENCE, value: 'ALARM', at: at(minute - 3) } as const];
  return { ...alarm(minute, 'fast', 'ALARM', { reading: 411.7, ...given }), known } as IncidentEvent;
}

/** The fast tier goes off, and hardly a bad request has been seen: it is a ticket. */
export const calm = {
  ...page(0, { reading: 20 }),
  known: [{ alarm: EVIDENCE, value: 'OK', at: at(-20) }],
} as IncidentEvent;

export function report(
  minute: number,
  name: string,
  count: number,
  more: Partial<EventOf<'report'>> = {},
): IncidentEvent {
  const entry = more.entry ?? placeOrder();
  const key = `report#${name}/${minute}`;
  return { ...VERSION, type: 'report', key, slo: entry.slo, report: name, count, at: at(minute), entry, ...more };
}

export function clock(
  minute: number,
  type: 'mitigated' | 'resolved' | 'sealed' | 'reopened' | 'notifiedAgain' | 'reminded',
): IncidentEvent {
  return { ...VERSION, type, at: at(minute) };
}

/** What a person does. */
export function by(
  name: string,
  minute: number,
  deed: Without<Deed, 'version' | 'at' | 'key' | 'by' | 'via'>,
): IncidentEvent {
  const common = { ...VERSION, at: at(minute), key: `${name}/${minute}`, by: { name }, via: 'slack' };
  return { ...deed, ...common } as IncidentEvent;
}

export function found(minute: number, findings: Findings): IncidentEvent {
  return { ...VERSION, type: 'enriched', at: at(minute), findings };
}
