import type { LeftOut } from '../model/contracts/documents';
import { nameFault } from '../model/names';
import { type Interval, parseGoal, recommendedTiers } from '../model/slo';
import { AlertingReader, type AlertingUse } from './alerting';
import type { Asked, Declaration, IntervalValue, SliValue } from './declaration';
import { type Indicator, indicatorOf } from './indicator';
import type { Library } from './library';
import { goalOfPercent, goalOfShare } from './numbers';
import { queriesOf } from './queries';
import { Part, type Resource } from './resource';
import type { Kind, Objective, SloSpec } from './shapes';
import { SliReader } from './sli';
import { sloNames } from './slo-names';
import { textsOf } from './texts';
import { intervalOf } from './time-window';

/** The stage is chosen by whoever declares the service; names are measured with the usual one. */
const STAGE = 'prod';

/** What one SLO of OpenSLO becomes: an SLO for each objective. */
export class SloMapper {
  constructor(
    private readonly library: Library,
    private readonly left: LeftOut[],
  ) {}

  map(slo: Resource<'SLO'>): Declaration[] {
    const { spec } = slo.body;
    const part = new Part(slo, ['spec']);
    if (spec.budgetingMethod === 'RatioTimeslices') {
      this.left.push(part.at('budgetingMethod').left(RATIO_TIMESLICES));
      return [];
    }
    const served = this.#known('service', spec.service, part.at('service'));
    const names = sloNames(slo.name, spec.objectives);
    const promised = spec.objectives.flatMap((objective, at) => this.#promised(slo, objective, names[at]!, at));
    if (!served) return [];
    if (spec.objectives.some(hasIndicator)) {
      this.left.push(part.at('objectives').left(COMPOSITE));
      if (hasIndicator(spec)) this.left.push(part.left(BOTH));
    }
    return promised.map((objective) => this.#declaration(slo, objective));
  }

  /** An objective whose name and goal are possible; the rest can be asked of people. */
  #promised(slo: Resource<'SLO'>, objective: Objective, sloName: string, at: number): Promised[] {
    const part = new Part(slo, ['spec', 'objectives', at]);
    const known = this.#known('sloName', sloName, new Part(slo, ['metadata', 'name']));
    const goalPercent = this.#goal(objective, part);
    return known && goalPercent !== undefined ? [{ objective, part, sloName, goalPercent }] : [];
  }

  #declaration(slo: Resource<'SLO'>, { objective, part: at, sloName, goalPercent }: Promised): Declaration {
    const { spec, metadata } = slo.body;
    const part = new Part(slo, ['spec']);
    if (objective.compositeWeight !== undefined) this.left.push(at.at('compositeWeight').left(WEIGHT));
    const composite = spec.objectives.some(hasIndicator);
    const [holder, place] = composite ? [objective, at] : [spec, part];
    const indicator = indicatorOf(holder, place, this.library, this.#partOf, this.left);
    const sli = indicator === undefined ? undefined : this.#sli(spec, objective, at, indicator);
    const window = spec.timeWindow?.[0];
    const interval = window === undefined ? undefined : intervalOf(window, part.at('timeWindow', 0), this.left);
    const use = { goal: parseGoal(goalPercent), periodMinutes: periodOf(sli), interval: modelOf(interval) };
    const watched = hasRecommendation(use);
    const instead = watched
      ? `the recommended policy watches ${sloName} instead`
      : `say \`alertPolicy\` of ${sloName} where the function is called`;
    const alerting = new AlertingReader(instead, this.library, this.#partOf, this.left).read(
      spec.alertPolicies ?? [],
      part.at('alertPolicies'),
      use,
    );
    const { texts, asked } = textsOf(spec.description, part.at('description'), indicator, this.left);
    return {
      sloName,
      service: spec.service,
      place: `${slo.origin.file}, line ${slo.origin.tree.line}`,
      titles: [metadata.displayName, objective.displayName, indicator?.title].filter((title) => title !== undefined),
      goalPercent,
      ...(sli === undefined ? {} : { sli }),
      ...(interval === undefined ? {} : { interval }),
      ...(alerting.tiers === undefined ? {} : { tiers: alerting.tiers }),
      ...texts,
      asked: [
        ...(sli === undefined ? [unreadable(indicator)] : []),
        ...(interval === undefined ? [noInterval(window !== undefined)] : []),
        ...asked,
        { what: 'businessImpact' },
        ...(watched || alerting.tiers !== undefined ? [] : [NO_RECOMMENDATION]),
        ...(alerting.silence ? [SILENCE] : []),
      ],
    };
  }

  #sli(spec: SloSpec, objective: Objective, objectivePart: Part, indicator: Indicator): SliValue | undefined {
    const question = { method: spec.budgetingMethod, objective, objectivePart, indicator };
    return new SliReader(question, this.library, this.left).read();
  }

