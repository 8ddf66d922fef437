import type { Objective } from '../assembly';
import type { AlarmEvent, IncidentEvent, KnownAlarm, LogEntry } from '../model/contracts/incident-event';
import { isCounted, type Series } from '../model/contracts/measurement';
import {
  type Answer,
  breaks,
  concernsIncidents,
  decide,
  fold,
  foldOutOfShadow,
  type IncidentState,
  pending,
  type Question,
  RULES,
} from '../model/incident';
import { USUAL_HISTORY_MS, usualRequests } from '../model/incident/usual-traffic';
import { alarmSignalKey, type Group, groupKey, incidentId, parseAlarmName } from '../model/names';
import type { Transition } from './alarm-state';
import type { SimulatedCloudWatch } from './cloudwatch';
import { queriesOf } from './series-queries';

/** An incident as it would have been. */
export interface SimulatedIncident {
  readonly id: string;
  readonly group: Group;
  readonly state: IncidentState;
}

interface GroupLog {
  readonly group: Group;
  /** Logs of all generations; the last one may be open. */
  readonly logs: LogEntry[][];
}

const HOUR_MS = 3_600_000;

/**
 * What the response stack makes of changes of alarms: the same fold and the same timers as the functions, over logs in memory,
 * without their concurrency.
 */
export class SimulatedIncidents {
  readonly #objectives: readonly Objective[];
  readonly #cloudwatch: SimulatedCloudWatch;
  readonly #groups = new Map<string, GroupLog>();
  readonly #known = new Map<string, AlarmEvent>();

  constructor(objectives: readonly Objective[], cloudwatch: SimulatedCloudWatch) {
    this.#objectives = objectives;
    this.#cloudwatch = cloudwatch;
  }

  /** Takes a change of one of our alarms; composites and foreign alarms are passed over, as the rule does. */
  receive(transition: Transition): void {
    const name = parseAlarmName(transition.alarmName);
    const objective = this.#objectives.find(({ entry }) => entry.stage === name?.stage && entry.slo === name.slo);
    if (name === undefined || objective === undefined || !concernsIncidents(name.alarm)) return;
    const event = alarmEvent(transition, name);
    this.#known.set(transition.alarmName, event);
    const log = this.#logFor(objective, event);
    if (log === undefined) return;
    const first = fold(log)?.objectives[event.slo] === undefined;
    append(log, first ? { ...event, entry: objective.entry, known: this.#siblings(event) } : event);
  }

  /** What only the passing of time decides; `now` in epoch milliseconds. */
  tick(now: number): void {
    for (const { logs } of this.#groups.values()) {
      const log = logs.at(-1)!;
      const state = fold(log)!;
      for (const due of pending(state, now)) {
        const event = decide(
          due,
          due.questions.map((question) => this.#answer(state, question, now)),
        );
        if (event !== undefined) {
          append(log, event);
          break;
        }
      }
    }
  }

  /** In the order in which their groups first broke a promise; SLOs in shadow are shown as they would be out of it. */
  incidents(): SimulatedIncident[] {
    return [...this.#groups.values()].flatMap(({ group, logs }) =>
      logs.map((log, index) => ({ id: incidentId(group, index + 1), group, state: foldOutOfShadow(log)! })),
    );
  }

  #logFor(objective: Objective, event: AlarmEvent): LogEntry[] | undefined {
    const { account, region, entry } = objective;
    const { stage, service, segment } = entry;
    const group: Group = { account, region, stage, service, ...(segment === undefined ? {} : { segment }) };
    const found = this.#groups.get(groupKey(group));
    const opens = breaks(event);
    if (found === undefined) {
      if (!opens) return undefined;
      const log: LogEntry[] = [];
      this.#groups.set(groupKey(group), { group, logs: [log] });
      return log;
    }
    const log = found.logs.at(-1)!;
    const state = fold(log)!;
    const over = state.sealed || (state.status === 'resolved' && event.at - state.resolvedAt! >= RULES.reopenWindowMs);
    if (!over) return log;
    if (!opens) return undefined;
    const next: LogEntry[] = [];
    found.logs.push(next);
    return next;
  }

  #siblings({ slo, alarm }: AlarmEvent): KnownAlarm[] {
    const siblings = [...this.#known.values()].filter((known) => known.slo === slo && known.alarm !== alarm);
    return siblings.map(({ alarm: name, value, at }) => ({ alarm: name, value, at }));
  }

  #answer(state: IncidentState, question: Question, now: number): Answer {
    const measurement = state.objectives[question.slo]?.measurement;
    if (measurement === undefined || !isCounted(measurement)) return null;
    const { bad, total, periodSeconds } = measurement;
    const sum = (series: Series, from: number) =>
      this.#points(series, from, now, periodSeconds).reduce((all, { value }) => all + value, 0);
    if (question.kind === 'bad') {
      const from = now - question.minutes * 60_000;
      return { bad: sum(bad, from) };
    }
    const history = this.#points(total, state.openedAt - USUAL_HISTORY_MS, state.openedAt, HOUR_MS / 1000);
    return { requests: sum(total, question.since), usual: usualRequests(history, question.since, now) };
  }

  #points(series: Series, from: number, to: number, period: number) {
    const queries = queriesOf(series, period);
    const [result] = this.#cloudwatch.metricData(queries, Math.floor(from / (period * 1000)) * period * 1000, to);
    return (result?.timestamps ?? []).map((at, index) => ({ at, value: result!.values[index]! }));
  }
}

function append(log: LogEntry[], event: IncidentEvent): void {
  log.push({ n: log.length + 1, event });
}

function alarmEvent(transition: Transition, { slo, alarm }: { slo: string; alarm: string }): AlarmEvent {
  const { arn, value, at, reasonData } = transition;
  const reading = (JSON.parse(reasonData) as { recentDatapoints?: number[] }).recentDatapoints?.at(-1);
  const key = alarmSignalKey(arn, value, at);
  return { version: 1, type: 'alarm', key, slo, alarm, value, at, ...(reading === undefined ? {} : { reading }) };
}
