import type { CatalogueEntry } from '../model/contracts/catalogue';
import {
  type GoodComparison,
  isCounted,
  type Measurement,
  type MetricReference,
  type Series,
} from '../model/contracts/measurement';
import { objectiveOf } from '../model/names';
import { outcomeInWords } from '../model/wording/outcomes';
import { listInWords } from '../model/wording/words';
import { markdownLine } from '../render/markdown';
import type { SloPages } from './estate';
import { code, codes, table } from './markdown';
import { perPlace } from './places';

/** What the names of metrics mean that our SLIs give them. */
const MEANINGS: Readonly<Record<string, string>> = { good: 'good ones', bad: 'bad ones', total: 'all of them' };

const COMPARED: Readonly<Record<GoodComparison, string>> = {
  GreaterThan: 'above',
  GreaterThanOrEqualTo: 'at least',
  LessThan: 'below',
  LessThanOrEqualTo: 'at most',
};

/** `TC(:500)` counts the values up to 500. Source: CloudWatch user guide, "Statistics definitions". */
const TRIMMED_COUNT = /^TC\(:([\d.]+)\)$/;

/** "Measurement": what counts as good and as bad, in which metrics, where, and what else can be seen behind it. */
export function measurementSection(slo: SloPages): string {
  return [
    perPlace(slo.places, ({ objective: { entry } }) => counted(entry)),
    where(slo),
    perPlace(slo.places, ({ objective: { entry } }) => coverage(entry)),
  ].join('\n\n');
}

function counted(entry: CatalogueEntry): string {
  const { measurement } = entry;
  if (!isCounted(measurement)) return 'Nobody but Application Signals can count it: no metric of it is known here.';
  const metrics = new Map(Object.entries({ ...measurement.total.metrics, ...measurement.bad.metrics }));
  for (const [id, metric] of Object.entries(measurement.judged?.value.metrics ?? {})) metrics.set(id, metric);
  return [
    whatIsGood(measurement),
    table(
      ['Name here', 'Metric', 'Namespace', 'Dimensions', 'Statistic'],
      [...metrics].map(([id, metric]) => [
        `${code(id)}${MEANINGS[id] === undefined ? '' : `: ${MEANINGS[id]}`}`,
        code(metric.name),
        code(metric.namespace),
        dimensions(metric),
        statistic(metric),
      ]),
    ),
    ...eachInWords(measurement.bad),
  ].join('\n\n');
}

function whatIsGood({ kind, periodSeconds, judged, bad, total }: Measurement): string {
  const one = outcomeInWords({ kind, periodSeconds });
  if (judged !== undefined) {
    const { expression } = judged.value;
    const value = expression === undefined ? codes(Object.keys(judged.value.metrics)) : code(expression);
    return `Each ${one} counts as a whole. It is good when ${value} is ${COMPARED[judged.good]} ${judged.threshold}. What is counted in CloudWatch:`;
  }
  const all = formula(total);
  const wrong = bad.expression === `${all} - FILL(good, 0)` ? `those that are not ${code('good')}` : code(formula(bad));
  return `Each ${one} counts once, as good or as bad. All are ${code(all)}, bad are ${wrong}. What is counted in CloudWatch:`;
}

/** The expression, or the name of the only metric. */
function formula({ expression, metrics }: Series): string {
  return expression ?? Object.keys(metrics)[0]!;
}

function dimensions({ dimensions: named }: MetricReference): string {
  const all = Object.entries(named).map(([name, value]) => code(`${name}=${value}`));
  return all.length === 0 ? 'none' : all.join(', ');
}

function statistic({ stat }: MetricReference): string {
  const upTo = TRIMMED_COUNT.exec(stat)?.[1];
  return upTo === undefined ? code(stat) : `${code(stat)}: how many were at most ${upTo}`;
}

function eachInWords({ each }: Series): string[] {
  if (each === undefined) return [];
  return [`Counted for each ${code(each.dimension)} and added up: ${codes(each.values)}.`];
}

function where({ places }: SloPages): string {
  const named = listInWords(places.map(({ words }) => markdownLine(words)));
  const objectives = new Set(places.map(({ objective }) => objectiveOf(objective.entry)));
  return `Where: ${named}. In CloudWatch Application Signals it is called ${codes([...objectives])}.`;
}

function coverage({ service, coverage: parts = [] }: CatalogueEntry): string {
  if (parts.length === 0) {
    return `What can be seen of the parts behind ${markdownLine(service)}: nobody has named them yet. \`components\` of the service does.`;
  }
  const yes = (delivers: boolean) => (delivers ? 'yes' : '**no**');
  const rows = parts.map(({ component, logs, metrics, traces }) => [
    markdownLine(component),
    yes(logs),
    yes(metrics),
    yes(traces),
  ]);
  return `What can be seen of the parts behind ${markdownLine(service)}:\n\n${table(['Part', 'Logs', 'Metrics', 'Traces'], rows)}`;
}
