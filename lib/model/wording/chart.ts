import { type IncidentState, memberObjectives } from '../incident';
import type { Chart } from './document';
import { outcomesInWords } from './outcomes';

const MINUTE = 60_000;

/** Of the first SLO whose outcomes over time are known. */
export function chartOf(state: IncidentState): Chart | undefined {
  const { trends = {} } = state.findings;
  const entry = memberObjectives(state).find(({ slo }) => trends[slo] !== undefined);
  const trend = entry && trends[entry.slo];
  if (entry === undefined || trend === undefined) return undefined;
  const { from, stepMinutes, badPercent } = trend;
  const title = `Bad ${outcomesInWords(entry.measurement)} of ${entry.slo}, in percent`;
  return { slo: entry.slo, title, from, to: from + badPercent.length * stepMinutes * MINUTE };
}
