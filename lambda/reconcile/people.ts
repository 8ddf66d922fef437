import type { TargetConfig } from '../../lib/model/contracts/target-config';
import { type IncidentState, type People, reachesPager, targetsOf } from '../../lib/model/incident';

type Reached = Pick<TargetConfig, 'name' | 'audience' | 'canary' | 'settings' | 'pager' | 'callbacks'>;

/** Who is there for an incident: whoever its messages reach, by what the response stack declares. */
export function peopleOf(targets: readonly Reached[], state: IncidentState): People {
  const names = new Set(targetsOf(state, targets));
  const reached = targets.filter(({ name }) => names.has(name));
  // A pager calls somebody: nobody reads along there, or works on tickets.
  const read = reached.filter(({ pager = false }) => !pager);
  return {
    // By buttons, or at a pager that tells us of it: there is no other way.
    answer: reached.some(
      ({ settings, pager, callbacks }) => settings.actions === 'on' || (pager && callbacks !== undefined),
    ),
    awaitNews: read.some(({ audience }) => audience === 'support'),
    workTickets: read.some(({ audience }) => audience !== 'support'),
    pager: reachesPager(state, targets),
  };
}
