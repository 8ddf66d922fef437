import type { CfnCompositeAlarm, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { allOf, inAlarm } from '../model/composite';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { breachCompositeName, EVIDENCE, rollbackCompositeName } from '../model/names';
import { AnyOfAlarm } from './any-of-alarm';
import { ReferredAlarm } from './referred-alarm';
import type { Slo } from './slo';

export interface BreachAlarmsProps {
  readonly stage: string;
  readonly serviceName: string;
  readonly segment?: string;
  /** Name of the service with its segment. */
  readonly label: string;
  /** Whether there is an alarm for deployments, too. */
  readonly rollback: boolean;
}

/**
 * The composite alarms of a service: `…-breach` over the page tiers of its SLOs, for people, dashboards, journeys and backup pagers; and
 * `…-rollback` for deployments. An SLO that pages nobody is in neither.
 */
export class BreachAlarms {
  /** What a deployment watches; nothing unless it was asked for. */
  readonly rollback: IAlarm | undefined;
  readonly #scope: Construct;
  readonly #props: BreachAlarmsProps;
  readonly #rollback: AnyOfAlarm | undefined;
  #breach: AnyOfAlarm | undefined;

  constructor(scope: Construct, props: BreachAlarmsProps) {
    this.#scope = scope;
    this.#props = props;
    // Made at once, so that a deployment may refer to it before the SLOs are declared.
    this.#rollback = props.rollback ? this.#makeRollback() : undefined;
    this.rollback = this.#rollback && new ReferredAlarm(scope, 'RollbackAlarm', this.#rollback.alarm);
  }

  /** "Any page tier of any SLO"; nothing while no SLO pages. */
  get breach(): CfnCompositeAlarm | undefined {
    return this.#breach?.alarm;
  }

  admit({ entry, alarms }: Slo): void {
    const pages = pageTiers(entry);
    const [fastest] = pages.toSorted((one, other) => one.longMinutes - other.longMinutes);
    if (fastest === undefined) return;
    this.#breach ??= this.#makeBreach();
    for (const { alarm } of pages) {
      const tier = alarms[alarm]!;
      this.#breach.add(inAlarm(tier.alarmName!), [tier]);
    }
    const fast = alarms[fastest.alarm]!;
    const evidence = entry.evidence ? alarms[EVIDENCE] : undefined;
    const named = evidence === undefined ? [fast] : [fast, evidence];
    this.#rollback?.add(allOf(...named.map(({ alarmName }) => inAlarm(alarmName!))), named);
  }

  /**
   * What is wrong at synth, in words.
   * @param waiting why no SLO pages yet, in words; nothing when none is held back
   */
  faults(waiting: string | undefined): string[] {
    const { label } = this.#props;
    const empty = `rollbackAlarm: got true for "${label}", none of whose SLOs pages anybody, allowed are services with one that does`;
    return [
      ...(this.#breach?.faults() ?? []),
      ...(this.#rollback?.isEmpty ? [waiting ?? empty] : (this.#rollback?.faults() ?? [])),
    ];
  }

  #makeBreach(): AnyOfAlarm {
    const { stage, label, serviceName } = this.#props;
    return new AnyOfAlarm(this.#scope, 'Breach', {
      nameOf: (part) => breachCompositeName(stage, label, part),
      description: `${serviceName} breaks a promise quickly: a page tier of one of its SLOs is in ALARM.`,
      identity: ['Breach', ...this.#names],
    });
  }

  /**
   * Only the fastest tier, because the others stay in ALARM for hours and would stop the deployment of the fix; and only with
   * evidence, because in a quiet hour one bad request is enough for the tier.
   */
  #makeRollback(): AnyOfAlarm {
    const { stage, label, serviceName } = this.#props;
    return new AnyOfAlarm(this.#scope, 'Rollback', {
      nameOf: (part) => rollbackCompositeName(stage, label, part),
      description: `A deployment of ${serviceName} should be taken back: the fastest tier of one of its SLOs is in ALARM, and not for a few requests.`,
      identity: ['Rollback', ...this.#names],
    });
  }

  get #names(): string[] {
    const { stage, serviceName, segment } = this.#props;
    return [stage, serviceName, ...(segment === undefined ? [] : [segment])];
  }
}

/** Nobody hears of an SLO in shadow mode: no backup pager, no journey, no deployment. */
export function pageTiers({ tiers, shadow }: CatalogueEntry): CatalogueEntry['tiers'] {
  return shadow ? [] : tiers.filter(({ urgency }) => urgency === 'page');
}
