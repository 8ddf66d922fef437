import type { LeftOut } from '../model/contracts/documents';
import { countsOutcomes } from '../model/contracts/measurement';
import { exact, formatDecimal } from '../model/slo';
import { cloudWatchMetric } from './cloudwatch-metric';
import type { JudgedSli, MathValue, MetricValue, SliValue } from './declaration';
import type { Indicator } from './indicator';
import type { Library } from './library';
import { thresholdFault } from './numbers';
import type { Part } from './resource';
import type { Objective, RatioMetric, SloSpec } from './shapes';
import { type Slice, sliceOf } from './time-slice';

/** Everything that decides what is measured. */
export interface SliQuestion {
  readonly indicator: Indicator;
  readonly method: SloSpec['budgetingMethod'];
  readonly objective: Objective;
  /** Where the objective stands. */
  readonly objectivePart: Part;
}

/** Application Signals divides by all periods (docs/promises/periods.md). */
const SILENT_MINUTES =
  'got single values with Occurrences, allowed are counts: ours judges a value each minute, and a minute without one counts as good; nothing is to be done if each minute has one';
const GIVE_SLI = 'give `sli` where the function is called';
const DECIMALS = 20;

/** One indicator in our terms; nothing where ours cannot say it. */
export class SliReader {
  constructor(
    private readonly question: SliQuestion,
    private readonly library: Library,
    private readonly left: LeftOut[],
  ) {}

  read(): SliValue | undefined {
    const { spec, part } = this.question.indicator;
    const { thresholdMetric, ratioMetric } = spec;
    if ((thresholdMetric === undefined) === (ratioMetric === undefined)) {
      const got = thresholdMetric === undefined ? 'neither thresholdMetric nor' : 'thresholdMetric and';
      return this.#leave(part, `got ${got} ratioMetric, allowed is one of them`);
    }
    if (ratioMetric === undefined) return this.#threshold();
    const ratio = part.at('ratioMetric');
    const { good, bad, total, raw } = ratioMetric;
    if (raw !== undefined) {
      const counts = good ?? bad ?? total;
      return counts === undefined
        ? this.#raw(ratioMetric, ratio)
        : this.#leave(ratio, 'got raw beside good, bad or total, allowed is raw alone');
    }
    if (total === undefined || (good === undefined) === (bad === undefined)) {
      const got = Object.entries({ good, bad, total }).flatMap(([name, metric]) =>
        metric === undefined ? [] : [name],
      );
      return this.#leave(ratio, `got ${got.join(' and ') || 'nothing'}, allowed are total and one of good and bad`);
    }
    return this.#counts(ratioMetric, ratio);
  }

