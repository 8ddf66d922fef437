import { Lazy } from 'aws-cdk-lib';
import { type CfnAlarm, CfnAlarmMuteRule, type CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { MOST_MUTED_ALARMS } from '../model/calendar/mute-schedule';
import { logicalId, muteRuleNameFault } from '../model/names';
import { claim } from './claims';
import { Faults } from './faults';
import type { Maintenance } from './maintenance';

export interface MuteRulesProps {
  /** Without faults. */
  readonly maintenance: readonly Maintenance[];
  /** Physical name of a rule; both numbers begin with 1. */
  readonly ruleName: (maintenance: number, part: number) => string;
}

/** Mute rules of some maintenance, for alarms that come one after another until synth. Without alarms there are none. */
export class MuteRules extends Construct {
  readonly #props: MuteRulesProps;
  readonly #alarms: (CfnAlarm | CfnCompositeAlarm)[] = [];
  /** Those for the alarms that come now. */
  #open: readonly CfnAlarmMuteRule[] = [];

  constructor(scope: Construct, id: string, props: MuteRulesProps) {
    super(scope, id);
    this.#props = props;
  }

  /** Alarms of the same stack, which have names. */
  mute(...alarms: readonly (CfnAlarm | CfnCompositeAlarm)[]): void {
    for (const alarm of alarms) {
      const { length } = this.#alarms;
      if (length % MOST_MUTED_ALARMS === 0) this.#open = this.#rules(length / MOST_MUTED_ALARMS);
      this.#alarms.push(alarm);
      // The rules name the alarm, which CloudFormation cannot see; nobody says that it may come later.
      for (const rule of this.#open) rule.addResourceDependency(alarm);
    }
  }

  #rules(part: number): CfnAlarmMuteRule[] {
    const names = () =>
      this.#alarms.slice(part * MOST_MUTED_ALARMS, (part + 1) * MOST_MUTED_ALARMS).map((one) => one.alarmName!);
    return this.#props.maintenance.map((maintenance, at) => {
      const name = this.#claimed(this.#props.ruleName(at + 1, part + 1));
      const { expression, duration, timeZone, startDate } = maintenance._muteSchedule();
      const rule = new CfnAlarmMuteRule(this, `Maintenance${at + 1}-${part + 1}`, {
        name,
        description: maintenance.reason,
        rule: { schedule: { expression, duration, timezone: timeZone } },
        muteTargets: { alarmNames: Lazy.list({ produce: names }) },
        startDate,
      });
      rule.overrideLogicalId(logicalId('MuteRule', name));
      return rule;
    });
  }

  /** Two rules of one name would overwrite each other: CloudWatch updates what exists. */
  #claimed(name: string): string {
    const holder = claim(this, 'mute rule', name);
    new Faults()
      .add(
        muteRuleNameFault('maintenance', name),
        holder === undefined
          ? undefined
          : `maintenance: got the mute rule ${name}, which ${holder} has; allowed is each name once`,
      )
      .throwAt(this.node.path);
    return name;
  }
}
