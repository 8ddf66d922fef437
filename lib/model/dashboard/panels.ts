import type { CatalogueEntry } from '../contracts/catalogue';
import {
  type FlatSeries,
  flatten,
  type GoodComparison,
  type Measurement,
  type MetricReference,
} from '../contracts/measurement';
import { attainmentMetric, burnRateMetric } from '../contracts/published-metrics';
import { fastestPageTier } from '../incident';
import { objectiveOf } from '../names';
import { exact, formatDecimal, parseGoal } from '../slo';
import { outcomeInWords, outcomesInWords } from '../wording/outcomes';
import { currentIntervalInWords, intervalInWords } from '../wording/promise';
import { durationInWords } from '../wording/words';
import { badShare } from './bad-share';

/**
 * What a dashboard shows of one SLO, as plain values. A panel cannot be without its sentence: whoever has never heard of a burn
 * rate reads beside each picture what it says.
 */
export type Panel = GraphPanel | AlarmsPanel;

export interface GraphPanel {
  readonly kind: 'graph';
  readonly title: string;
  /** One sentence that says what the picture means. */
  readonly sentence: string;
  readonly lines: readonly Line[];
  readonly marks: readonly Mark[];
  /** Fixed ends of the left axis; the data decide where there is none. */
  readonly axis: { readonly min?: number; readonly max?: number };
}

export interface AlarmsPanel {
  readonly kind: 'alarms';
  readonly title: string;
  readonly sentence: string;
  /** Kinds of the SLO's alarms: `fast`, `evidence`, … */
  readonly alarms: readonly string[];
}

export interface Line {
  readonly label: string;
  /** Metric math over the metrics by their ids. @default - the only metric as it is */
  readonly expression?: string;
  readonly metrics: Readonly<Record<string, MetricReference>>;
  /** Length of a data point, where another would be another number: a percentile. @default 60 */
  readonly periodSeconds?: number;
  /** Counts stand at the right axis, shares at the left one. */
  readonly right?: boolean;
}

/** A horizontal line that gives the others their meaning. */
export interface Mark {
  readonly value: number;
  readonly label: string;
  /** Index of the line that it limits. @default - it gives all of them their meaning */
  readonly line?: number;
}

const MINUTE_MS = 60_000;

/** Budget that is left over the SLO's interval, from the attainment that Application Signals publishes. */
export function budgetPanel(entry: CatalogueEntry): GraphPanel {
  const { percent } = parseGoal(entry.attainmentGoal);
  // Exact: 100 - 99.9 in doubles is 0.09999999999999432, a budget too small by a millionth.
  const budgetPercent = formatDecimal(exact(100).sub(exact(percent)), percent.length);
  return {
    kind: 'graph',
    title: 'Error budget left (%)',
    sentence: `Percent of the error budget of ${intervalInWords(entry.interval)} that is left: at 0 the promise is broken, below 0 it is broken by so much more.`,
    lines: [
      {
        label: 'budget left',
        expression: `100 * (1 - (100 - attainment) / ${budgetPercent})`,
        metrics: { attainment: attainmentMetric(objectiveOf(entry)) },
      },
    ],
    marks: [{ value: 0, label: 'nothing left' }],
    axis: { max: 100 },
  };
}

/**
 * What the tiers compare with their thresholds: the lower of the burn in their long and in their short window.
 * @param tiers those that are drawn
 * @returns nothing without tiers: Application Signals publishes burn rates for their windows only
 */
export function burnPanel(entry: CatalogueEntry, tiers: CatalogueEntry['tiers']): GraphPanel | undefined {
  if (tiers.length === 0) return undefined;
  return {
    kind: 'graph',
    title: 'Burn rate',
    sentence: `How many times as fast as the goal allows the error budget is being spent: 1 would spend it in exactly ${intervalInWords(entry.interval)}, and above a dashed line its alarm goes off.`,
    lines: tiers.map(({ alarm, longMinutes, shortMinutes }) => {
      const [long, short] = [`${idOf(alarm)}Long`, `${idOf(alarm)}Short`];
      return {
        label: `${alarm}: over ${minutesInWords(longMinutes)} and ${minutesInWords(shortMinutes)}`,
        expression: `IF(${long} < ${short}, ${long}, ${short})`,
        metrics: {
          [long]: burnRateMetric(objectiveOf(entry), longMinutes),
          [short]: burnRateMetric(objectiveOf(entry), shortMinutes),
        },
      };
    }),
    marks: tiers.map(({ alarm, urgency, threshold }, line) => ({
      line,
      value: threshold,
      label: `${alarm}: ${consequence(urgency, entry.shadow)} above ${formatDecimal(threshold, 3)}`,
    })),
    axis: { min: 0 },
  };
}

