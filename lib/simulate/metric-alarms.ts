import type { AlarmDefinition, MetricStatQuery } from '../assembly';
import type { AlarmValue } from '../model/contracts/alarm-event';
import type { AlarmState, Transition } from './alarm-state';
import { type EvaluationOptions, MetricAlarm } from './metric-alarm';
import type { Statistic } from './metric-source';
import { type StateChangeEvent, stateChangeEvent } from './state-change-event';

const NO_CHANGES: readonly Transition[] = [];

/** The metric alarms of a simulation, evaluated together. Most minutes are quiet, and then nothing is looked at and nothing made. */
export class MetricAlarms {
  /** Evaluated in every minute before this one, no alarm changes. */
  #quietUntil = Number.NEGATIVE_INFINITY;

  readonly all: readonly MetricAlarm[];

  /**
   * @throws RangeError for what is not simulated, and metrics that are not recorded as an alarm reads them
   * @throws SyntaxError for metric math that cannot be read
   */
  constructor(
    definitions: readonly AlarmDefinition[],
    bind: (query: MetricStatQuery) => Statistic,
    options: EvaluationOptions,
  ) {
    this.all = definitions.map((definition) => new MetricAlarm(definition, bind, options));
  }

  evaluate(minute: number): readonly Transition[] {
    if (minute < this.#quietUntil) return NO_CHANGES;
    const changes: Transition[] = [];
    this.#quietUntil = Number.POSITIVE_INFINITY;
    for (const alarm of this.all) {
      const change = alarm.evaluate(minute);
      if (change) changes.push(change);
      this.#quietUntil = Math.min(this.#quietUntil, alarm.quietUntil);
    }
    return changes;
  }

  /** @param time epoch milliseconds that a state carries as long as nothing was evaluated */
  states(time: number): { name: string; arn: string; value: AlarmValue; at: number; reason: string }[] {
    return this.all.map((alarm) => {
      const { value, at, reason } = alarm.state(time);
      return { name: alarm.definition.name, arn: alarm.definition.arn, value, at, reason };
    });
  }

  /**
   * SetAlarmState.
   *
   * @returns the event of the change; nothing when the alarm was in that state
   * @throws RangeError for what is no metric alarm here
   */
  force(alarmName: string, state: AlarmState & { readonly reasonData: string }): StateChangeEvent | undefined {
    const alarm = this.all.find(({ definition }) => definition.name === alarmName);
    if (alarm === undefined) throw new RangeError(`alarm: got "${alarmName}", allowed are metric alarms that exist`);
    this.#quietUntil = Number.NEGATIVE_INFINITY;
    const change = alarm.force(state);
    return change && stateChangeEvent(change, alarm.definition);
  }
}
