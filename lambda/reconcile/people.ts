import type { TargetConfig } from '../../lib/model/contracts/target-config';
import { type IncidentState, type People, targetsOf } from '../../lib/model/incident';

type Target = Pick<TargetConfig, 'name' | 'audience' | 'canary'>;

/**
 * Who hears of an incident, by what the response stack declares: support that is not told of it waits for no news.
 *
 * @param canAnswer whether messages have buttons
 */
export function peopleOf(state: IncidentState, targets: readonly Target[], canAnswer: boolean): People {
  const told = targetsOf(state, targets);
  const audiences = targets.flatMap(({ name, audience, canary }) => (!canary && told.includes(name) ? [audience] : []));
  return {
    answer: canAnswer,
    awaitNews: audiences.includes('support'),
    workTickets: audiences.some((audience) => audience !== 'support'),
  };
}
