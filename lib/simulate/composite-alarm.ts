import type { CompositeDefinition } from '../assembly';
import { type AlarmRule, alarmsOfRule, evaluateAlarmRule, parseAlarmRule } from '../model/composite';
import type { AlarmValue } from '../model/contracts/alarm-event';
import { type AlarmState, initialState, type Transition, transitionOf } from './alarm-state';
import { timeOf } from './minutes';
import { Suppressor } from './suppressor';
import { documentTime, longTime } from './timestamps';

/** What a composite alarm sees of another alarm. */
export interface ChildAlarm {
  readonly arn: string;
  state(): AlarmState;
}

/**
 * One composite alarm. Its state is ALARM or OK; INSUFFICIENT_DATA only until it is first evaluated. It is evaluated after its
 * children in the same minute [ours: CloudWatch takes seconds]. A suppressor holds actions back and not the state.
 */
export class CompositeAlarm {
  readonly #rule: AlarmRule;
  readonly #suppressor: Suppressor | undefined;
  /** As it was last told. */
  #state: AlarmState | undefined;
  /** Epoch milliseconds of the last change of state: what was told later is a change of the suppression. */
  #changedAt = 0;

  /**
   * @throws SyntaxError for a faulty rule
   * @throws RangeError for faulty periods of a suppressor
   */
  constructor(readonly definition: CompositeDefinition) {
    const { actionsSuppressor } = definition;
    this.#suppressor = actionsSuppressor === undefined ? undefined : new Suppressor(actionsSuppressor, definition);
    try {
      this.#rule = parseAlarmRule(definition.rule);
    } catch (error) {
      throw new SyntaxError(`composite alarm "${definition.name}": ${(error as Error).message}`);
    }
  }

  /** Names or ARNs of the alarms that it looks at: those of the rule, and the suppressor. */
  get watched(): string[] {
    return [...alarmsOfRule(this.#rule), ...(this.#suppressor === undefined ? [] : [this.#suppressor.alarm])];
  }

  /** @param at epoch milliseconds that the state carries as long as nothing was evaluated */
  state(at: number): AlarmState {
    return this.#state === undefined ? initialState(at) : { ...this.#state, at: this.#changedAt };
  }

  /** Whether it has something to tell although none of the alarms that it looks at changes. */
  isDue(minute: number): boolean {
    return this.#suppressor?.isOver(minute) ?? false;
  }

  /** @returns a change of state, or of what suppresses its actions: then with the same value as before */
  evaluate(minute: number, alarm: (name: string) => ChildAlarm): Transition | undefined {
    const at = timeOf(minute);
    const previousState = this.#state ?? initialState(at);
    const fires = evaluateAlarmRule(this.#rule, (name) => alarm(name).state().value);
    const value: AlarmValue = fires ? 'ALARM' : 'OK';
    const changed = value !== previousState.value;
    const suppressedBy = this.#suppressor?.phase(
      minute,
      changed,
      alarm(this.#suppressor.alarm).state().value === 'ALARM',
    );
    if (!changed && suppressedBy === previousState.actionsSuppressedBy) return undefined;
    if (changed) this.#changedAt = at;
    const { reason, reasonData = '{}' } = changed
      ? this.#because(alarmsOfRule(this.#rule).map(alarm), value)
      : previousState;
    const suppression = suppressedBy === undefined ? {} : { actionsSuppressedBy: suppressedBy };
    const next = { value, at, reason, reasonData, ...suppression };
    this.#state = next;
    return transitionOf(this.definition, previousState, next);
  }

  /** The alarms that changed last are the ones that triggered. */
  #because(children: readonly ChildAlarm[], value: AlarmValue): { reason: string; reasonData: string } {
    const latest = Math.max(...children.map((child) => child.state().at));
    const triggering = children.filter((child) => child.state().at === latest);
    const first = triggering[0];
    return {
      reason: first
        ? `${first.arn} transitioned to ${first.state().value} at ${longTime(latest)}`
        : `the alarm rule is always ${value === 'ALARM' ? 'TRUE' : 'FALSE'}`,
      reasonData: JSON.stringify({
        triggeringAlarms: triggering.map((child) => ({
          arn: child.arn,
          state: { value: child.state().value, timestamp: documentTime(child.state().at) },
        })),
      }),
    };
  }
}
