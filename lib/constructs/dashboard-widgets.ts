import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Color,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  MathExpression,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricReference } from '../model/contracts/catalogue';
import type { GraphPanel, Line } from '../model/dashboard/panels';

/** Every metric here is published once a minute; over longer times CloudWatch draws longer periods by itself. */
const PERIOD_SECONDS = 60;

/** A line and the mark that limits it have one colour; CloudWatch colours the others. */
const COLOURS = [Color.RED, Color.ORANGE, Color.BLUE] as const;

/** Where a panel stands, in columns (24 are a row) and rows of the dashboard. */
export interface PanelSize {
  readonly textWidth: number;
  readonly width: number;
  readonly height: number;
}

/** A graph with its sentence to its left; nothing where there is nothing to draw, such as the burn of an SLO without tiers. */
export function graphWithText(panel: GraphPanel, region: string, size: PanelSize, text = panel.sentence): IWidget[] {
  if (panel.lines.length === 0) return [];
  const { width, height } = size;
  const colourOf = (index: number) => COLOURS[index % COLOURS.length]!;
  const limited = new Set(panel.marks.map(({ line }) => line));
  const lines = panel.lines.map((line, index) => ({
    line,
    metric: metricOf(line, limited.has(index) ? colourOf(index) : undefined),
  }));
  const at = (right: boolean) => lines.filter(({ line }) => (line.right ?? false) === right);
  return [
    textBeside(text, size),
    new GraphWidget({
      title: panel.title,
      region,
      width,
      height,
      left: at(false).map(({ metric }) => metric),
      right: at(true).map(({ metric }) => metric),
      leftAnnotations: panel.marks.map(({ value, label, line }) => ({
        value,
        label,
        color: line === undefined ? Color.GREY : colourOf(line),
      })),
      leftYAxis: { ...panel.axis, showUnits: false },
      ...(at(true).length === 0 ? {} : { rightYAxis: { min: 0, showUnits: false } }),
    }),
  ];
}

/** The states of alarms with what they mean to their left; without alarms the text alone, because CloudWatch takes no empty widget. */
export function alarmsWithText(title: string, text: string, alarms: IAlarm[], size: PanelSize): IWidget[] {
  const { textWidth, width, height } = size;
  if (alarms.length === 0) return [textBeside(text, { ...size, textWidth: textWidth + width })];
  return [textBeside(text, size), new AlarmStatusWidget({ title, alarms, width, height })];
}

/** @param markdown text of people in it must be escaped */
export function textBeside(markdown: string, { textWidth, height }: PanelSize): IWidget {
  return new TextWidget({ markdown, width: textWidth, height });
}

function metricOf(
  { label, expression, metrics, periodSeconds = PERIOD_SECONDS }: Line,
  color: string | undefined,
): IMetric {
  const period = Duration.seconds(periodSeconds);
  const using = Object.fromEntries(Object.entries(metrics).map(([id, reference]) => [id, metric(reference, period)]));
  if (expression !== undefined) {
    return new MathExpression({ expression, usingMetrics: using, label, color, period });
  }
  return Object.values(metrics).map((reference) => metric(reference, period).with({ label, color }))[0]!;
}

function metric({ namespace, name, dimensions, stat }: MetricReference, period: Duration): Metric {
  return new Metric({ namespace, metricName: name, dimensionsMap: dimensions, statistic: stat, period });
}
