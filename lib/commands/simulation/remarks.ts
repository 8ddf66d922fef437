import { intervalMinutes } from '../../model/slo';
import { historyRemarkInWords } from '../../render/history';
import { historyRemarks } from '../../simulate';
import type { RecordedObjective } from './recordings';

const IN_SHADOW = 'The SLO is in shadow: nobody is told until it leaves it. The figures are those out of shadow.';

/** What a reader must know to judge the figures of one SLO. */
export function remarksOf({ objective, history, recording }: RecordedObjective): string[] {
  const remarks = historyRemarks({
    history,
    series: recording,
    intervalMinutes: intervalMinutes(objective.entry.interval),
    windowMinutes: objective.entry.tiers.flatMap(({ longMinutes, shortMinutes }) => [longMinutes, shortMinutes]),
  });
  return [
    ...remarks.map((remark) => sentence(historyRemarkInWords(remark))),
    ...(objective.entry.shadow ? [IN_SHADOW] : []),
  ];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
