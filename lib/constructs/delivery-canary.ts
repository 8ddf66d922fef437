import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Alarm, type CfnAlarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, type LambdaFunctionProps } from 'aws-cdk-lib/aws-events-targets';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { CANARY_EVERY_MINUTES } from '../model/delivery/canary';
import { METRICS } from '../model/delivery/metrics';
import {
  alarmName,
  CANARY,
  catalogueParameterName,
  DELIVERY_CANARY,
  logicalId,
  metricsNamespace,
  objectiveName,
} from '../model/names';
import { claim } from './claims';
import { Faults } from './faults';
import type { IIncidentTarget } from './incident-target';
import type { ResponseFunction } from './response-function';
import { Service } from './service';
import { Sli } from './sli';
import { Slo } from './slo';
import { SLOW_PAGING_WARNING } from './slo-warnings';
import type { Team } from './team';
import { WayOut } from './ways-out';

/** Days after which people look whether the objective is still the right one. */
const REVIEW_DAYS = 90;

/** Properties of the canary of an incident response. */
export interface DeliveryCanaryProps {
  /** Who runs the response; the canary's own SLO is theirs, and its breach goes over their route. */
  readonly team: Team;
  /**
   * Where canaries are told, and nothing else is: a channel and a repository that nobody needs to follow. Use the systems
   * and the secrets of the response's targets, so that a vendor's outage and a revoked token show here, too.
   */
  readonly targets: IIncidentTarget[];
  /** What to do when canaries do not arrive. */
  readonly runbookUrl: string;
  /**
   * Percent of canaries that are told within a minute.
   * @default 99
   */
  readonly attainmentGoal?: number;
  /**
   * Date of the last review of the canary's own SLO, `2026-11-02`: whoever reviews it changes it. `slo check` finds reviews that are overdue.
   * @default - nobody has said, which `slo check` finds
   */
  readonly reviewedOn?: string;
}

/** What the incident response adds to what its declarer says of the canary. */
export interface CanaryParts extends DeliveryCanaryProps {
  /** Part of every physical name. */
  readonly stage: string;
  /** The function that raises the test alarm and judges the one before. */
  readonly fn: ResponseFunction;
  /** How the schedule calls the function. */
  readonly tick: LambdaFunctionProps;
}

/**
 * Proof that alarms reach people while nothing is wrong. Every 15 minutes a test alarm is raised at CloudWatch itself and goes the
 * whole way (EventBridge, queue, ledger, deliveries, targets) to targets of its own: one message that is edited and one ticket
 * a day. Whether it was told within a minute is counted, and is an SLO declared like any other.
 */
export class DeliveryCanary extends Construct {
  /** The response's own objective: "A broken promise is told within a minute." */
  readonly slo: Slo;
  /** The test alarm. */
  readonly alarm: Alarm;
  readonly #props: CanaryParts;

  /** @throws DeclarationError for no targets, and for an SLO that has the canary's name */
  constructor(scope: Construct, id: string, props: CanaryParts) {
    super(scope, id);
    this.#props = props;
    const name = objectiveName(props.stage, DELIVERY_CANARY);
    const holder = claim(this, 'objective', name);
    new Faults()
      .add(
        props.targets.length === 0 ? 'canary.targets: got none, allowed is at least one' : undefined,
        holder === undefined ? undefined : `canary: its name ${name} belongs to ${holder}; allowed is each name once`,
      )
      .throwAt(this.node.path);
    this.slo = this.#objective();
    this.alarm = this.#alarm();
    this.#schedule(this.#catalogue());
  }

  /**
   * The page tier that a single lost canary raises, for five minutes.
   * @internal
   */
  get _lost(): CfnAlarm {
    return this.slo.alarms.fast!;
  }

