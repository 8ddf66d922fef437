import { goalInWords } from '../model/wording/promise';
import type { Found } from './rule';
import { type Declared, mayBeSamePlace, type Named, type Side, sloKey } from './side';

/** An SLO that the new side does not have. */
export function removed({ objective, place }: Declared, after: Side): Found {
  const { entry, objectiveName } = objective;
  const before = `"${entry.promise}", ${goalInWords(entry)}`;
  const holds = (names: readonly Named[], wanted: string) =>
    names.some((named) => named.name === wanted && mayBeSamePlace(named.place, place));
  if (holds(after.promisesAlone, sloKey(entry))) {
    return {
      kind: 'promise-unwatched',
      level: 'danger',
      before,
      after: 'a catalogue entry without an SLO',
      consequence: `Application Signals deletes "${objectiveName}" with its history; the promise stays in the catalogue, and its burn-rate alarms read nothing any more.`,
    };
  }
  const consequence = holds(after.objectiveNames, objectiveName)
    ? `Application Signals keeps "${objectiveName}", and nothing of ours knows it any more: no incident is opened when the promise is broken.`
    : `Application Signals deletes "${objectiveName}" with its history, and nothing watches the promise any more.`;
  return { kind: 'slo-removed', level: 'danger', before, after: 'no SLO', consequence };
}

/** An SLO that the old side does not have. */
export function added({ objective: { entry, alarms }, usdPerMonth }: Declared): Found {
  return {
    kind: 'slo-added',
    level: 'info',
    before: 'no SLO',
    after: `"${entry.promise}", ${goalInWords(entry)}, alarms: ${alarms.length}`,
    consequence: `It is judged by what its metrics say of the past already, so that it may begin with a spent error budget; its alarms cost ${usdPerMonth.toFixed(2)} USD a month.`,
  };
}
