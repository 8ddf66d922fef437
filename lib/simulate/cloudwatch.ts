import type {
  AlarmDefinition,
  CompositeDefinition,
  MetricQuery,
  MetricStatQuery,
  MuteRuleDefinition,
  Objective,
} from '../assembly';
import type { AlarmValue } from '../model/contracts/alarm-event';
import type { AlarmState, Transition } from './alarm-state';
import { type ChildAlarm, CompositeAlarm } from './composite-alarm';
import { compositesOf, onceEach, watchedFirst } from './composites';
import type { BudgetReport, ErrorBudgetHistory } from './error-budget-history';
import type { EvaluationOptions, MetricAlarm } from './metric-alarm';
import { MetricAlarms } from './metric-alarms';
import { type MetricDataResult, metricData } from './metric-data';
import { MetricStore } from './metric-store';
import { exactMinute, minuteOf, timeOf } from './minutes';
import { MuteRules } from './mute-rules';
import type { Outcomes } from './outcomes';
import { publishObjectives, type RecordedMetric } from './published-objective';
import type { Recording } from './recorded-objective';
import type { StateChangeEvent } from './state-change-event';

export interface SimulatedCloudWatchProps extends EvaluationOptions {
  readonly objectives: readonly Objective[];
  /** @default - the alarms of the objectives */
  readonly alarms?: readonly AlarmDefinition[];
  /** @default - the composites of the objectives */
  readonly composites?: readonly CompositeDefinition[];
  /** @default - nothing is muted */
  readonly muteRules?: readonly MuteRuleDefinition[];
  /**
   * What is recorded, by the Application Signals name of the SLO, `<stage>-<sloName>`: requests, or the values that are judged where
   * periods are. An SLO without has no data.
   */
  readonly series: ReadonlyMap<string, Recording>;
  /**
   * Metrics that are recorded by themselves.
   *
   * @default - those of the SLIs alone
   */
  readonly metrics?: readonly RecordedMetric[];
  /**
   * Only what is deployed into this account takes part.
   *
   * @default - every account
   */
  readonly account?: string;
  /**
   * Only what is deployed into this region takes part.
   *
   * @default - every region
   */
  readonly region?: string;
}

/** What SetAlarmState is told. */
export interface ForcedAlarm {
  readonly alarmName: string;
  readonly value: AlarmState['value'];
  readonly reason: string;
  /** JSON text. @default '{}' */
  readonly reasonData?: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface DescribedAlarm {
  readonly definition: AlarmDefinition | CompositeDefinition;
  readonly state: AlarmState;
}

/**
 * CloudWatch and Application Signals of one account and region over recorded requests, driven by what an assembly declares.
 *
 * Time is what `evaluate` is told. The data point of minute m is readable at m + 1 (plus the lag), alarms are evaluated once a minute
 * on the minute. How state follows from data points: datapoint-window.ts; what SLOs publish: error-budget-history.ts; what is
 * inferred is marked there.
 */
export class SimulatedCloudWatch {
  readonly #store = new MetricStore();
  readonly #histories: ReadonlyMap<string, ErrorBudgetHistory>;
  readonly #alarms: MetricAlarms;
  readonly #composites: readonly CompositeAlarm[];
  readonly #suppressed: readonly CompositeAlarm[];
  readonly #muteRules: MuteRules;
  readonly #children = new Map<string, ChildAlarm>();
  readonly #described = new Map<string, () => DescribedAlarm>();
  readonly #bind = (query: MetricStatQuery) => this.#store.statistic(query);
  readonly #lag: number;
  #minute: number | undefined;
  /** An alarm was forced, so composites must be looked at although no metric alarm changes. */
  #forced = false;

