import type { Objective } from '../../assembly';
import { type SimulatedCloudWatch, timeOf } from '../../simulate';
import type { ObjectiveBudget, SignalsPort } from '../ports';
import type { LoadedStory } from './histories';

/** What Application Signals says in a story: budgets of the SLOs that it plays, and changes that it tells of. */
export function storySignals(
  { story, eveningStartMinute }: LoadedStory,
  objectives: readonly Objective[],
  cloudwatch: SimulatedCloudWatch,
): SignalsPort {
  return {
    budget: (objectiveName, at) => {
      const objective = objectives.find((candidate) => candidate.objectiveName === objectiveName);
      return objective && budgetOf(objective, cloudwatch, at);
    },
    changes: (name, from, to) =>
      story.changes
        .filter(({ service }) => nameOf(service, objectives) === name)
        .map(({ minute, kind, name: what }) => ({ at: timeOf(eveningStartMinute + minute), kind, name: what }))
        .filter(({ at }) => from <= at && at <= to),
  };
}

function budgetOf({ objectiveName, entry }: Objective, cloudwatch: SimulatedCloudWatch, at: number): ObjectiveBudget {
  const { status, total, remaining } = cloudwatch.budget(objectiveName, at);
  const attainment = cloudwatch.attainment(objectiveName, at);
  const { kind, periodSeconds } = entry.measurement;
  const [unit, each] = kind === 'requests' ? (['requests', 1] as const) : (['seconds', periodSeconds] as const);
  if (attainment === undefined) return { status, unit };
  return { status, unit, attainment, total: total * each, remaining: remaining * each };
}

/** Name in Application Signals, which may differ from that in the catalogue. */
function nameOf(service: string, objectives: readonly Objective[]): string {
  return objectives.find(({ entry }) => entry.service === service && entry.entity)?.entry.entity?.name ?? service;
}
