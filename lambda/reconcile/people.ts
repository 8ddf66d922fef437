import type { TargetConfig } from '../../lib/model/contracts/target-config';
import type { People } from '../../lib/model/incident';

/** Who is there, by what the response stack declares. @param canAnswer whether its messages have buttons */
export function peopleOf(targets: readonly Pick<TargetConfig, 'audience' | 'canary'>[], canAnswer: boolean): People {
  const audiences = targets.flatMap(({ audience, canary }) => (canary ? [] : [audience]));
  return {
    answer: canAnswer,
    awaitNews: audiences.includes('support'),
    workTickets: audiences.some((audience) => audience !== 'support'),
  };
}
