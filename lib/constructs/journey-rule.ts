import { Token } from 'aws-cdk-lib';
import type { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { type AlarmRule, allOf, anyOf, atLeast, inAlarm, not } from '../model/composite';
import { classFault } from './class-fault';
import type { Journey } from './journey';
import type { Service } from './service';
import type { Team } from './team';

/** What a journey depends on: something with a composite alarm that says that it is broken. */
export interface JourneyPart {
  readonly construct: IConstruct;
  readonly stage: string;
  /** What people call it. */
  readonly label: string;
  readonly alarmName: string;
  readonly team: Team;
  /** Calls back with its composite alarm, as soon as there is one. */
  readonly withAlarm: (use: (alarm: CfnCompositeAlarm) => void) => void;
  /** What is wrong with it at synth, in words. */
  readonly fault: () => string | undefined;
}

/**
 * When a journey of customers is broken. Rules stand in rules, as deep as it takes:
 * `JourneyRule.anyOf(JourneyRule.broken(shop), JourneyRule.allOf(JourneyRule.broken(cards), JourneyRule.broken(invoices)))`.
 * What is wrong with a rule is told by the journey that takes it.
 */
export class JourneyRule {
  /** The service breaks a promise quickly: a page tier of one of its SLOs is in ALARM. */
  static broken(service: Service): JourneyRule {
    // Callers without types may give something else.
    const fault = classFault('rule: service', service, '_signals', 'Service');
    if (fault !== undefined) return new JourneyRule(inAlarm('unknown'), [], [fault]);
    return JourneyRule.#of({
      construct: service,
      stage: service.stage,
      label: service._label,
      alarmName: service.breachAlarmName,
      team: service._props.team,
      withAlarm: (use) => service._eachSlo(() => service._breach && use(service._breach)),
      fault: () => service._silenceFault('rule'),
    });
  }

  /** Another journey is broken: for what a rule cannot say, such as "two of these three journeys", or would be too long to say. */
  static journeyBroken(journey: Journey): JourneyRule {
    return JourneyRule.#of(journey._part);
  }

  /** Any of the rules holds; at least one. */
  static anyOf(...rules: JourneyRule[]): JourneyRule {
    return JourneyRule.#join('anyOf', rules, anyOf);
  }

  /** All of the rules hold; at least one. */
  static allOf(...rules: JourneyRule[]): JourneyRule {
    return JourneyRule.#join('allOf', rules, allOf);
  }

  /** The rule does not hold: for what is no breach while something else explains it. */
  static not(rule: JourneyRule): JourneyRule {
    return new JourneyRule(not(rule._rule), rule._parts, rule._faults);
  }

  /**
   * So many of these are broken. CloudWatch counts alarms, not rules: each must be `broken` or `journeyBroken`.
   * @param count 1 to the number of rules
   */
  static atLeast(count: number, ...rules: JourneyRule[]): JourneyRule {
    const faults = emptyFaults('atLeast', rules);
    const alarms = rules.flatMap(({ _rule }) => (_rule.type === 'state' ? [_rule.alarm] : []));
    if (alarms.length < rules.length) {
      faults.push(
        'rule.atLeast: got a rule made of rules, allowed are broken(service) and journeyBroken(journey): make it a journey of its own',
      );
    }
    if (new Set(alarms).size < alarms.length) faults.push('rule.atLeast: got one alarm twice, allowed is each once');
    faults.push(...countFaults(count, rules.length));
    return new JourneyRule(atLeast(count, alarms), partsOf(rules), [...faults, ...faultsOf(rules)]);
  }

  static #of(part: JourneyPart): JourneyRule {
    return new JourneyRule(inAlarm(part.alarmName), [part], []);
  }

  static #join(
    name: string,
    rules: readonly JourneyRule[],
    join: (...operands: AlarmRule[]) => AlarmRule,
  ): JourneyRule {
    const rule = join(...rules.map(({ _rule }) => _rule));
    return new JourneyRule(rule, partsOf(rules), [...emptyFaults(name, rules), ...faultsOf(rules)]);
  }

  private constructor(
    /** @internal */
    readonly _rule: AlarmRule,
    /** What it names, each maybe several times. @internal */
    readonly _parts: readonly JourneyPart[],
    /** What is wrong with it, in words. @internal */
    readonly _faults: readonly string[],
  ) {}
}

function emptyFaults(name: string, rules: readonly JourneyRule[]): string[] {
  return rules.length === 0 ? [`rule.${name}: got no rules, allowed is at least one`] : [];
}

function countFaults(count: number, most: number): string[] {
  if (Token.isUnresolved(count)) return ['rule.atLeast: got a token, allowed is a value known at synth'];
  return most === 0 || (Number.isInteger(count) && count >= 1 && count <= most)
    ? []
    : [`rule.atLeast: got ${count} of ${most}, allowed are whole numbers from 1 to ${most}`];
}

function partsOf(rules: readonly JourneyRule[]): JourneyPart[] {
  return rules.flatMap(({ _parts }) => _parts);
}

function faultsOf(rules: readonly JourneyRule[]): string[] {
  return rules.flatMap(({ _faults }) => _faults);
}
