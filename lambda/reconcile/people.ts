import type { TargetConfig } from '../../lib/model/contracts/target-config';
import { type IncidentState, type People, targetsOf } from '../../lib/model/incident';

/** Who is there for an incident: whoever its messages reach, by what the response stack declares. */
export function peopleOf(
  targets: readonly Pick<TargetConfig, 'name' | 'audience' | 'canary' | 'settings'>[],
  state: IncidentState,
): People {
  const names = new Set(targetsOf(state, targets));
  const reached = targets.filter(({ name }) => names.has(name));
  return {
    // Buttons are the only way in which somebody can.
    answer: reached.some(({ settings }) => settings.actions === 'on'),
    awaitNews: reached.some(({ audience }) => audience === 'support'),
    workTickets: reached.some(({ audience }) => audience !== 'support'),
  };
}
