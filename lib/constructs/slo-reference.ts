import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import type { MetricReference } from '../model/contracts/measurement';
import { attainmentMetric, burnRateMetric } from '../model/contracts/published-metrics';
import { existingObjectiveFault } from '../model/names';
import { durationFault } from './duration-fault';
import { DeclarationError, Faults } from './faults';

/** An SLO in Application Signals, of this app or not. */
export interface ISlo extends IConstruct {
  /** Name in Application Signals. */
  readonly objectiveName: string;
  /** ARN in Application Signals. @attribute */
  readonly sloArn: string;
  /**
   * How many times as fast as the goal allows the error budget is spent in a look-back window.
   * @param window one that the SLO declares: Application Signals publishes no other
   * @default - maximum of each minute
   */
  metricBurnRate(window: Duration, options?: MetricOptions): Metric;
  /**
   * Percent of good outcomes over the interval.
   * @default - average of each minute
   */
  metricAttainment(options?: MetricOptions): Metric;
}

/** What an SLO of this app and one of another have in common. */
export abstract class SloReference extends Construct implements ISlo {
  /** Name in Application Signals. */
  abstract readonly objectiveName: string;

  /** ARN in Application Signals. */
  get sloArn(): string {
    return Stack.of(this).formatArn({
      service: 'application-signals',
      resource: 'slo',
      resourceName: this.objectiveName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }

  /**
   * How many times as fast as the goal allows the error budget is spent in a look-back window.
   *
   * @param window one that the SLO declares: Application Signals publishes no other
   * @param options what differs from the maximum of each minute
   * @throws DeclarationError for a window that it does not declare, where that is known
   */
  metricBurnRate(window: Duration, options: MetricOptions = {}): Metric {
    const wrong = durationFault('window', window, 'Duration.hours(1)');
    if (wrong !== undefined) throw new DeclarationError(this.node.path, [wrong]);
    const minutes = window.toMinutes({ integral: false });
    const declared = this._lookbacks();
    if (declared !== undefined && !declared.includes(minutes)) {
      throw new DeclarationError(this.node.path, [
        `window: got ${minutes} minutes, allowed are the look-backs of the SLO: ${declared.join(', ') || 'none'}`,
      ]);
    }
    return published(burnRateMetric(this.objectiveName, minutes), options);
  }

  /**
   * Percent of good outcomes over the interval.
   *
   * @param options what differs from the average of each minute
   */
  metricAttainment(options: MetricOptions = {}): Metric {
    return published(attainmentMetric(this.objectiveName), options);
  }

  /** Look-back windows in minutes, where they are known. @internal */
  abstract _lookbacks(): readonly number[] | undefined;
}

function published({ namespace, name, dimensions, stat }: MetricReference, options: MetricOptions): Metric {
  const period = Duration.minutes(1);
  return new Metric({ namespace, metricName: name, dimensionsMap: dimensions, statistic: stat, period, ...options });
}

/** An SLO that lives elsewhere, known by its name. */
export class ForeignSlo extends SloReference {
  readonly objectiveName: string;

  constructor(scope: Construct, id: string, objectiveName: string) {
    super(scope, id);
    new Faults()
      .known('sloName', objectiveName, (name) => existingObjectiveFault(name)?.replace('adopts', 'sloName'))
      .throwAt(this.node.path);
    this.objectiveName = objectiveName;
  }

  _lookbacks(): undefined {
    return undefined;
  }
}
