import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  OUTCOME_METRICS,
  outcomeDimensions,
  outcomeNamespaceFault,
  outcomeValueFault,
} from '../../model/contracts/outcomes';
import { Faults } from '../faults';
import type { ISegmentable, ISli, SliConfig } from './config';
import { OwnRatio } from './own-metrics';

/** Outcomes of one feature, counted by the application with `Outcomes` of `cdk-slo/outcomes`. */
export interface OutcomesProps {
  /** Namespace of the metrics: what the emitter was given. */
  readonly namespace: string;
  /** Feature whose outcomes are meant: value of the dimension `Feature`. */
  readonly feature: string;
  /**
   * Part of the customers: value of the dimension `Segment`.
   * @default - outcomes that are counted without a segment
   */
  readonly segment?: string;
}

/** Outcomes of the support desk, counted by what listens to the helpdesk. */
export interface SupportProps {
  /** Namespace of the metrics: what the emitter was given. */
  readonly namespace: string;
  /** Channel by which customers write: `email`, `chat`. */
  readonly channel: string;
}

/** Good and total outcomes with exactly the dimensions that the emitter writes. */
export class OutcomesSli implements ISegmentable {
  /** @param segmentName how the declaration calls its segment */
  constructor(
    private readonly props: OutcomesProps,
    private readonly segmentName = 'segment',
  ) {}

  bind(): SliConfig {
    const { namespace, feature, segment } = this.props;
    const faults = new Faults()
      .known('sli.namespace', namespace, (text) => prefixed(outcomeNamespaceFault(text)))
      .known('sli.feature', feature, (text) => valueFault('feature', text))
      .known(`sli.${this.segmentName}`, segment ?? 'all', (text) => valueFault(this.segmentName, text)).found;
    if (faults.length > 0) return { faults: [...faults] };
    const metric = (metricName: string) =>
      new Metric({
        namespace,
        metricName,
        dimensionsMap: outcomeDimensions({ feature, segment }),
        statistic: 'Sum',
        period: Duration.minutes(1),
      });
    return new OwnRatio('good', metric(OUTCOME_METRICS.good), metric(OUTCOME_METRICS.total)).bind();
  }

  /** The segment is a dimension of its own already, whatever it is called. */
  _segment(_dimension: string, value: string): ISli {
    return new OutcomesSli({ ...this.props, segment: value }, this.segmentName);
  }
}

/** The emitter counts under longer values; the CDK's metrics, from which dashboards are made, have no more. */
const LONGEST_VALUE = 255;

function valueFault(what: string, value: string): string | undefined {
  return prefixed(
    typeof value === 'string' && value.length > LONGEST_VALUE
      ? `${what}: got ${value.length} characters, allowed are ${LONGEST_VALUE}`
      : outcomeValueFault(what, value),
  );
}

function prefixed(fault: string | undefined): string | undefined {
  return fault && `sli.${fault}`;
}
