import type { Objective } from '../assembly';
import type { AlarmEvent, IncidentEvent, KnownAlarm } from '../model/contracts/incident-event';
import {
  admissionOf,
  advance,
  concernsIncidents,
  decide,
  type IncidentState,
  isNewsOf,
  isUnsure,
  type ObservedAlarm,
  observation,
  outOfShadow,
  pending,
  registerKey,
  stepOf,
} from '../model/incident';
import { alarmSignalKey, type Group, groupKey, incidentId, parseAlarmName } from '../model/names';
import type { Transition } from './alarm-state';
import type { SimulatedCloudWatch } from './cloudwatch';
import { RequestCounts } from './request-counts';

/** An incident as it would have been. */
export interface SimulatedIncident {
  readonly id: string;
  readonly group: Group;
  readonly state: IncidentState;
}

interface GroupIncidents {
  readonly group: Group;
  /** One for each generation; only the last one can go on. */
  readonly states: IncidentState[];
}

/** What an alarm said last. */
interface Heard {
  readonly objective: Objective;
  readonly event: AlarmEvent;
  readonly arn: string;
}

/**
 * What the functions of the response stack make of changes of alarms: the same steps, the same fold and the same timers, in memory
 * and without their concurrency. SLOs in shadow are shown as they would be out of it.
 */
export class SimulatedIncidents {
  readonly #objectives: ReadonlyMap<string, Objective>;
  readonly #cloudwatch: SimulatedCloudWatch;
  readonly #counts: RequestCounts;
  readonly #groups = new Map<string, GroupIncidents>();
  readonly #heard = new Map<string, Heard>();
  /** Alarms that fire and were not admitted, because a mute rule covers them. */
  readonly #refused = new Set<string>();

  constructor(objectives: readonly Objective[], cloudwatch: SimulatedCloudWatch) {
    const told = objectives.map((objective) => ({ ...objective, entry: outOfShadow(objective.entry) }));
    this.#objectives = new Map(told.map((objective) => [sloKey(objective.entry), objective]));
    this.#cloudwatch = cloudwatch;
    this.#counts = new RequestCounts(cloudwatch);
  }

  /** Takes a change of one of our alarms; composites and foreign alarms are passed over, as the rule does. */
  receive(transition: Transition): void {
    const name = parseAlarmName(transition.alarmName);
    const objective = name && this.#objectives.get(sloKey(name));
    if (name === undefined || objective === undefined || !concernsIncidents(name.alarm)) return;
    const event = alarmEvent(transition, name);
    const heard = { objective, event, arn: transition.arn };
    this.#heard.set(transition.alarmName, heard);
    this.#refused.delete(transition.alarmName);
    this.#record(transition.alarmName, heard, transition.at);
  }

  /** What only the passing of time decides, and alarms that are no longer muted; `now` in epoch milliseconds. */
  tick(now: number): void {
    for (const { states } of this.#groups.values()) {
      for (let event = this.#next(states.at(-1)!, now); event !== undefined; event = this.#next(states.at(-1)!, now))
        append(states, event);
    }
    for (const alarmName of this.#refused) {
      if (this.#cloudwatch.isMuted(alarmName, now)) continue;
      this.#refused.delete(alarmName);
      this.#record(alarmName, this.#heard.get(alarmName)!, now);
    }
  }

  /** In the order in which their groups first broke a promise. */
  incidents(): SimulatedIncident[] {
    return [...this.#groups.values()].flatMap(({ group, states }) =>
      states.map((state, index) => ({ id: incidentId(group, index + 1), group, state })),
    );
  }

  #record(alarmName: string, { objective, event }: Heard, now: number): void {
    const group = groupOf(objective);
    const found = this.#groups.get(groupKey(group));
    const state = found?.states.at(-1);
    if (admissionOf(state, event) !== undefined && this.#cloudwatch.isMuted(alarmName, now)) {
      this.#refused.add(alarmName);
      return;
    }
    const step = stepOf(state, event, now);
    if (step === 'note' || step === 'repeat') return;
    if (found === undefined) {
      this.#groups.set(groupKey(group), { group, states: [opened(this.#withContext(objective, event, undefined))] });
      return;
    }
    if (step === 'seal') append(found.states, { version: 1, type: 'sealed', at: now });
    if (step === 'append') append(found.states, this.#withContext(objective, event, state));
    else found.states.push(opened(this.#withContext(objective, event, undefined)));
  }

  /** The entry and what sibling alarms said travel with the first event about an SLO. */
  #withContext({ entry }: Objective, event: AlarmEvent, state: IncidentState | undefined): AlarmEvent {
    if (!isNewsOf(state, entry, event.alarm)) return event;
    return { ...event, entry, known: this.#siblings(event) };
  }

  #siblings({ slo, alarm }: AlarmEvent): KnownAlarm[] {
    const siblings = [...this.#heard.values()].filter(({ event }) => event.slo === slo && event.alarm !== alarm);
    return siblings.map(({ event: { alarm: name, value, at } }) => ({ alarm: name, value, at }));
  }

  #next(state: IncidentState, now: number): IncidentEvent | undefined {
    if (state.sealed) return undefined;
    const unsure = this.#refused.size > 0 && isUnsure(state, observation(this.#observed()));
    for (const due of pending(state, now)) {
      if (unsure && due.event.type !== 'held') continue;
      const answers = due.questions.map((question) => this.#counts.answer(state, question, now));
      const event = decide(due, answers);
      if (event !== undefined) return event;
    }
    return undefined;
  }

  #observed(): ObservedAlarm[] {
    return [...this.#heard.values()].map(({ event: { slo, alarm, value, at }, arn }) => ({
      slo,
      alarm,
      arn,
      value,
      at,
    }));
  }
}

function groupOf({ account, region, entry: { stage, service, segment } }: Objective): Group {
  return { account, region, stage, service, ...(segment === undefined ? {} : { segment }) };
}

function sloKey({ stage, slo }: { readonly stage: string; readonly slo: string }): string {
  return `${stage}/${slo}`;
}

function opened(event: IncidentEvent): IncidentState {
  return advance(undefined, { n: 1, event })!;
}

function append(states: IncidentState[], event: IncidentEvent): void {
  const state = states.at(-1)!;
  states[states.length - 1] = advance(state, { n: state.revision + 1, event })!;
}

function alarmEvent(transition: Transition, { slo, alarm }: { slo: string; alarm: string }): AlarmEvent {
  const { arn, value, at, reasonData } = transition;
  const reading = (JSON.parse(reasonData) as { recentDatapoints?: number[] }).recentDatapoints?.at(-1);
  const key = alarmSignalKey(arn, value, at);
  return { version: 1, type: 'alarm', key, slo, alarm, value, at, ...(reading === undefined ? {} : { reading }) };
}
