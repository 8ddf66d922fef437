import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { BUDGET_EXHAUSTED, BUDGET_WARNING } from '../model/names';

/** Source: CloudWatch API reference, PutMetricAlarm. */
const MOST_ACTIONS = 5;

/** Properties of budget alarms. */
export interface BudgetAlarmsProps {
  /**
   * Alarm `budget-warning`: no more of the budget is left than the SLO's warning threshold.
   * @default true
   */
  readonly warning?: boolean;
  /**
   * Alarm `budget-exhausted`: the promise is broken over the interval.
   * @default true
   */
  readonly exhausted?: boolean;
  /**
   * Whom they tell, at most five: an SNS topic of the team, for example. A topic with a policy of its own must allow
   * cloudwatch.amazonaws.com to publish.
   * @default - nobody; they stand on the dashboard
   */
  readonly actions?: IAlarmAction[];
}

/**
 * Alarms on what is left of the error budget. They stay red for days, so they open no incident and hold none open: they are for
 * the team's channel, not for the pager. Each costs 0.10 dollars a month.
 */
export class BudgetAlarms {
  /** Both alarms, unless one is switched off. */
  static of(props: BudgetAlarmsProps = {}): BudgetAlarms {
    return new BudgetAlarms(props);
  }

  private constructor(private readonly props: BudgetAlarmsProps) {}

  /** @internal */
  _faults(): string[] {
    const faults =
      this._kinds.length === 0 ? ['budgetAlarms: got none, allowed is at least one of warning and exhausted'] : [];
    if (!Array.isArray(this._actions))
      return [...faults, `budgetAlarms.actions: got ${String(this._actions)}, allowed is a list of alarm actions`];
    const actions = this._actions.length;
    if (actions > MOST_ACTIONS) faults.push(`budgetAlarms.actions: got ${actions}, allowed are ${MOST_ACTIONS}`);
    return faults;
  }

  /** @internal */
  get _kinds(): string[] {
    const { warning = true, exhausted = true } = this.props;
    return [...(warning ? [BUDGET_WARNING] : []), ...(exhausted ? [BUDGET_EXHAUSTED] : [])];
  }

  /** @internal */
  get _actions(): IAlarmAction[] {
    return this.props.actions ?? [];
  }
}