  #goal({ target, targetPercent }: Objective, at: Part): string | undefined {
    if ((target === undefined) === (targetPercent === undefined)) {
      const got = target === undefined ? 'neither target nor' : 'target and';
      this.left.push(at.left(`got ${got} targetPercent, allowed is one of them; ${NOT_WRITTEN}`));
      return undefined;
    }
    const { percent, fault } = target === undefined ? goalOfPercent(targetPercent!) : goalOfShare(target);
    if (fault !== undefined) {
      this.left.push(at.at(target === undefined ? 'targetPercent' : 'target').left(`${fault}; ${NOT_WRITTEN}`));
    }
    return percent;
  }

  /** Whether a name can be one of ours. */
  #known(what: string, name: string, part: Part): boolean {
    const fault = nameFault(what, name, STAGE);
    if (fault !== undefined) this.left.push(part.left(`${fault.slice(what.length + 2)}; ${NOT_WRITTEN}`));
    return fault === undefined;
  }

  readonly #partOf = (kind: Kind, name: string): Part => new Part(this.library.find(kind, name)!, []);
}

/** An objective that can be written. */
interface Promised {
  readonly objective: Objective;
  readonly part: Part;
  readonly sloName: string;
  readonly goalPercent: string;
}

const NOT_WRITTEN = 'this SLO is not written';
const RATIO_TIMESLICES =
  'got RatioTimeslices, allowed are Occurrences and Timeslices: Application Signals cannot average the ratios of slices, so this SLO is not written';
const COMPOSITE =
  'got objectives with indicators of their own: each is an SLO of its own here, and nothing adds them up; Journey is one alarm over several services';
const BOTH = 'got an indicator beside those of objectives, allowed is the one or the other; it is not used';
const WEIGHT = 'got a weight, allowed is none: nothing adds up the objectives, so it has nothing to weigh';
const SILENCE: Asked = {
  what: 'requestsPerHourAtTrough',
  because: 'alertWhenNoData is true, and how long silence is no chance depends on the traffic',
};

const NO_RECOMMENDATION: Asked = {
  what: 'alertPolicy',
  because: 'no tier of the recommended one can fire at this goal over this interval',
};

/** Whether the recommended policy has a tier for it; of an unknown interval nobody knows. */
function hasRecommendation({ interval, ...use }: AlertingUse): boolean {
  return interval === undefined || recommendedTiers({ ...use, interval }).length > 0;
}

function unreadable(indicator: Indicator | undefined): Asked {
  if (indicator === undefined) return { what: 'sli', because: 'the files have no indicator for it' };
  const because = 'what OpenSLO says cannot be read from CloudWatch, or not in this way';
  return { what: 'sli', because, texts: queriesOf(indicator.spec) };
}

function noInterval(said: boolean): Asked {
  return { what: 'interval', ...(said ? { because: 'ours has none like that of OpenSLO' } : {}) };
}

function hasIndicator({ indicator, indicatorRef }: Pick<Objective, 'indicator' | 'indicatorRef'>): boolean {
  return indicator !== undefined || indicatorRef !== undefined;
}

function periodOf(sli: SliValue | undefined): number {
  return sli?.kind === 'periods' ? sli.periodMinutes : 1;
}

function modelOf(interval: IntervalValue | undefined): Interval | undefined {
  if (interval === undefined) return undefined;
  return interval.kind === 'rolling' ? interval : { kind: 'calendar', months: interval.months };
}