  /** The alarm's condition never holds, so it is in ALARM only because it was put there, and goes back at its next evaluation. */
  #alarm(): Alarm {
    return new Alarm(this, 'Alarm', {
      alarmName: alarmName({ stage: this.#props.stage, slo: DELIVERY_CANARY, alarm: CANARY }),
      alarmDescription: `Test alarm: raised every ${CANARY_EVERY_MINUTES} minutes to see that alarms reach people. Nobody needs to act.`,
      metric: this.#count(METRICS.canariesTotal),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  #objective(): Slo {
    const { stage, team, runbookUrl, attainmentGoal = 99, reviewedOn } = this.#props;
    const service = new Service(this, 'Service', {
      team,
      stage,
      serviceName: 'incident-response',
      runbookUrl,
      runbookFirstSteps: [
        'Look at the other alarms of the response stack: they name the part that is in trouble.',
        'Look at the log of the function "canary": it says which target did not confirm in time.',
        'Look at the log of the function "deliver" for what that target answered.',
      ],
      waysOut: {
        rollBack: WayOut.of({
          text: 'Deploy the version before, all at once: then no alarm holds it back.',
        }),
        workAround: WayOut.of({
          text: 'Tell people by hand. What is recorded meanwhile is told when the targets answer again.',
        }),
      },
      reviewCycle: Duration.days(REVIEW_DAYS),
      ...(reviewedOn === undefined ? {} : { reviewedOn }),
    });
    const slo = new Slo(this, 'Slo', {
      service,
      sloName: 'incident-delivery',
      sli: Sli.ratio({ good: this.#count(METRICS.canariesGood), total: this.#count(METRICS.canariesTotal) }),
      attainmentGoal,
      promise: 'A broken promise is told within a minute.',
      businessImpact: 'Outages last longer when nobody hears of them.',
      explanation: `Every ${CANARY_EVERY_MINUTES} minutes a test alarm takes the way of a real one. It counts as good when every target confirmed within a minute that it was told.`,
      customerFacing: false,
      requestsPerHourAtTrough: 60 / CANARY_EVERY_MINUTES,
    });
    const reason = 'A lost canary is a ticket at once; calling someone may wait until four of them are lost.';
    Validations.of(slo).acknowledge({ id: SLOW_PAGING_WARNING, reason });
    return slo;
  }

  #count(metricName: string): Metric {
    const namespace = metricsNamespace(this.#props.stage);
    return new Metric({ namespace, metricName, statistic: 'Sum', period: Duration.minutes(1) });
  }

  /** What `record-signal` looks up: it makes the canary a group of its own with a route of its own. */
  #catalogue(): CfnParameter {
    const { stage } = this.#props;
    const { attainmentGoal, interval, promise, owner, timeZone, measurement, runbook } = this.slo.entry;
    const entry: CatalogueEntry = {
      version: 1,
      canary: true,
      stage,
      slo: DELIVERY_CANARY,
      service: DELIVERY_CANARY,
      attainmentGoal,
      interval,
      promise,
      businessImpact: 'None: this is a test.',
      critical: false,
      customerFacing: false,
      owner,
      timeZone,
      runbook: { url: runbook.url, firstSteps: [] },
      tiers: [],
      evidence: false,
      noData: false,
      measurement,
      routes: [{ targets: [], from: 'info' }],
    };
    const parameter = new CfnParameter(this, 'Catalogue', {
      name: catalogueParameterName(stage, DELIVERY_CANARY),
      type: 'String',
      description: `Catalogue entry of the test alarm of ${Stack.of(this).stackName}`,
      value: JSON.stringify(entry),
    });
    parameter.overrideLogicalId(logicalId('Catalogue', stage, DELIVERY_CANARY));
    return parameter;
  }

  /** A canary without its entry would look like an SLO that nobody knows, and reach everybody. */
  #schedule(entry: CfnParameter): void {
    const { fn, tick } = this.#props;
    const rule = new Rule(this, 'Schedule', {
      description: 'Test alarms, to see that alarms reach people',
      schedule: Schedule.rate(Duration.minutes(CANARY_EVERY_MINUTES)),
      targets: [new LambdaFunction(fn.live, tick)],
    });
    rule.node.addDependency(entry, this.alarm);
  }
}
