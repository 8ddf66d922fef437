import type { CatalogueEntry } from '../contracts/catalogue';
import type { Chart } from '../wording/document';
import { outcomesInWords } from '../wording/outcomes';
import { badShare } from './bad-share';

/** Its words can still be read in the narrow column of a chat. */
const SIZE = { width: 600, height: 300 };
/** More points than the picture has pixels show nothing more. */
const MOST_POINTS = 720;

/**
 * What CloudWatch is to draw for a chart: percent of bad outcomes, in the team's time zone.
 * Source: CloudWatch API reference, "GetMetricWidgetImage: Metric Widget Structure and Syntax".
 */
export function chartWidget(
  { measurement, timeZone }: Pick<CatalogueEntry, 'measurement' | 'timeZone'>,
  { title, from, to }: Chart,
): Readonly<Record<string, unknown>> {
  const { expression, metrics } = badShare(measurement);
  const period = periodSeconds(measurement.periodSeconds, from, to);
  const label = `bad ${outcomesInWords(measurement)} (%)`;
  const hidden = Object.entries(metrics).map(([id, { namespace, name, dimensions, stat }]) => [
    namespace,
    name,
    ...Object.entries(dimensions).flat(),
    { id, stat, period, visible: false },
  ]);
  return {
    ...SIZE,
    title,
    view: 'timeSeries',
    metrics: [[{ id: 'badPercent', expression: `100 * ${expression}`, label, period }], ...hidden],
    start: new Date(from).toISOString(),
    end: new Date(to).toISOString(),
    timezone: offsetOf(timeZone, to),
    yAxis: { left: { min: 0, showUnits: false } },
  };
}

/** A multiple of the SLI's own, so that each point rests on whole ones. */
function periodSeconds(own: number, from: number, to: number): number {
  const points = (to - from) / (own * 1000);
  return own * Math.max(1, Math.ceil(points / MOST_POINTS));
}

/** `+0100`: hours and minutes by which the zone is ahead of UTC then. */
function offsetOf(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace(/GMT|:/g, '') || '+0000';
}
