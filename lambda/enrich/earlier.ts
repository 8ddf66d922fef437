import { asEarlier, budgetUsed, type IncidentState, isBudgetGone, leadingMembers } from '../../lib/model/incident';
import type { Enrichment, OtherIncidents } from './enrichment';

/** The earlier incident that this one may repeat: it began with the same SLO, not too long ago. */
export function earlier(incidents: OtherIncidents): Enrichment {
  return {
    name: 'earlier',
    what: 'whether it happened before',
    source: 'the ledger of incidents',
    async find({ incident, group, state }) {
      const [slo] = leadingMembers(state);
      const since = state.openedAt - state.rules.repeatWindowMs;
      const before = await incidents.earlierIncidents(group, incident, since);
      const found = before.find((one) => wasOne(one.state) && leadingMembers(one.state)[0] === slo);
      if (slo === undefined || found === undefined) return { earlier: null };
      return { earlier: asEarlier(found.id, found.state, budgetUsed(found.state, slo), isBudgetGone(found.state)) };
    },
  };
}

/** A false alarm has no cause that could come back. */
function wasOne({ end }: IncidentState): boolean {
  return end?.kind !== 'falsePositive';
}
