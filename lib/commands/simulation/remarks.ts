import { intervalMinutes } from '../../model/slo';
import { listInWords } from '../../model/wording/words';
import { historyRemarkInWords } from '../../render/history';
import { capital } from '../../render/text';
import { historyRemarks, jointRemarks } from '../../simulate';
import type { RecordedObjective } from './recordings';

const IN_SHADOW = 'The SLO is in shadow: nobody is told until it leaves it. The figures are those out of shadow.';
const NO_ALARMS = 'The SLO has no burn-rate alarms, so nobody is ever called.';

/** What a reader must know to judge the figures of one SLO. */
export function remarksOf({ objective, regions, history, recording }: RecordedObjective): string[] {
  const remarks =
    history === undefined || recording === undefined
      ? []
      : historyRemarks({
          history,
          series: recording,
          judged: objective.entry.measurement.kind,
          periodMinutes:
            objective.entry.measurement.kind === 'requests' ? 1 : objective.entry.measurement.periodSeconds / 60,
          intervalMinutes: intervalMinutes(objective.entry.interval),
          windowMinutes: objective.entry.tiers.flatMap(({ longMinutes, shortMinutes }) => [longMinutes, shortMinutes]),
        });
  return [
    ...remarks.map((remark) => `${capital(historyRemarkInWords(remark))}.`),
    ...(regions.length > 1
      ? [`The SLO is declared in ${listInWords(regions)}, and simulated as in ${objective.region}.`]
      : []),
    ...(objective.entry.shadow ? [IN_SHADOW] : []),
    ...(objective.entry.tiers.length === 0 ? [NO_ALARMS] : []),
  ];
}

/** What a reader must know of several together. */
export function jointRemarksOf(recorded: readonly RecordedObjective[]): string[] {
  const histories = recorded.flatMap(({ objective, history }) =>
    history === undefined ? [] : [[objective.entry.slo, history] as const],
  );
  return jointRemarks(new Map(histories)).map((remark) => `${capital(historyRemarkInWords(remark))}.`);
}
