import type { CompositeDefinition } from '../assembly';
import { type AlarmRule, alarmsOfRule, evaluateAlarmRule, parseAlarmRule } from '../model/composite';
import type { AlarmValue } from '../model/contracts/alarm-event';
import { type AlarmState, initialState, type Transition, transitionOf } from './alarm-state';
import { timeOf } from './minutes';
import { documentTime, longTime } from './timestamps';

/** What a composite alarm sees of another alarm. */
export interface ChildAlarm {
  readonly arn: string;
  state(): AlarmState;
}

/**
 * One composite alarm. Its state is ALARM or OK; INSUFFICIENT_DATA only until it is first evaluated. It is evaluated after its
 * children in the same minute [ours: CloudWatch takes seconds]. A suppressor holds actions back and not the state, so it
 * plays no part here.
 */
export class CompositeAlarm {
  readonly #rule: AlarmRule;
  #state: AlarmState | undefined;

  /** @throws SyntaxError for a faulty rule */
  constructor(readonly definition: CompositeDefinition) {
    try {
      this.#rule = parseAlarmRule(definition.rule);
    } catch (error) {
      throw new SyntaxError(`composite alarm "${definition.name}": ${(error as Error).message}`);
    }
  }

  /** Names or ARNs, as the rule says them. */
  get children(): string[] {
    return alarmsOfRule(this.#rule);
  }

  /** @param at epoch milliseconds that the state carries as long as nothing was evaluated */
  state(at: number): AlarmState {
    return this.#state ?? initialState(at);
  }

  evaluate(minute: number, child: (alarm: string) => ChildAlarm): Transition | undefined {
    this.#state ??= initialState(timeOf(minute));
    const previousState = this.#state;
    const fires = evaluateAlarmRule(this.#rule, (alarm) => child(alarm).state().value);
    const value: AlarmValue = fires ? 'ALARM' : 'OK';
    if (value === previousState.value) return undefined;
    const next = { value, at: timeOf(minute), ...this.#because(this.children.map(child), value) };
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