function consequence(urgency: 'page' | 'ticket', shadow = false): string {
  if (urgency === 'page') return shadow ? 'someone would be called' : 'someone is called';
  return shadow ? 'a ticket would be written' : 'a ticket is written';
}

/** The tier that sees a fault first: a page tier where there is one. */
export function fastestTier({ tiers }: CatalogueEntry): CatalogueEntry['tiers'] {
  const fastest = fastestPageTier({ tiers }) ?? [...tiers].sort((a, b) => a.longMinutes - b.longMinutes)[0];
  return fastest === undefined ? [] : [fastest];
}

/** The SLI as it is now, beside how much it rests on. */
export function sliPanel(entry: CatalogueEntry): GraphPanel {
  const { judged } = entry.measurement;
  return judged === undefined ? requestsPanel(entry) : periodsPanel(entry, judged);
}

function requestsPanel({ measurement, attainmentGoal }: CatalogueEntry): GraphPanel {
  const bad = badShare(measurement);
  const total = flatten(measurement.total);
  const requests = total.expression ?? `FILL(${onlyId(total)}, 0)`;
  return {
    kind: 'graph',
    title: 'Good requests (%)',
    sentence: 'Percent of requests that are good at this moment, beside how many requests there are.',
    lines: [
      {
        label: 'good requests',
        expression: `100 * (1 - ${bad.expression})`,
        metrics: bad.metrics,
      },
      { label: 'requests', expression: requests, metrics: total.metrics, right: true },
    ],
    marks: [{ value: Number(attainmentGoal), label: `goal: ${attainmentGoal} %` }],
    axis: { max: 100 },
  };
}

function periodsPanel(
  { measurement: { periodSeconds } }: CatalogueEntry,
  { value, good, threshold }: NonNullable<Measurement['judged']>,
): GraphPanel {
  const every = outcomeInWords({ kind: 'periods', periodSeconds });
  return {
    kind: 'graph',
    title: 'What is judged',
    sentence: `Each ${every} counts as good while what is drawn is ${COMPARISON_IN_WORDS[good]} ${threshold}, the dashed line (latencies are in milliseconds, availability is in percent).`,
    lines: [{ label: 'measured', ...flatten(value), periodSeconds }],
    marks: [{ value: threshold, label: `good: ${COMPARISON_IN_WORDS[good]} ${threshold}` }],
    axis: {},
  };
}

const COMPARISON_IN_WORDS: Readonly<Record<GoodComparison, string>> = {
  GreaterThan: 'above',
  GreaterThanOrEqualTo: 'at least',
  LessThan: 'below',
  LessThanOrEqualTo: 'at most',
};

function onlyId({ metrics }: FlatSeries): string {
  return Object.keys(metrics)[0]!;
}

export function attainmentPanel(entry: CatalogueEntry): GraphPanel {
  const { attainmentGoal, interval, measurement } = entry;
  return {
    kind: 'graph',
    title: 'Attainment (%)',
    sentence: `Percent of ${outcomesInWords(measurement)} that were good over ${currentIntervalInWords(interval)}: the promise is kept while it is at least ${attainmentGoal} %.`,
    lines: [{ label: 'attainment', metrics: { attainment: attainmentMetric(objectiveOf(entry)) } }],
    marks: [{ value: Number(attainmentGoal), label: `goal: ${attainmentGoal} %` }],
    axis: { max: 100 },
  };
}

function minutesInWords(minutes: number): string {
  return durationInWords(minutes * MINUTE_MS);
}

/** Ids of metric math begin with a lower-case letter and hold letters, digits and "_" only. */
function idOf(alarm: string): string {
  return alarm.replace(/[^a-z0-9]/g, '_');
}