  /** One value in each minute: alarms read no finer data points of CloudWatch, so each of them is an occurrence. */
  #threshold(): JudgedSli | undefined {
    const { method, objective, objectivePart } = this.question;
    const { op, value } = objective;
    const metric = this.#metric('thresholdMetric');
    if (op === undefined || value === undefined) {
      const missing = op === undefined ? 'op' : 'value';
      return this.#leave(objectivePart.at(missing), 'got nothing, allowed with a thresholdMetric are op and value');
    }
    const wrong = thresholdFault(value);
    if (wrong !== undefined) return this.#leave(objectivePart.at('value'), wrong);
    const slice = method === 'Timeslices' ? this.#slice() : { minutes: 1, target: '1' };
    if (metric === undefined || slice === undefined) return undefined;
    if (slice.minutes > 1) {
      return this.#leave(
        objectivePart.at('timeSliceWindow'),
        `got ${slice.minutes} minutes of a thresholdMetric, allowed is 1m: OpenSLO asks which share of a slice's values is good, ours judges one value of each period (Sli.metric with a period)`,
      );
    }
    if (method === 'Occurrences')
      this.left.push(this.question.indicator.part.at('thresholdMetric').left(SILENT_MINUTES));
    return { kind: 'periods', value: metric, good: op, threshold: value, periodMinutes: 1 };
  }

  /** A ratio that somebody computed: a value from 0 to 1 that is compared with what a slice must reach. */
  #raw({ rawType }: RatioMetric, part: Part): JudgedSli | undefined {
    if (rawType === undefined) return this.#leave(part.at('rawType'), 'got nothing, allowed are success and failure');
    const metric = this.#metric('raw');
    if (this.question.method !== 'Timeslices') {
      return this.#leave(
        part.at('raw'),
        `got a ratio with ${this.question.method}, allowed is Timeslices: a ratio does not say how many outcomes it stands for; give total and one of good and bad`,
      );
    }
    const slice = this.#slice();
    if (metric === undefined || slice === undefined) return undefined;
    const failures = formatDecimal(exact(slice.target).neg().add(1), DECIMALS);
    return rawType === 'success'
      ? { kind: 'periods', value: metric, good: 'gte', threshold: slice.target, periodMinutes: slice.minutes }
      : { kind: 'periods', value: metric, good: 'lte', threshold: failures, periodMinutes: slice.minutes };
  }

  #counts({ good, counter }: RatioMetric, part: Part): SliValue | undefined {
    const kind = good === undefined ? 'bad' : 'good';
    const counted = this.#count(kind);
    const total = this.#count('total');
    const slice = this.question.method === 'Timeslices' ? this.#slice() : undefined;
    if (counted === undefined || total === undefined) return undefined;
    if (JSON.stringify(counted) === JSON.stringify(total)) {
      return this.#leave(part.at(kind), `got the metric that total has, allowed are two different metrics`);
    }
    if (counter === true) {
      this.left.push(
        part
          .at('counter')
          .left(
            'got true, a running total; ours add up what each minute brings: see that CloudWatch is given increments, as AWS services do',
          ),
      );
    }
    if (this.question.method !== 'Timeslices') return { kind, counted, total };
    if (slice === undefined) return undefined;
    const value: MathValue = { expression: RATIOS[kind], metrics: { [kind]: counted, total } };
    return { kind: 'periods', value, good: 'gte', threshold: slice.target, periodMinutes: slice.minutes };
  }

  /** A metric whose statistic counts. */
  #count(name: 'good' | 'bad' | 'total'): MetricValue | undefined {
    const metric = this.#metric(name);
    if (metric === undefined || countsOutcomes(metric.stat)) return metric;
    return this.#leave(
      this.#sourceOf(name).at('spec', 'stat'),
      `got ${JSON.stringify(metric.stat)}, allowed is Sum (or what else counts: SampleCount, TC)`,
    );
  }

  #metric(name: 'thresholdMetric' | 'good' | 'bad' | 'total' | 'raw'): MetricValue | undefined {
    const { thresholdMetric, ratioMetric } = this.question.indicator.spec;
    const metric = name === 'thresholdMetric' ? thresholdMetric : ratioMetric?.[name];
    return cloudWatchMetric(metric!.metricSource, this.#sourceOf(name), this.library, this.left);
  }

  #sourceOf(name: string): Part {
    const { part } = this.question.indicator;
    return (name === 'thresholdMetric' ? part.at(name) : part.at('ratioMetric', name)).at('metricSource');
  }

  #slice(): Slice | undefined {
    const { objective, objectivePart } = this.question;
    const found = sliceOf(objective);
    return 'fault' in found ? this.#leave(objectivePart.at(found.field), found.fault) : found;
  }

  #leave(part: Part, fault: string): undefined {
    this.left.push(part.left(`${fault}; ${GIVE_SLI}`));
    return undefined;
  }
}

/** Share of good outcomes in a slice. What is not counted at all did not happen: no good one is 0, no bad one is 1. */
const RATIOS = { good: 'FILL(good, 0) / total', bad: '1 - FILL(bad, 0) / total' } as const;
