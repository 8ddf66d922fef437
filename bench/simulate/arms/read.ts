import { readFileSync } from 'node:fs';
import { type Objective, readAssembly, readObjectives } from '../../../lib/assembly';
import { parseHistory } from '../../../lib/model/contracts/history';
import { RequestSeries } from '../../../lib/simulate';

export function readRequests(file: string): RequestSeries {
  const history = parseHistory(readFileSync(file, 'utf8'), { file });
  if (history.kind !== 'requests') throw new Error(`${file}: got a history of values, allowed is one of requests`);
  return RequestSeries.fromHistory(history);
}

/** The first SLOs of an assembly, one for each file. */
export function readRecorded(assembly: string, files: readonly string[]) {
  const objectives = readObjectives(readAssembly(assembly)).slice(0, files.length);
  return {
    objectives,
    recordings: new Map(objectives.map(({ objectiveName }, at) => [objectiveName, readRequests(files[at]!)])),
  };
}

/** An SLO with no alarm but that of the tier with this long window. */
export function tierAlone(objective: Objective, longMinutes: number): Objective {
  const tier = objective.entry.tiers.find((found) => found.longMinutes === longMinutes);
  if (tier === undefined) throw new Error(`${objective.objectiveName}: got no tier of ${longMinutes} minutes`);
  const alarms = objective.alarms.filter(({ name }) => name.endsWith(`/${tier.alarm}`));
  return { ...objective, lookBackMinutes: [tier.longMinutes, tier.shortMinutes], alarms };
}
