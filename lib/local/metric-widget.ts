import type { MetricQuery } from '../assembly';
import { ServiceFault } from './service-fault';

/** What GetMetricWidgetImage is asked to draw. Times are epoch milliseconds. */
export interface MetricWidget {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  /** By which the times in the picture are ahead of UTC. */
  readonly offsetMinutes: number;
  readonly queries: readonly MetricQuery[];
}

interface WidgetJson {
  readonly metrics: readonly (readonly unknown[])[];
  readonly title?: string;
  readonly width?: number;
  readonly height?: number;
  readonly start?: string;
  readonly end?: string;
  readonly timezone?: string;
  readonly period?: number;
  readonly stat?: string;
}

interface MetricOptions {
  readonly id?: string;
  readonly expression?: string;
  readonly label?: string;
  readonly stat?: string;
  readonly period?: number;
  readonly visible?: boolean;
}

/**
 * Source, defaults among it: CloudWatch API reference, "GetMetricWidgetImage: Metric Widget Structure and Syntax". `"..."` and `"."` in a
 * metric stand for what the metric before has there.
 *
 * @throws ServiceFault for what CloudWatch could not draw
 */
export function metricWidget(text: string, now: number): MetricWidget {
  const json = parsed(text);
  const { title = '', width = 600, height = 400, start = '-PT3H', end = 'P0D', timezone = '+0000' } = json;
  let before: readonly string[] = [];
  const queries = json.metrics.map((given, index): MetricQuery => {
    const options = (typeof given.at(-1) === 'object' ? given.at(-1) : {}) as MetricOptions;
    const { id = `m${index}`, expression, label, visible = true } = options;
    const facts = { id, returnData: visible, ...(label === undefined ? {} : { label }) };
    if (expression !== undefined) return { ...facts, expression };
    before = filledIn(given.filter((part) => typeof part === 'string') as string[], before);
    const [namespace = '', name = '', ...pairs] = before;
    const dimensions = Object.fromEntries(
      pairs.flatMap((part, place) => (place % 2 === 0 ? [[part, pairs[place + 1] ?? '']] : [])),
    );
    const { stat = json.stat ?? 'Average', period = json.period ?? 300 } = options;
    return { ...facts, metric: { namespace, name, dimensions }, period, stat };
  });
  const span = { from: moment(start, now), to: moment(end, now), offsetMinutes: minutesOf(timezone) };
  return { title, width, height, ...span, queries };
}

function parsed(text: string): WidgetJson {
  try {
    const json = JSON.parse(text) as WidgetJson;
    if (Array.isArray(json.metrics)) return json;
  } catch {
    // Said below.
  }
  throw new ServiceFault('ValidationError', 'MetricWidget: got no JSON object with metrics');
}

function filledIn(given: readonly string[], before: readonly string[]): string[] {
  const spread = given.flatMap((part) =>
    part === '...' ? before.slice(0, before.length - (given.length - 1)) : [part],
  );
  return spread.map((part, place) => (part === '.' ? (before[place] ?? '') : part));
}

/** Of `+0100`. */
function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3, 5));
  return offset.startsWith('-') ? -minutes : minutes;
}

const UNITS = [86_400_000, 3_600_000, 60_000];

/** ISO-8601, or so long from now: `-PT3H`. */
function moment(given: string, now: number): number {
  const match = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(given);
  if (match === null) return Date.parse(given);
  const [, sign, ...amounts] = match;
  const span = UNITS.reduce((sum, unit, place) => sum + unit * Number(amounts[place] ?? 0), 0);
  return sign === '-' ? now - span : now + span;
}
