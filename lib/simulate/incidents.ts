import type { Objective } from '../assembly';
import type { AlarmEvent, IncidentEvent, KnownAlarm } from '../model/contracts/incident-event';
import type { SomeRules } from '../model/contracts/incident-rules';
import {
  admissionOf,
  advance,
  concernsIncidents,
  decide,
  disagreements,
  firingOf,
  type IncidentState,
  isEnd,
  isNewsOf,
  isUnsure,
  type ObservedAlarm,
  observation,
  orphans,
  outOfShadow,
  pending,
  stepOf,
} from '../model/incident';
import { heardAtLast } from '../model/incident/heard-late';
import { alarmSignalKey, type Group, groupKey, incidentId, parseAlarmArn, parseAlarmName } from '../model/names';
import type { Urgency } from '../model/slo';
import type { Transition } from './alarm-state';
import type { SimulatedCloudWatch } from './cloudwatch';
import { RequestCounts } from './request-counts';

/** An incident as it would have been. */
export interface SimulatedIncident {
  readonly id: string;
  readonly group: Group;
  readonly state: IncidentState;
  /** As many as its `pages` and `tickets`: a ticket that became a page is a page. */
  readonly calls: readonly Call[];
}

/** Somebody was called. */
export interface Call {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly urgency: Urgency;
  /** What fired: by their last names where they are an SLO's own. */
  readonly by: readonly string[];
}

/** How many of the calls woke somebody, and how many were tickets. */
export function countedCalls(calls: readonly Call[]): { pages: number; tickets: number } {
  const pages = calls.filter(({ urgency }) => urgency === 'page').length;
  return { pages, tickets: calls.length - pages };
}

interface GroupIncidents {
  readonly group: Group;
  /** One for each generation; only the last one can go on. */
  readonly incidents: Going[];
}

interface Going {
  state: IncidentState;
  readonly calls: Call[];
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
  readonly #rules: ReadonlyMap<string, SomeRules>;
  readonly #groups = new Map<string, GroupIncidents>();
  readonly #heard = new Map<string, Heard>();
  /** Alarms that fire and were not admitted, because a mute rule covers them. */
  readonly #refused = new Set<string>();

