import type { Rule } from '../rule';
import { type Declared, mayBeSamePlace } from '../side';

/** Another name or another place is another SLO to Application Signals, which begins without a history. */
export const history: Rule = (before, after) => {
  const [was, is] = [before.objective.objectiveName, after.objective.objectiveName];
  const moved = hasMoved(before, after);
  if (was === is && !moved) return [];
  const [from, to] = moved ? [` in ${placeInWords(before)}`, ` in ${placeInWords(after)}`] : ['', ''];
  return [
    {
      kind: 'history-wiped',
      level: 'danger',
      before: `${was}${from}`,
      after: `${is}${to}`,
      consequence: `To Application Signals "${is}"${to} is a new SLO: attainment, error budget and burn rates start again, and the history of "${was}"${from} is lost with it.`,
    },
  ];
};

/** Whether it is in another account or region than before, as far as both are known. */
export function hasMoved(before: Declared, after: Declared): boolean {
  return !mayBeSamePlace(before.place, after.place);
}

function placeInWords({ place: { account, region } }: Declared): string {
  return [account, region].filter((part) => part !== undefined).join(', ');
}
