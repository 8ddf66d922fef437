import { Stack, Stage, Tags, Token } from 'aws-cdk-lib';
import { CfnCompositeAlarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { canFire, firesWhileFine, ruleFaults, ruleInWords, ruleText } from '../model/composite';
import { LONGEST_PROMISE } from '../model/contracts/sentence';
import { journeyCompositeName, logicalId, nameFault, stageFault } from '../model/names';
import { claim } from './claims';
import { Faults } from './faults';
import type { JourneyPart, JourneyRule } from './journey-rule';
import { OWNER_TAG } from './owner-tag';
import { ReferredAlarm } from './referred-alarm';
import { deployedStack } from './stack-words';
import type { Team } from './team';

/** It stands in the alarm's description, too, which has 1024 characters for all its parts. */
const LONGEST_RULE_IN_WORDS = 350;

/** Properties of a journey. */
export interface JourneyProps {
  /** Name of the journey: letters, digits, ".", "_", "-"; with the stage at most 127 characters. */
  readonly journeyName: string;
  /**
   * Stage; the services must be of the same one.
   * @default 'prod'
   */
  readonly stage?: string;
  /** What customers can do, as they would say it: "You can buy a scarf." */
  readonly promise: string;
  /** When the journey is broken. It names at most 100 services and journeys. */
  readonly rule: JourneyRule;
  /**
   * Who owns the journey: the tag `owner` of its alarm.
   * @default - the team that owns all the services; required when there are several
   */
  readonly team?: Team;
}

/**
 * What customers do across services: the composite alarm `<stage>-<journey>-journey` over the composite alarms of services. For people,
 * dashboards and rules of your own; incidents stay with the services, and the journey pages nobody by itself.
 *
 * The services may stand in other stacks of the same account and region, which are then deployed first. CloudWatch deletes no alarm that
 * a composite alarm still names: take a service out of the journey and deploy that before you delete the service. Costs 0.50 dollars
 * a month (https://aws.amazon.com/cloudwatch/pricing/).
 */
export class Journey extends Construct {
  /** Name of the journey. */
  readonly journeyName: string;
  /** Stage; part of the alarm's name. */
  readonly stage: string;
  /** Name of the composite alarm. */
  readonly alarmName: string;
  /** The composite alarm, for dashboards and rules of your own. */
  readonly alarm: IAlarm;
  /** @internal */
  readonly _part: JourneyPart;

  /**
   * At synth it also refuses a service none of whose SLOs pages: it has no alarm.
   * @throws DeclarationError naming every fault: names, promise, a rule that is empty, can never hold or holds while nothing is broken,
   *   more than CloudWatch takes, services of another stage, account or region, and a name that is taken
   */
  constructor(scope: Construct, id: string, props: JourneyProps) {
    super(scope, id);
    const { journeyName, stage = 'prod', promise, rule } = props;
    const faults = new Faults()
      .known('stage', stage, stageFault)
      .known('journeyName', journeyName, (name) => nameFault('journeyName', name, stage))
      .sentence('promise', promise, LONGEST_PROMISE)
      .add(...this.#ruleFaults(rule, stage));
    faults.throwAt(this.node.path);
    this.journeyName = journeyName;
    this.stage = stage;
    this.alarmName = journeyCompositeName(stage, journeyName);
    const parts = [...new Map(rule._parts.map((part) => [part.alarmName, part])).values()];
    const team = props.team ?? parts[0]!.team;
    const holder = claim(this, 'alarm', this.alarmName);
    faults
      .add(
        holder && `journeyName: got "${journeyName}", which ${holder} has in stage ${stage}; allowed is each name once`,
        props.team === undefined ? teamFault(parts) : undefined,
      )
      .throwAt(this.node.path);
    const alarm = this.#alarm(props, parts, team);
    for (const part of parts) this.#after(alarm, part);
    this.alarm = new ReferredAlarm(this, 'Alarm', alarm);
    this._part = {
      construct: this,
      stage,
      label: journeyName,
      alarmName: this.alarmName,
      team,
      withAlarm: (use) => use(alarm),
      fault: () => undefined,
    };
    this.node.addValidation({ validate: () => parts.flatMap(({ fault }) => fault() ?? []) });
    Tags.of(this).add(OWNER_TAG, team.teamName);
    Tags.of(this).add('stage', stage);
  }

  #ruleFaults(rule: JourneyRule | undefined, stage: string): string[] {
    // Callers without types may leave it out.
    if (rule === undefined) return ['rule: got nothing, allowed is a JourneyRule'];
    if (rule._faults.length > 0) return [...rule._faults];
    return [
      ...ruleFaults('rule', rule._rule).map((fault) => `${fault}: make journeys of its parts`),
      ...(firesWhileFine(rule._rule)
        ? ['rule: got one that holds while nothing is broken, allowed are rules that need something broken']
        : []),
      ...(canFire(rule._rule) ? [] : ['rule: got one that can never hold, allowed are rules without contradictions']),
      ...new Set(rule._parts.flatMap((part) => this.#placeFaults(part, stage))),
    ];
  }

  /** Composite alarms see alarms of their own account and region only. */
  #placeFaults(part: JourneyPart, stage: string): string[] {
    const [its, mine] = [Stack.of(part.construct), Stack.of(this)];
    const places = [
      { what: 'stage', got: part.stage, allowed: stage },
      { what: 'account', got: its.account, allowed: mine.account },
      { what: 'region', got: its.region, allowed: mine.region },
      // No stack waits for one of another of these.
      { what: 'cdk.Stage', got: cdkStage(its), allowed: cdkStage(mine) },
    ];
    return places
      .filter(({ got, allowed }) => !Token.isUnresolved(got) && !Token.isUnresolved(allowed) && got !== allowed)
      .map(
        ({ what, got, allowed }) =>
          `rule: got "${part.label}" of ${what} ${got}, allowed are services of the journey's ${what} ${allowed}`,
      );
  }

  #alarm({ promise, rule }: JourneyProps, parts: readonly JourneyPart[], team: Team): CfnCompositeAlarm {
    const labels = new Map(parts.map(({ alarmName, label }) => [alarmName, label]));
    const words = ruleInWords(rule._rule, (alarm) => labels.get(alarm)!);
    const what = words.length > LONGEST_RULE_IN_WORDS ? `a rule over ${parts.length} services` : words;
    const alarm = new CfnCompositeAlarm(this, 'Resource', {
      alarmName: this.alarmName,
      alarmDescription: `Customers cannot rely on this now: "${promise}" The journey ${this.journeyName} is broken while these break a promise quickly: ${what}. Owner: ${team.teamName}.`,
      alarmRule: ruleText(rule._rule),
    });
    alarm.overrideLogicalId(logicalId('Journey', this.stage, this.journeyName));
    return alarm;
  }

  /** The rule names its alarms, which CloudFormation cannot see; they must exist first. */
  #after(alarm: CfnCompositeAlarm, { construct, withAlarm, label }: JourneyPart): void {
    // Of nested stacks CloudFormation orders resources; a stack cannot wait for the one that it stands in.
    const [its, mine] = [deployedStack(Stack.of(construct)), deployedStack(Stack.of(this))];
    if (its === mine) withAlarm((found) => alarm.addResourceDependency(found));
    else mine.addStackDependency(its, `journey ${this.journeyName} names the alarm of ${label}`);
  }
}

function cdkStage(stack: Stack): string {
  const path = Stage.of(stack)?.node.path;
  return path ? path : '(none)';
}

function teamFault(parts: readonly JourneyPart[]): string | undefined {
  const teams = [...new Set(parts.map(({ team }) => team.teamName))];
  return teams.length > 1
    ? `team: got none, and the services belong to ${teams.map((team) => `"${team}"`).join(', ')}; allowed is the team that owns the journey`
    : undefined;
}
