import type { AlarmEvent, KnownAlarm, ReportEvent } from '../contracts/incident-event';
import { withEntry } from './entries';
import { breaks, opensIncident } from './kinds';
import { isInShadow } from './shadow';
import { type IncidentState, type Register, registerKey } from './state';

/** The incident with what an alarm said, and with the SLO among its members where that breaks the promise. */
export function withAlarm(before: IncidentState, event: AlarmEvent): IncidentState {
  const state = withEntry(before, event.slo, event.entry);
  const joins = breaks(event) && !state.members.includes(event.slo);
  const next = {
    ...state,
    registers: [...(event.known ?? []), event].reduce(
      (known, said) => withRegister(known, event.slo, said),
      state.registers,
    ),
    members: joins ? [...state.members, event.slo] : state.members,
    signals: event.key === undefined ? state.signals : state.signals.with(event.key),
    ...(breaks(event) ? { firstAlarmAt: Math.min(state.firstAlarmAt ?? event.at, event.at) } : {}),
  };
  return announces(next, event) ? { ...next, announced: [...next.announced, event.slo] } : next;
}

/** What is known of an SLO that comes from elsewhere: with a report of support, from an incident that was merged. */
export function withKnown(
  before: IncidentState,
  slo: string,
  { entry, known = [] }: Pick<ReportEvent, 'entry' | 'known'>,
): IncidentState {
  const state = withEntry(before, slo, entry);
  const registers = known.reduce((all, said) => withRegister(all, slo, said), state.registers);
  return { ...state, registers };
}

/** The SLO among those that people hear of, whatever its alarms say. */
export function withMember(state: IncidentState, slo: string): IncidentState {
  const added = (names: readonly string[]) => (names.includes(slo) ? names : [...names, slo]);
  return { ...state, members: added(state.members), announced: added(state.announced) };
}

/** Whether people begin to hear of the SLO: it breaks its promise and is not, or no longer, in shadow. */
function announces(state: IncidentState, event: AlarmEvent): boolean {
  const { slo } = event;
  if (isInShadow(state, slo) || state.announced.includes(slo) || !state.members.includes(slo)) return false;
  const its = Object.values(state.registers).filter((register) => register.slo === slo);
  return breaks(event) || its.some(({ firing, alarm }) => firing && opensIncident(alarm));
}

function withRegister(
  registers: IncidentState['registers'],
  slo: string,
  said: KnownAlarm,
): IncidentState['registers'] {
  const key = registerKey(slo, said.alarm);
  return { ...registers, [key]: newer(registers[key], slo, said) };
}

function newer(old: Register | undefined, slo: string, event: KnownAlarm): Register {
  if (old !== undefined && old.at >= event.at) return old;
  const firing = event.value === 'INSUFFICIENT_DATA' ? (old?.firing ?? false) : event.value === 'ALARM';
  const since = old !== undefined && old.firing === firing ? old.since : event.at;
  const { alarm, value, at, reading } = event;
  return { slo, alarm, value, at, firing, since, ...(reading === undefined ? {} : { reading }) };
}
