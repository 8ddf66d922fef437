import type { IncidentEvent, PersonalEvent } from '../../lib/model/contracts/incident-event';
import type { IncidentState } from '../../lib/model/incident';
import { entry } from '../support/entries';
import { alarm, incident, MINUTE, START, timer } from '../support/incidents';

/** Where people may find an incident when they press a button. Times: minutes after 21:00 in Paris. */

type Deed = PersonalEvent extends infer One
  ? One extends PersonalEvent
    ? Omit<One, 'version' | 'at' | 'key' | 'by' | 'via'>
    : never
  : never;

/** What Sam did, `minute` minutes after the start. */
export function sam(minute: number, deed: Deed | { readonly type: 'mitigated' }): IncidentEvent {
  const key = `sam/${deed.type}/${minute}`;
  return {
    version: 1,
    at: START + minute * MINUTE,
    key,
    by: { name: 'Sam' },
    via: 'incidents',
    ...deed,
  } as IncidentEvent;
}

export function report(minute: number): IncidentEvent {
  const at = START + minute * MINUTE;
  return {
    version: 1,
    type: 'report',
    at,
    key: `report/${minute}`,
    slo: 'orders',
    report: 'ZD-1',
    count: 1,
    entry: entry(),
  };
}

const burns = alarm(0, 'fast', 'ALARM');
const cleared = alarm(20, 'fast', 'OK');
const named = sam(30, { type: 'causeNamed', cause: { tag: 'data', text: 'Locks' } });
const over = [burns, cleared, timer(80, 'mitigated'), timer(140, 'resolved')];
const group = { account: '1', region: 'eu-west-3', stage: 'prod', service: 'shop' };

export const STATES = {
  open: incident(burns),
  reported: incident(burns, report(5)),
  acknowledged: incident(burns, sam(5, { type: 'acknowledged' })),
  'mitigated by the quiet': incident(burns, cleared, timer(80, 'mitigated')),
  'mitigated by Sam': incident(burns, sam(10, { type: 'mitigated' })),
  'back again': incident(burns, cleared, timer(80, 'mitigated'), alarm(200, 'fast', 'ALARM')),
  'with a cause': incident(burns, named),
  'with a cause that is closed': incident(burns, named, sam(40, { type: 'causeClosed', how: 'fixed' })),
  confirmed: incident(
    burns,
    report(5),
    sam(10, { type: 'mitigated' }),
    sam(40, { type: 'confirmed', customer: 'ZD-1' }),
  ),
  resolved: incident(...over),
  'a false positive': incident(burns, sam(10, { type: 'falsePositive', reason: 'A load test.' })),
  sealed: incident(...over, timer(1600, 'sealed')),
  reviewed: incident(...over, timer(1600, 'sealed'), sam(9000, { type: 'reviewed', url: 'https://wiki.example/r1' })),
  merged: incident(burns, sam(10, { type: 'merged', into: 'inc-00000000older', group })),
  'only a test': incident(alarm(0, 'test', 'ALARM', { entry: { canary: true } })),
} satisfies Readonly<Record<string, IncidentState>>;

export type StateKind = keyof typeof STATES;
