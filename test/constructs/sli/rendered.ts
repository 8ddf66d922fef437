import type { ISli, Measurement } from '../../../lib';
import { declared } from '../fixture';

const OBJECTIVE = 'AWS::ApplicationSignals::ServiceLevelObjective';

/** What CloudFormation gets for an SLI, and where its outcomes are counted. */
export interface Rendered {
  readonly sli?: object;
  readonly requestBasedSli?: object;
  readonly measurement: Measurement;
}

/** An SLI in an SLO of a service of Application Signals, synthesized. */
export function rendered(sli: ISli): Rendered {
  const { template, slo } = declared({ sli, attainmentGoal: 99 }, { environment: 'eks:prod/shop' });
  const [objective] = Object.values(template().findResources(OBJECTIVE));
  const { Sli, RequestBasedSli } = objective!.Properties;
  return {
    ...(Sli === undefined ? {} : { sli: Sli }),
    ...(RequestBasedSli === undefined ? {} : { requestBasedSli: RequestBasedSli }),
    measurement: slo.entry.measurement,
  };
}

export const SERVICE_ATTRIBUTES = { Type: 'Service', Name: 'shop', Environment: 'eks:prod/shop' };

/** A standard metric of the service, as the user guide lists its dimensions: "Metrics collected by Application Signals". */
export function standard(name: 'Latency' | 'Fault', stat: string, dimensions: Record<string, string> = {}) {
  return {
    namespace: 'ApplicationSignals',
    name,
    dimensions: { Environment: 'eks:prod/shop', ...dimensions, Service: 'shop' },
    stat,
  };
}

/** A query as Application Signals takes it. */
export function query(
  id: string,
  namespace: string,
  name: string,
  dimensions: Record<string, string>,
  stat: string,
  period = 60,
) {
  const named = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id: id,
    MetricStat: { Metric: { Namespace: namespace, MetricName: name, Dimensions: named }, Period: period, Stat: stat },
  };
}
