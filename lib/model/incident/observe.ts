import type { AlarmValue } from '../contracts/alarm-event';
import { EVIDENCE } from '../names';
import { isCanary } from './canary';
import { breaks, concernsIncidents } from './kinds';
import { isForTheRecord, isInShadow } from './shadow';
import { type IncidentState, registerKey } from './state';

/**
 * CloudWatch tells every change of an alarm once. What is lost on the way is found by comparing what its alarms say now with what the
 * incidents have heard; the alarm's own timestamps decide who is right.
 */
export interface ObservedAlarm {
  readonly slo: string;
  readonly alarm: string;
  readonly arn: string;
  readonly value: AlarmValue;
  /** When it took this value, epoch milliseconds. */
  readonly at: number;
}

/** Every alarm of a stage that concerns incidents, by `registerKey`. Alarms that are not in it do not exist. */
export type Observation = ReadonlyMap<string, ObservedAlarm>;

export type Unheard =
  | { readonly kind: 'changed'; readonly alarm: ObservedAlarm }
  | { readonly kind: 'deleted'; readonly slo: string; readonly alarm: string };

export function observation(alarms: readonly ObservedAlarm[]): Observation {
  const concerned = alarms.filter(({ alarm }) => concernsIncidents(alarm));
  return new Map(concerned.map((alarm) => [registerKey(alarm.slo, alarm.alarm), alarm]));
}

/** What an incident has not heard about its own SLOs' alarms. A canary hears of its alarm by event or not at all. */
export function disagreements(state: IncidentState, observed: Observation): Unheard[] {
  if (isCanary(state)) return [];
  const registers = Object.entries(state.registers).flatMap(([key, register]): Unheard[] => {
    const alarm = observed.get(key);
    if (alarm === undefined) {
      const { slo, alarm: name } = register;
      return register.firing && !register.gone ? [{ kind: 'deleted', slo, alarm: name }] : [];
    }
    return alarm.value !== register.value && alarm.at > register.at ? [{ kind: 'changed', alarm }] : [];
  });
  // Evidence that is OK holds a page back; the other alarms say nothing by never having changed.
  const evidence = Object.keys(state.objectives).flatMap((slo): Unheard[] => {
    const key = registerKey(slo, EVIDENCE);
    const alarm = observed.get(key);
    return alarm === undefined || key in state.registers ? [] : [{ kind: 'changed', alarm }];
  });
  return [...registers, ...evidence];
}

/** Whether what an incident has not heard may concern its end: no end is decided on what is known to be out of date. */
export function isUnsure(state: IncidentState, observed: Observation): boolean {
  return disagreements(state, observed).some((unheard) => {
    const { slo } = unheard.kind === 'changed' ? unheard.alarm : unheard;
    return isForTheRecord(state) || !isInShadow(state, slo);
  });
}

/** Alarms that say that a promise is broken and that no incident which is not over has heard of. */
export function orphans(states: readonly IncidentState[], observed: Observation): ObservedAlarm[] {
  const heard = new Set(states.flatMap((state) => Object.keys(state.registers)));
  return [...observed].flatMap(([key, alarm]) => (breaks(alarm) && !heard.has(key) ? [alarm] : []));
}

/** Alarms that fire, of SLOs that an incident knows to be in shadow: their SLO may have left it, of which no event tells. */
export function shadowed(states: readonly IncidentState[], observed: Observation): ObservedAlarm[] {
  return states
    .flatMap((state) => Object.values(state.registers).filter(({ slo }) => isInShadow(state, slo)))
    .flatMap(({ slo, alarm }) => observed.get(registerKey(slo, alarm)) ?? [])
    .filter(breaks);
}
