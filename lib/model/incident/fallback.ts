import type { CatalogueEntry } from '../contracts/catalogue';
import { AWS_RECIPE } from '../slo';

const UNKNOWN_GOAL = 'unknown';

/** Whether the entry only stands in for one that does not exist: then it says nothing about the SLO's alarms. */
export function isFallback({ attainmentGoal }: Pick<CatalogueEntry, 'attainmentGoal'>): boolean {
  return attainmentGoal === UNKNOWN_GOAL;
}

/**
 * Stands in for a catalogue entry that does not exist: the incident is about the SLO alone, every target hears of it, and
 * without known evidence its page tiers page.
 */
export function fallbackEntry(stage: string, slo: string): CatalogueEntry {
  return {
    version: 1,
    stage,
    slo,
    service: slo,
    attainmentGoal: UNKNOWN_GOAL,
    interval: { kind: 'rolling', days: 28 },
    promise: `The objective ${slo} is not in the catalogue.`,
    businessImpact: 'unknown: the catalogue has no entry',
    critical: false,
    customerFacing: false,
    owner: { team: 'unknown', contact: 'unknown', stakeholder: 'unknown' },
    timeZone: 'UTC',
    runbook: {
      url: '',
      firstSteps: ['Find out who owns this objective.', 'Deploy its stack again, so that its catalogue entry exists.'],
    },
    tiers: AWS_RECIPE.tiers.map(({ name, urgency, longMinutes, shortMinutes, budgetShare }) => ({
      alarm: name,
      urgency,
      longMinutes,
      shortMinutes,
      budgetShare,
      threshold: 0,
    })),
    evidence: false,
    noData: false,
    measurement: { kind: 'requests', periodSeconds: 60, bad: { metrics: {} }, total: { metrics: {} } },
    routes: [{ targets: [], from: 'info' }],
  };
}