  /**
   * @throws RangeError for a series of no SLO, two histories of one metric, two alarms of one name, and what is not simulated
   * @throws SyntaxError for metric math or an alarm rule that cannot be read
   */
  constructor(props: SimulatedCloudWatchProps) {
    const here = (found: { readonly account: string; readonly region: string }) =>
      [found.account, undefined].includes(props.account) && [found.region, undefined].includes(props.region);
    const objectives = props.objectives.filter(here);
    this.#lag = props.lagMinutes ?? 0;
    this.#histories = publishObjectives(this.#store, objectives, props.series, props.metrics ?? []);
    const alarms = props.alarms ?? objectives.flatMap((objective) => objective.alarms);
    this.#alarms = new MetricAlarms(alarms.filter(here), this.#bind, props);
    const composites = (props.composites ?? compositesOf(objectives)).filter(here);
    this.#composites = onceEach(composites).map((definition) => new CompositeAlarm(definition));
    for (const alarm of [...this.#alarms.all, ...this.#composites]) this.#register(alarm);
    this.#composites = watchedFirst(this.#composites, (alarm) => this.#children.has(alarm));
    this.#suppressed = this.#composites.filter(({ definition }) => definition.actionsSuppressor !== undefined);
    this.#muteRules = new MuteRules((props.muteRules ?? []).filter(here));
  }

  /**
   * Evaluates every alarm at a full minute.
   *
   * @param time epoch milliseconds, later than the time before
   * @returns changes of state and of what suppresses actions: alarms first, then composites, each in the order in which they were given
   * @throws RangeError for a time that is not on the minute or not later
   */
  evaluate(time: number): readonly Transition[] {
    const minute = exactMinute(time);
    if (this.#minute !== undefined && minute <= this.#minute) {
      throw new RangeError(`time: got ${time}, allowed is later than ${timeOf(this.#minute)}`);
    }
    const first = this.#minute === undefined;
    this.#minute = minute;
    const changesOfAlarms = this.#alarms.evaluate(minute);
    // A composite follows from the alarms that it looks at alone, unless a period of its suppressor ends.
    const due = this.#suppressed.length > 0 && this.#suppressed.some((composite) => composite.isDue(minute));
    if (!first && changesOfAlarms.length === 0 && !this.#forced && !due) return changesOfAlarms;
    const changes = [...changesOfAlarms];
    this.#forced = false;
    for (const composite of this.#composites) {
      const change = composite.evaluate(minute, (name) => this.#children.get(name)!);
      if (change) changes.push(change);
    }
    return changes;
  }

  /**
   * SetAlarmState of a metric alarm, between two evaluations: the change is told at once, the next evaluation finds the alarm's own
   * state again, and composites see what is left of it then.
   *
   * @returns the event of the change; nothing when the alarm was in that state
   * @throws RangeError for what is no metric alarm here
   */
  setAlarmState({ alarmName, value, reason, reasonData = '{}', at }: ForcedAlarm): StateChangeEvent | undefined {
    const event = this.#alarms.force(alarmName, { value, reason, reasonData, at });
    this.#forced = true;
    return event;
  }

  /** Evaluates every minute from `from` (inclusive) to `to` (exclusive), epoch milliseconds. */
  evaluateAll(from: number, to: number): Transition[] {
    const changes: Transition[] = [];
    const end = exactMinute(to);
    for (let minute = exactMinute(from); minute < end; minute += 1) changes.push(...this.evaluate(timeOf(minute)));
    return changes;
  }

  /**
   * Whether a mute rule covers an alarm: it changes its state all the same, and takes no actions.
   *
   * @param time epoch milliseconds
   */
  isMuted(alarmName: string, time: number): boolean {
    return this.#muteRules.isMuted(alarmName, time);
  }

  /** @throws RangeError for an unknown alarm */
  state(alarmName: string): AlarmState {
    return this.describe(alarmName).state;
  }

  /** @throws RangeError for an unknown alarm */
  describe(alarmName: string): DescribedAlarm {
    const described = this.#described.get(alarmName);
    if (!described)
      throw new RangeError(`alarm: got "${alarmName}", allowed are ${[...this.#described.keys()].join(', ')}`);
    return described();
  }

  /** Every alarm with its state, metric alarms first. */
  describeAll(): DescribedAlarm[] {
    return [...this.#described.values()].map((described) => described());
  }

  /** What DescribeAlarms says of the metric alarms. */
  alarms(): { name: string; arn: string; value: AlarmValue; at: number; reason: string }[] {
    return this.#alarms.states(timeOf(this.#minute ?? 0));
  }

  /**
   * Burn rate over a look-back as readable at a time; nothing when there is no data point.
   *
   * @throws RangeError for an unknown SLO
   */
  burn(objectiveName: string, lookBackMinutes: number, time: number): number | undefined {
    const burn = this.#history(objectiveName).burn(lookBackMinutes, this.#lastReadable(time));
    return Number.isNaN(burn) ? undefined : burn;
  }

  /**
   * Attainment over the SLO's interval in percent, as readable at a time; nothing without requests.
   *
   * @throws RangeError for an unknown SLO
   */
  attainment(objectiveName: string, time: number): number | undefined {
    const attainment = this.#history(objectiveName).attainment(this.#lastReadable(time));
    return Number.isNaN(attainment) ? undefined : attainment;
  }

  /**
   * The whole interval that a time belongs to, in epoch milliseconds.
   *
   * @throws RangeError for an unknown SLO
   */
  interval(objectiveName: string, time: number): { from: number; to: number } {
    const { from, to } = this.#history(objectiveName).interval(this.#lastReadable(time));
    return { from: timeOf(from), to: timeOf(to) };
  }

  /**
   * What went well and what did not, as the SLO judges it.
   *
   * @throws RangeError for an unknown SLO
   */
  outcomes(objectiveName: string): Outcomes {
    return this.#history(objectiveName).outcomes;
  }

  /** @throws RangeError for an unknown SLO */
  budget(objectiveName: string, time: number): BudgetReport {
    return this.#history(objectiveName).budget(this.#lastReadable(time));
  }

  /** What is recorded before this moment can be read as of the last evaluation; epoch milliseconds. */
  get readableUntil(): number {
    return timeOf(this.#readableUntil);
  }

  /**
   * Answers GetMetricData as of the last evaluation: later minutes are not readable.
   *
   * @param start epoch milliseconds
   * @param end epoch milliseconds, exclusive
   * @throws RangeError, SyntaxError for queries that cannot be answered
   */
  metricData(queries: readonly MetricQuery[], start: number, end: number): MetricDataResult[] {
    return metricData(queries, { start, end, readableUntil: this.#readableUntil }, this.#bind);
  }

  get #readableUntil(): number {
    return this.#minute === undefined ? Number.NEGATIVE_INFINITY : this.#minute - this.#lag;
  }

  #register(alarm: MetricAlarm | CompositeAlarm): void {
    const { name, arn } = alarm.definition;
    if (this.#described.has(name)) throw new RangeError(`alarm "${name}": got it twice, allowed is once`);
    const state = () => alarm.state(timeOf(this.#minute ?? 0));
    this.#described.set(name, () => ({ definition: alarm.definition, state: state() }));
    const child = { arn, state };
    this.#children.set(name, child);
    this.#children.set(arn, child);
  }

  #history(objectiveName: string): ErrorBudgetHistory {
    const history = this.#histories.get(objectiveName);
    if (history) return history;
    throw new RangeError(`SLO: got "${objectiveName}", allowed are ${[...this.#histories.keys()].join(', ')}`);
  }

  #lastReadable(time: number): number {
    return minuteOf(time) - this.#lag - 1;
  }
}
