import type { LeftOut } from '../model/contracts/documents';
import { policyFaults } from '../model/slo';
import type { TierValue } from './declaration';
import type { Library } from './library';
import type { Part } from './resource';
import type { AlertConditionSpec, AlertPolicySpec, Kind, SloSpec } from './shapes';
import { type SaidTier, type TierUse, tierOf } from './tier';

export interface Alerting {
  /** None: the recommended policy. */
  readonly tiers?: readonly TierValue[];
  /** Whether silence shall be told. */
  readonly silence: boolean;
}

/** What a policy needs to become tiers; without an interval a burn rate is no share of the budget. */
export type AlertingUse = Omit<TierUse, 'interval'> & { readonly interval: TierUse['interval'] | undefined };

/** The alert policies of one SLO. One that ours cannot say makes the recommended policy watch it: better too many alarms than none. */
export class AlertingReader {
  constructor(
    /** What watches the SLO where its policies cannot be said, in words. */
    private readonly instead: string,
    private readonly library: Library,
    private readonly partOf: (kind: Kind, name: string) => Part,
    private readonly left: LeftOut[],
  ) {}

  read(policies: NonNullable<SloSpec['alertPolicies']>, part: Part, use: AlertingUse): Alerting {
    const found = policies.map((policy, at) => this.#policy(policy, part.at(at)));
    const silence = found.some((policy) => policy?.spec.alertWhenNoData === true);
    const names = new Set<string>();
    const said = found.map((policy) => (policy === undefined ? undefined : this.#tier(policy, use, names)));
    const complete = said.filter((tier) => tier !== undefined);
    const tiers = complete.map(({ tier }) => tier);
    const { interval } = use;
    if (complete.length === 0 || complete.length < policies.length || interval === undefined) return { silence };
    // Each tier can be said; all of them may have too many windows.
    const faults = policyFaults({ id: 'of OpenSLO', tiers }, { ...use, interval });
    if (faults.length > 0) {
      this.#leave(part, faults.join('; '));
      return { silence };
    }
    this.left.push(...complete.flatMap(({ differences }) => differences));
    return { tiers, silence };
  }

  #policy(item: NonNullable<SloSpec['alertPolicies']>[number], part: Part): Policy | undefined {
    const { alertPolicyRef: name, spec, metadata } = item;
    if (spec !== undefined && name === undefined) {
      return { spec, part: part.at('spec'), texts: textsOf(metadata?.displayName, spec.description) };
    }
    if (name === undefined || spec !== undefined) {
      const got = name === undefined ? 'neither alertPolicyRef nor spec' : 'alertPolicyRef and spec';
      return this.#leave(part, `got ${got}, allowed is one of them`);
    }
    const found = this.library.find('AlertPolicy', name);
    if (found === undefined) return this.#leave(part.at('alertPolicyRef'), this.library.missing('AlertPolicy', name));
    const { body } = found;
    const texts = textsOf(body.metadata.displayName, body.spec.description);
    return { spec: body.spec, part: this.partOf('AlertPolicy', name).at('spec'), texts };
  }

  #tier({ spec, part, texts }: Policy, use: AlertingUse, names: Set<string>): SaidTier | undefined {
    this.#targets(spec, part.at('notificationTargets'));
    const condition = this.#condition(spec, part.at('conditions', 0));
    if (spec.alertWhenBreaching !== true) {
      const got = spec.alertWhenBreaching === false ? 'false' : 'nothing';
      return this.#leave(
        part.at('alertWhenBreaching'),
        `got ${got}, allowed is true: an SLO here tells of a breach, or of nothing at all (AlertPolicy.none)`,
      );
    }
    if (condition === undefined) return undefined;
    const { interval } = use;
    if (interval === undefined) {
      return this.#leave(
        condition.part.at('condition'),
        'got a burn rate without a known interval, of whose budget it would be a share',
      );
    }
    const said = { ...condition, texts: [...texts, ...condition.texts] };
    const tier = tierOf(said, { ...use, interval }, names);
    return typeof tier === 'string' ? this.#leave(condition.part.at('condition'), tier) : tier;
  }

  #condition({ conditions }: AlertPolicySpec, part: Part): Condition | undefined {
    const { conditionRef: ref, spec, metadata } = conditions[0]!;
    if (spec !== undefined && ref === undefined) {
      const texts = textsOf(metadata?.displayName, spec.description);
      return { spec, name: metadata?.name ?? '', part: part.at('spec'), texts };
    }
    if (ref === undefined || spec !== undefined) {
      const got = ref === undefined ? 'neither conditionRef nor spec' : 'conditionRef and spec';
      return this.#leave(part, `got ${got}, allowed is one of them`);
    }
    const found = this.library.find('AlertCondition', ref);
    if (found === undefined) return this.#leave(part.at('conditionRef'), this.library.missing('AlertCondition', ref));
    const { body, name } = found;
    const texts = textsOf(body.metadata.displayName, body.spec.description);
    return { spec: body.spec, name, part: this.partOf('AlertCondition', ref).at('spec'), texts };
  }

  /** Targets of their own documents are complained about once, there. */
  #targets({ notificationTargets = [] }: AlertPolicySpec, part: Part): void {
    for (const [at, { targetRef, spec }] of notificationTargets.entries()) {
      if (targetRef !== undefined && this.library.find('AlertNotificationTarget', targetRef) === undefined) {
        this.left.push(part.at(at, 'targetRef').left(this.library.missing('AlertNotificationTarget', targetRef)));
      } else if (targetRef === undefined) {
        this.left.push(part.at(at).left(targetFault(spec?.target ?? '')));
      }
    }
  }

  #leave(part: Part, fault: string): undefined {
    this.left.push(part.left(`${fault}; ${this.instead}`));
    return undefined;
  }
}

export function targetFault(target: string): string {
  return `got the target ${JSON.stringify(target)}: who hears of an incident is not said by an SLO here; say it with the routes of the team and the targets of IncidentResponse`;
}

interface Policy {
  readonly spec: AlertPolicySpec;
  readonly part: Part;
  readonly texts: readonly string[];
}

export interface Condition {
  readonly spec: AlertConditionSpec;
  readonly name: string;
  readonly part: Part;
  readonly texts: readonly string[];
}

function textsOf(...texts: (string | undefined)[]): string[] {
  return texts.filter((text) => text !== undefined);
}
