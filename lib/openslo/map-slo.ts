import type { LeftOut } from '../model/contracts/documents';
import { nameFault } from '../model/names';
import { type Interval, parseGoal } from '../model/slo';
import { AlertingReader } from './alerting';
import type { Asked, Declaration, IntervalValue, SliValue } from './declaration';
import { indicatorOf } from './indicator';
import type { Library } from './library';
import { goalOfPercent, goalOfShare } from './numbers';
import { queriesOf } from './queries';
import { Part, type Resource } from './resource';
import type { Kind, Objective } from './shapes';
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
    const named = this.#known('service', spec.service, part.at('service'));
    if (spec.budgetingMethod === 'RatioTimeslices') {
      this.left.push(part.at('budgetingMethod').left(RATIO_TIMESLICES));
      return [];
    }
    if (!named) return [];
    const names = sloNames(slo.name, spec.objectives);
    const composite = spec.objectives.some((objective) => hasIndicator(objective));
    if (composite) this.left.push(part.at('objectives').left(COMPOSITE));
    return spec.objectives.flatMap((objective, at) => {
      const declaration = this.#objective(slo, objective, names[at]!, part.at('objectives', at), composite);
      return declaration === undefined ? [] : [declaration];
    });
  }

  #objective(
    slo: Resource<'SLO'>,
    objective: Objective,
    sloName: string,
    at: Part,
    composite: boolean,
  ): Declaration | undefined {
    const { spec, metadata } = slo.body;
    const part = new Part(slo, ['spec']);
    const known = this.#known('sloName', sloName, new Part(slo, ['metadata', 'name']));
    const goalPercent = this.#goal(objective, at);
    if (objective.compositeWeight !== undefined) this.left.push(at.at('compositeWeight').left(WEIGHT));
    if (!known || goalPercent === undefined) return undefined;
    const indicator = composite
      ? indicatorOf(objective, at, this.library, this.#partOf, this.left)
      : indicatorOf(spec, part, this.library, this.#partOf, this.left);
    const question = { method: spec.budgetingMethod, objective, objectivePart: at };
    const sli =
      indicator === undefined ? undefined : new SliReader({ ...question, indicator }, this.library, this.left).read();
    const window = spec.timeWindow?.[0];
    const interval = window === undefined ? undefined : intervalOf(window, part.at('timeWindow', 0), this.left);
    const alerting = new AlertingReader(this.library, this.#partOf, this.left).read(
      spec.alertPolicies ?? [],
      part.at('alertPolicies'),
      {
        goal: parseGoal(goalPercent),
        periodMinutes: periodOf(sli),
        ...(interval === undefined ? {} : { interval: modelOf(interval) }),
      },
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
        ...(sli === undefined ? [unreadable(indicator === undefined ? [] : queriesOf(indicator.spec))] : []),
        ...(interval === undefined ? [noInterval(window !== undefined)] : []),
        ...asked,
        { what: 'businessImpact' },
        ...(alerting.silence ? [SILENCE] : []),
      ],
    };
  }

  #goal({ target, targetPercent }: Objective, at: Part): string | undefined {
    if ((target === undefined) === (targetPercent === undefined)) {
      const got = target === undefined ? 'neither target nor' : 'target and';
      this.left.push(at.left(`got ${got} targetPercent, allowed is one of them: it is not written`));
      return undefined;
    }
    const { percent, fault } = target === undefined ? goalOfPercent(targetPercent!) : goalOfShare(target);
    if (fault !== undefined) {
      this.left.push(at.at(target === undefined ? 'targetPercent' : 'target').left(`${fault}: it is not written`));
    }
    return percent;
  }

  /** Whether a name can be one of ours. */
  #known(what: string, name: string, part: Part): boolean {
    const fault = nameFault(what, name, STAGE);
    if (fault !== undefined) this.left.push(part.left(`${fault.slice(what.length + 2)}: it is not written`));
    return fault === undefined;
  }

  readonly #partOf = (kind: Kind, name: string): Part => new Part(this.library.find(kind, name)!, []);
}

const RATIO_TIMESLICES =
  'got RatioTimeslices, allowed are Occurrences and Timeslices: Application Signals cannot average the ratios of slices, so it is not written';
const COMPOSITE =
  'got objectives with indicators of their own: each is an SLO of its own here, and nothing adds them up; Journey is one alarm over several services';
const WEIGHT = 'got a weight, allowed is none: nothing adds up the objectives, so it has nothing to weigh';
const SILENCE: Asked = {
  what: 'requestsPerHourAtTrough',
  because: 'alertWhenNoData is true, and how long silence is no chance depends on the traffic',
};

function unreadable(texts: readonly string[]): Asked {
  return { what: 'sli', because: 'what OpenSLO says cannot be read from CloudWatch', texts };
}

function noInterval(said: boolean): Asked {
  return { what: 'interval', ...(said ? { because: 'ours has none like that of OpenSLO' } : {}) };
}

function hasIndicator({ indicator, indicatorRef }: Objective): boolean {
  return indicator !== undefined || indicatorRef !== undefined;
}

function periodOf(sli: SliValue | undefined): number {
  return sli?.kind === 'periods' ? sli.periodMinutes : 1;
}

function modelOf(interval: IntervalValue): Interval {
  return interval.kind === 'rolling' ? interval : { kind: 'calendar', months: interval.months };
}
