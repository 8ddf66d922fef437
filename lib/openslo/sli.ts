import type { LeftOut } from '../model/contracts/documents';
import { countsOutcomes, LONGEST_PERIOD_MINUTES } from '../model/contracts/measurement';
import { exact, formatDecimal } from '../model/slo';
import { cloudWatchMetric } from './cloudwatch-metric';
import type { JudgedSli, MathValue, MetricValue, SliValue } from './declaration';
import { minutesOf } from './durations';
import type { Indicator } from './indicator';
import type { Library } from './library';
import { thresholdFault } from './numbers';
import type { Part } from './resource';
import type { Objective, RatioMetric, SloSpec } from './shapes';

/** Everything that decides what is measured. */
export interface SliQuestion {
  readonly indicator: Indicator;
  readonly method: SloSpec['budgetingMethod'];
  readonly objective: Objective;
  /** Where the objective stands. */
  readonly objectivePart: Part;
}

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

  /** One value in each minute: CloudWatch has no finer data points that alarms read, so each of them is an occurrence. */
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

  /** Length of a slice, and the share of 1 that it must reach. */
  #slice(): { minutes: number; target: string } | undefined {
    const { timeSliceWindow: window, timeSliceTarget: target } = this.question.objective;
    const { objectivePart } = this.question;
    if (window === undefined || target === undefined) {
      const missing = window === undefined ? 'timeSliceWindow' : 'timeSliceTarget';
      return this.#leave(
        objectivePart.at(missing),
        'got nothing, allowed with Timeslices are timeSliceWindow and timeSliceTarget',
      );
    }
    const share = exact(target);
    if (share.lte(0) || share.gt(1) || thresholdFault(target) !== undefined) {
      return this.#leave(objectivePart.at('timeSliceTarget'), `got ${target}, allowed are shares above 0 and up to 1`);
    }
    const minutes = /\d$/.test(window) ? Number(window) : minutesOf(window);
    if (minutes === undefined || minutes > LONGEST_PERIOD_MINUTES) {
      const allowed = `allowed are 1 to ${LONGEST_PERIOD_MINUTES} minutes, the periods of Application Signals`;
      return this.#leave(objectivePart.at('timeSliceWindow'), `got ${window}, ${allowed}`);
    }
    return { minutes, target };
  }

  #leave(part: Part, fault: string): undefined {
    this.left.push(part.left(`${fault}; ${GIVE_SLI}`));
    return undefined;
  }
}

/** Share of good outcomes in a slice. What is not counted at all did not happen: no good one is 0, no bad one is 1. */
const RATIOS = { good: 'FILL(good, 0) / total', bad: '1 - FILL(bad, 0) / total' } as const;
