import type {
  ComparedPolicy,
  Notification,
  PolicyName,
  ProposedGoal,
  SimulatedObjective,
  SimulationDocument,
} from '../model/contracts/documents/simulation';
import { parseAlarmName } from '../model/names';

/** Parts of the answer of `slo simulate` as they are spoken of. */

export const POLICY_IN_WORDS: Readonly<Record<PolicyName, string>> = {
  declared: 'as declared',
  aws: 'the AWS recipe',
  google: 'Google’s four tiers',
  static: 'a static threshold',
};

export type SeveralSimulations = Extract<SimulationDocument, { readonly simulations: unknown }>;

export function isSeveral(document: SimulationDocument): document is SeveralSimulations {
  return 'simulations' in document;
}

export function simulationsOf(document: SimulationDocument): readonly SimulatedObjective[] {
  return isSeveral(document) ? document.simulations : [document];
}

/** Changes of alarms that are not the SLO's own: composite ones, and those of others. */
export function otherAlarms({ slo, stage, policy, alarms }: SimulatedObjective): SimulatedObjective['alarms'] {
  if (policy !== 'declared') return [];
  return alarms.filter(({ name }) => {
    const parts = parseAlarmName(name);
    return parts?.slo !== slo || parts.stage !== stage;
  });
}

/** Its name, with the stage where others of the document have the same name. */
export function nameAmong(simulations: readonly SimulatedObjective[], { slo, stage }: SimulatedObjective): string {
  return simulations.filter((other) => other.slo === slo).length > 1 ? `${stage}-${slo}` : slo;
}

/** What the policy of the simulation did, among those that are compared. */
export function ownPolicy({ policies, policy }: SimulatedObjective): ComparedPolicy | undefined {
  return policies.find((compared) => compared.policy === policy);
}

function declaredGoal({ goals }: SimulatedObjective): ProposedGoal | undefined {
  return goals.find(({ declared }) => declared);
}

/** Percent that decides whether the goal was met: that of the worst interval. */
export function decisiveAttainment(simulation: SimulatedObjective): number | null {
  return declaredGoal(simulation)?.attainment ?? simulation.attainment;
}

/** Calls about one fault, the first of each urgency, in order of time; those about nothing for null. */
export function callsAbout(policy: ComparedPolicy | undefined, fault: number): readonly Notification[] {
  const about = (policy?.notifications ?? []).filter((notification) => notification.fault === fault);
  return about.filter(({ urgency }, at) => about.findIndex((other) => other.urgency === urgency) === at);
}

/** `requests`, or `periods` where each is good or bad as a whole. */
export function countedOf({ history }: SimulatedObjective): 'request' | 'period' {
  return history.kind === 'requests' ? 'request' : 'period';
}
