import type { Duration } from 'aws-cdk-lib';
import { burnTierNameFault } from '../model/names';
import {
  type AlertRecipe,
  exact,
  formatDecimal,
  type PolicyUse,
  policyFaults,
  recommendedTiers,
  type Tier,
  type Urgency,
} from '../model/slo';
import { classFault } from './class-fault';
import { durationFault } from './duration-fault';
import { Faults, isToken } from './faults';

/** The workbook's rule: the short window is a twelfth of the long one. Source: Google SRE Workbook, chapter 5. */
const SHORT_SHARE = 12;
const SHARE_DECIMALS = 12;

/** Properties of a tier. */
export interface BurnRateTierProps {
  /** Last part of the alarm's name: lower-case letters, digits and "-", `fast`. */
  readonly name: string;
  /** Decides that enough of the budget is gone: whole minutes, at most 7 days, shorter than the interval. */
  readonly longWindow: Duration;
  /**
   * Decides that it is still going on, so that the alarm ends soon after the fault.
   * @default - a twelfth of the long window
   */
  readonly shortWindow?: Duration;
  /** Percent of the whole error budget that is gone when the tier fires: `2`. The burn rate follows from it. */
  readonly budgetPercent: number;
}

/** One burn-rate alarm: it fires when the budget burns too fast in both of its windows. */
export class BurnRateTier {
  /** Someone is called. */
  static page(props: BurnRateTierProps): BurnRateTier {
    return new BurnRateTier('page', props);
  }

  /** A ticket is written. */
  static ticket(props: BurnRateTierProps): BurnRateTier {
    return new BurnRateTier('ticket', props);
  }

  private constructor(
    private readonly urgency: Urgency,
    private readonly props: BurnRateTierProps,
  ) {}

  /** @internal */
  _faults(): readonly string[] {
    const { name, longWindow, shortWindow, budgetPercent } = this.props;
    const faults = new Faults().known('alertPolicy: tier name', name, burnTierNameFault);
    const tier = isToken(name) ? 'tier' : `tier ${name}`;
    faults.add(
      durationFault(`${tier}: longWindow`, longWindow, 'Duration.hours(1)'),
      shortWindow === undefined ? undefined : durationFault(`${tier}: shortWindow`, shortWindow, 'Duration.minutes(5)'),
    );
    return faults.known(`${tier}: budgetPercent`, budgetPercent, (percent) =>
      typeof percent === 'number' && percent > 0 && percent < 100
        ? undefined
        : `${tier}: budgetPercent: got ${percent}, allowed are numbers above 0 and below 100`,
    ).found;
  }

  /** @internal */
  _model(): Tier {
    const { name, longWindow, shortWindow, budgetPercent } = this.props;
    const longMinutes = longWindow.toMinutes({ integral: false });
    return {
      name,
      urgency: this.urgency,
      longMinutes,
      shortMinutes: shortWindow?.toMinutes({ integral: false }) ?? longMinutes / SHORT_SHARE,
      budgetShare: formatDecimal(exact(budgetPercent).div(100), SHARE_DECIMALS),
    };
  }
}

const NO_TIER = 'alertPolicy: got no tier, allowed is at least one, or AlertPolicy.none(reason)';

/** What a policy makes of an SLO. */
export interface ResolvedPolicy {
  readonly faults: readonly string[];
  readonly tiers: readonly Tier[];
}

/** Which alarms watch an SLO's error budget, and whom they tell. */
export class AlertPolicy {
  /**
   * The tiers that suit goal and interval, never one that cannot fire or that fires while the promise is kept. Over 28 and 30
   * days: `fast` (2 % of the budget in an hour) and `slow` (5 % in 6 hours) call someone, `ticket` (10 % in 3 days) writes one; other
   * intervals have sets of their own (docs/alert-policies.md).
   */
  static recommended(): AlertPolicy {
    return new AlertPolicy(undefined, undefined, false);
  }

  /** Own tiers, at least one. Whatever cannot work is refused when the SLO is declared. */
  static of(...tiers: BurnRateTier[]): AlertPolicy {
    return new AlertPolicy(tiers, undefined, false);
  }

  /** No alarm at all. @param reason why; the catalogue shows it */
  static none(reason: string): AlertPolicy {
    // Without types it may be left out, which must not make it a policy of no tiers.
    return new AlertPolicy([], reason ?? '', false);
  }

  /**
   * The same alarms, and incidents are recorded, but nobody is told: to see for some weeks what a policy would do.
   * @param policy what is tried
   */
  static shadow(policy: AlertPolicy = AlertPolicy.recommended()): AlertPolicy {
    return new AlertPolicy(policy.tiers, policy._reason, true);
  }

  private constructor(
    private readonly tiers: readonly BurnRateTier[] | undefined,
    /** Why there are no alarms; nothing where there are. @internal */
    readonly _reason: string | undefined,
    /** @internal */
    readonly _shadow: boolean,
  ) {}

  /** @internal */
  _resolve(use: PolicyUse): ResolvedPolicy {
    if (this._reason !== undefined) return { faults: this.#reasonFaults(this._reason), tiers: [] };
    if (this.tiers === undefined) return recommended(use);
    if (this.tiers.length === 0) return { faults: [NO_TIER], tiers: [] };
    const wrong = this.tiers.flatMap(
      (tier, at) => tier?._faults?.() ?? [classFault(`alertPolicy: tier ${at}`, tier, '_model', 'BurnRateTier')!],
    );
    if (wrong.length > 0) return { faults: wrong, tiers: [] };
    const recipe: Pick<AlertRecipe, 'id' | 'tiers'> = {
      id: 'of own tiers',
      tiers: this.tiers.map((tier) => tier._model()),
    };
    return { faults: policyFaults(recipe, use), tiers: recipe.tiers };
  }

  #reasonFaults(reason: string): readonly string[] {
    return new Faults().sentence('alertPolicy: reason', reason).found;
  }
}

/** Most SLOs of an app share a few goals and intervals; the exact arithmetic behind the tiers is worth doing once for each. */
const RECOMMENDED = new Map<string, ResolvedPolicy>();

function recommended(use: PolicyUse): ResolvedPolicy {
  const key = JSON.stringify([use.goal.percent, use.interval, use.periodMinutes]);
  const known = RECOMMENDED.get(key) ?? resolveRecommended(use);
  RECOMMENDED.set(key, known);
  return known;
}

function resolveRecommended(use: PolicyUse): ResolvedPolicy {
  const tiers = recommendedTiers(use);
  if (tiers.length > 0) return { faults: [], tiers };
  const fault = `alertPolicy: got the recommended one, none of whose tiers can fire at ${use.goal.percent} % over this interval; allowed are own tiers (AlertPolicy.of) or AlertPolicy.none(reason)`;
  return { faults: [fault], tiers: [] };
}
