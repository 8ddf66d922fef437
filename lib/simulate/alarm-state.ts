import type { AlarmValue } from '../model/contracts/alarm-event';
import type { SuppressionPhase } from './suppressor';

/** State of an alarm since its last change. */
export interface AlarmState {
  readonly value: AlarmValue;
  /** Epoch milliseconds of the change. */
  readonly at: number;
  readonly reason: string;
  /** JSON text. */
  readonly reasonData?: string;
  /** What holds the actions of a composite alarm back. @default - nothing does */
  readonly actionsSuppressedBy?: SuppressionPhase;
}

/** An alarm changed its state; or, where `previous` and `value` are the same, what suppresses its actions. */
export interface Transition {
  readonly alarmName: string;
  readonly arn: string;
  readonly previous: AlarmValue;
  readonly value: AlarmValue;
  /** Epoch milliseconds: the minute of the evaluation. */
  readonly at: number;
  readonly reason: string;
  /** JSON text. */
  readonly reasonData: string;
  /** What holds the actions of a composite alarm back. @default - nothing does */
  readonly actionsSuppressedBy?: SuppressionPhase;
  readonly previousState: AlarmState;
}

/** What CloudWatch writes into a new alarm. */
export function initialState(at: number): AlarmState {
  return { value: 'INSUFFICIENT_DATA', at, reason: 'Unchecked: Initial alarm creation' };
}

export function transitionOf(
  alarm: { readonly name: string; readonly arn: string },
  previousState: AlarmState,
  next: AlarmState & { readonly reasonData: string },
): Transition {
  return {
    alarmName: alarm.name,
    arn: alarm.arn,
    previous: previousState.value,
    value: next.value,
    at: next.at,
    ...(next.actionsSuppressedBy === undefined ? {} : { actionsSuppressedBy: next.actionsSuppressedBy }),
    // Asked on, because a metric alarm words its reason when somebody reads it.
    get reason() {
      return next.reason;
    },
    get reasonData() {
      return next.reasonData;
    },
    previousState,
  };
}