  /** @param rules what the response stack of a stage sets */
  constructor(
    objectives: readonly Objective[],
    cloudwatch: SimulatedCloudWatch,
    rules: ReadonlyMap<string, SomeRules> = new Map(),
  ) {
    const told = objectives.map((objective) => ({ ...objective, entry: outOfShadow(objective.entry) }));
    this.#objectives = new Map(told.map((objective) => [sloKey(objective.entry), objective]));
    this.#cloudwatch = cloudwatch;
    this.#counts = new RequestCounts(cloudwatch);
    this.#rules = rules;
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
    for (const { group, incidents } of this.#groups.values()) {
      const last = incidents.at(-1)!;
      const next = () => this.#next(group, last.state, now);
      for (let event = next(); event !== undefined; event = next()) append(last, event, now);
    }
    if (this.#refused.size > 0) this.#reconcile(now);
  }

  /**
   * Changes that nobody admitted, as `reconcile` finds them when they are no longer muted. No other change is ever lost here, so nobody
   * looks while there are none.
   */
  #reconcile(now: number): void {
    const stages = new Set([...this.#refused].map((alarmName) => this.#heard.get(alarmName)!.objective.entry.stage));
    for (const stage of stages) {
      const observed = observation(this.#observed(stage));
      const groups = [...this.#groups.values()].filter(({ group }) => group.stage === stage);
      const states = groups.map(({ incidents }) => incidents.at(-1)!.state).filter(({ sealed }) => !sealed);
      const changed = states.flatMap((state) => disagreements(state, observed));
      const unheard = [
        ...changed.flatMap((found) => (found.kind === 'changed' ? found.alarm : [])),
        ...orphans(states, observed),
      ].map(({ arn }) => parseAlarmArn(arn)!.name);
      const admitted = unheard.filter((alarmName) => !this.#cloudwatch.isMuted(alarmName, now));
      for (const alarmName of admitted) this.#record(alarmName, this.#heard.get(alarmName)!, now);
    }
    for (const alarmName of [...this.#refused])
      if (!this.#cloudwatch.isMuted(alarmName, now)) this.#refused.delete(alarmName);
  }

  /** In the order in which their groups first broke a promise. */
  incidents(): SimulatedIncident[] {
    return [...this.#groups.values()].flatMap(({ group, incidents }) =>
      incidents.map(({ state, calls }, index) => ({ id: incidentId(group, index + 1), group, state, calls })),
    );
  }

  #record(alarmName: string, { objective, event: said }: Heard, now: number): void {
    const event = heardAtLast(said, now);
    const group = groupOf(objective);
    const found = this.#groups.get(groupKey(group)) ?? { group, incidents: [] };
    const last = found.incidents.at(-1);
    if (admissionOf(last?.state, event) !== undefined && this.#cloudwatch.isMuted(alarmName, now)) {
      this.#refused.add(alarmName);
      return;
    }
    const step = stepOf(last?.state, event, now);
    if (step === 'note' || step === 'repeat') return;
    if (step === 'append') append(last!, this.#withContext(objective, event, last!.state), now);
    else {
      if (step === 'seal') append(last!, { version: 1, type: 'sealed', at: now }, now);
      const rules = this.#rules.get(group.stage);
      const first = this.#withContext(objective, event, undefined);
      found.incidents.push(opened(rules === undefined ? first : { ...first, rules }, now));
      this.#groups.set(groupKey(group), found);
    }
  }

  /** The entry and what sibling alarms said travel with the first event about an SLO. */
  #withContext(objective: Objective, event: AlarmEvent, state: IncidentState | undefined): AlarmEvent {
    const { entry } = objective;
    if (!isNewsOf(state, entry, event.alarm)) return event;
    const known = this.#siblings(objective, event.alarm);
    return known.length === 0 ? { ...event, entry } : { ...event, entry, known };
  }

  #siblings(objective: Objective, alarm: string): KnownAlarm[] {
    const siblings = [...this.#heard.values()].filter(
      (heard) => heard.objective === objective && heard.event.alarm !== alarm,
    );
    return siblings.map(({ event: { alarm: name, value, at, reading } }) => ({
      alarm: name,
      value,
      at,
      ...(reading === undefined ? {} : { reading }),
    }));
  }

  #next({ stage }: Group, state: IncidentState, now: number): IncidentEvent | undefined {
    if (state.sealed) return undefined;
    const unsure = this.#refused.size > 0 && isUnsure(state, observation(this.#observed(stage)));
    for (const due of pending(state, now)) {
      if (unsure && isEnd(due.event)) continue;
      const answers = due.questions.map((question) => this.#counts.answer(state, question, now));
      const event = decide(due, answers);
      if (event !== undefined) return event;
    }
    return undefined;
  }

  #observed(stage: string): ObservedAlarm[] {
    // By name, as DescribeAlarms lists them.
    const named = [...this.#heard].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, heard]) => heard);
    const heard = named.filter(({ objective }) => objective.entry.stage === stage);
    return heard.map(({ event: { slo, alarm, value, at }, arn }) => ({ slo, alarm, arn, value, at }));
  }
}

function groupOf({ account, region, entry: { stage, service, segment } }: Objective): Group {
  return { account, region, stage, service, ...(segment === undefined ? {} : { segment }) };
}

function sloKey({ stage, slo }: { readonly stage: string; readonly slo: string }): string {
  return `${stage}/${slo}`;
}

function opened(event: IncidentEvent, now: number): Going {
  const going: Going = { state: advance(undefined, { n: 1, event })!, calls: [] };
  note(going, { pages: 0, tickets: 0 }, now);
  return going;
}

/** @param now when somebody hears of it: an alarm that was muted speaks of an earlier time */
function append(going: Going, event: IncidentEvent, now: number): void {
  const before = going.state;
  going.state = advance(before, { n: before.revision + 1, event })!;
  note(going, before, now);
}

/** Keeps the calls with what the fold counts. */
function note({ state, calls }: Going, before: Pick<IncidentState, 'pages' | 'tickets'>, at: number): void {
  const by = [...new Set(firingOf(state).map(({ alarm }) => alarm))];
  if (state.tickets > before.tickets) calls.push({ at, urgency: 'ticket', by });
  if (state.tickets < before.tickets)
    calls.splice(
      calls.findLastIndex(({ urgency }) => urgency === 'ticket'),
      1,
    );
  if (state.pages > before.pages) calls.push({ at, urgency: 'page', by });
}

export function alarmEvent(transition: Transition, { slo, alarm }: { slo: string; alarm: string }): AlarmEvent {
  const { arn, value, at, reasonData } = transition;
  const reading = (JSON.parse(reasonData) as { recentDatapoints?: number[] }).recentDatapoints?.at(-1);
  const key = alarmSignalKey(arn, value, at);
  return { version: 1, type: 'alarm', key, slo, alarm, value, at, ...(reading === undefined ? {} : { reading }) };
}
