import { type CloudWatchClient, GetMetricWidgetImageCommand } from '@aws-sdk/client-cloudwatch';
import { chartWidget } from '../../lib/model/dashboard/chart';
import type { IncidentState } from '../../lib/model/incident';
import type { Draw } from './picture';

/** CloudWatch draws it: we carry no renderer, and the picture looks like its own pages, which engineers know. */
export function drawWith(client: CloudWatchClient, state: Promise<IncidentState>): Draw {
  return async (chart, abortSignal) => {
    const entry = (await state).objectives[chart.slo];
    if (entry === undefined) throw new Error(`"${chart.slo}" is no SLO of the incident`);
    const MetricWidget = JSON.stringify(chartWidget(entry, chart));
    const command = new GetMetricWidgetImageCommand({ MetricWidget, OutputFormat: 'png' });
    const { MetricWidgetImage } = await client.send(command, { abortSignal });
    if (MetricWidgetImage === undefined || MetricWidgetImage.length === 0)
      throw new Error('CloudWatch gave no picture');
    return MetricWidgetImage;
  };
}
