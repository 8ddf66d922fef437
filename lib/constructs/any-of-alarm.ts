import { Lazy } from 'aws-cdk-lib';
import { type CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type AlarmRule, anyOf, inAlarm, ruleFaults, ruleText, SplitRule } from '../model/composite';
import { logicalId } from '../model/names';

export interface AnyOfAlarmProps {
  /** @param part below the alarm itself, from 1 */
  readonly nameOf: (part?: number) => string;
  /** What a person reads. */
  readonly description: string;
  /** What the logical ids are made of: kind and names. */
  readonly identity: readonly [kind: string, ...names: string[]];
}

/**
 * A composite alarm that is on while any of its terms holds. What exceeds CloudWatch's limits stands in parts below it:
 * composite alarms of their own, in the order of the terms, so that a new term changes the last part only. The alarm itself keeps its
 * name and its logical id. A level 1 construct, because both come from names.
 */
export class AnyOfAlarm {
  readonly alarm: CfnCompositeAlarm;
  readonly #scope: Construct;
  readonly #props: AnyOfAlarmProps;
  readonly #split = new SplitRule();
  readonly #parts: CfnCompositeAlarm[] = [];
  /** What the terms of the first part name: below the alarm itself until there is a second part. */
  readonly #first: CfnAlarm[] = [];

  constructor(scope: Construct, id: string, props: AnyOfAlarmProps) {
    this.#scope = scope;
    this.#props = props;
    const [kind, ...names] = props.identity;
    this.alarm = new CfnCompositeAlarm(scope, id, {
      alarmName: props.nameOf(),
      alarmDescription: props.description,
      alarmRule: Lazy.string({ produce: () => ruleText(this.#rule()) }),
    });
    this.alarm.overrideLogicalId(logicalId(kind, ...names));
  }

  /** @param alarms what the term names: they must exist first, and CloudFormation cannot see that in a rule of names */
  add(term: AlarmRule, alarms: readonly CfnAlarm[]): void {
    const part = this.#split.add(term);
    if (part === 1) {
      this.#first.push(...alarms);
      depend(this.alarm, alarms);
      return;
    }
    if (this.#parts.length === 0) {
      for (const alarm of this.#first) this.alarm.removeResourceDependency(alarm);
      depend(this.#part(1), this.#first);
    }
    depend(this.#parts[part - 1] ?? this.#part(part), alarms);
  }

  /** Whether it has a term; without one CloudWatch does not take it. */
  get isEmpty(): boolean {
    return this.#split.length === 0;
  }

  /** What is wrong with it, in words. */
  faults(): string[] {
    return ruleFaults(`composite alarm ${this.#props.nameOf()}`, this.#rule());
  }

  #rule(): AlarmRule {
    if (this.#split.length === 1) return this.#split.rule(1);
    return anyOf(...this.#parts.map((_, at) => inAlarm(this.#props.nameOf(at + 1))));
  }

  #part(part: number): CfnCompositeAlarm {
    const { nameOf, description, identity } = this.#props;
    const [kind, ...names] = identity;
    const alarm = new CfnCompositeAlarm(this.#scope, `${this.alarm.node.id}Part${part}`, {
      alarmName: nameOf(part),
      alarmDescription: `Part ${part} of ${nameOf()}: ${description}`,
      alarmRule: Lazy.string({ produce: () => ruleText(this.#split.rule(part)) }),
    });
    // "part" keeps it apart from a segment of that number.
    alarm.overrideLogicalId(logicalId(`${kind}Part`, ...names, String(part)));
    this.alarm.addResourceDependency(alarm);
    this.#parts.push(alarm);
    return alarm;
  }
}

function depend(on: CfnCompositeAlarm, alarms: readonly CfnAlarm[]): void {
  for (const alarm of alarms) on.addResourceDependency(alarm);
}
