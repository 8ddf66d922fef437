import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { exclusionWindowsFault } from '../model/calendar/exclusion-windows';
import type { Maintenance } from './maintenance';

/** Exclusion windows of some maintenance without faults. An SLO has those of its service and its own. */
export function exclusionWindows(
  maintenance: readonly Maintenance[],
): CfnServiceLevelObjective.ExclusionWindowProperty[] {
  return maintenance.flatMap((one) => one._exclusionWindows());
}

/**
 * What is wrong with the maintenance of a service or an SLO, each in words.
 * @param inherited that of the SLO's service, which has been checked
 */
export function maintenanceFaults(
  own: readonly Maintenance[],
  inherited: readonly Maintenance[] = [],
): readonly string[] {
  const faults = own.flatMap((one, at) => one._faults(`maintenance[${at}]`));
  return faults.length > 0 ? faults : togetherFaults(exclusionWindows(inherited), exclusionWindows(own));
}

type Windows = ReturnType<typeof exclusionWindows>;

function togetherFaults(inherited: Windows, own: Windows): readonly string[] {
  // The schema wants each window once.
  const times = [...inherited, ...own].map((window) => JSON.stringify({ ...window, reason: '' }));
  const isTwice = new Set(times).size < times.length;
  return [
    exclusionWindowsFault(times.length, inherited.length),
    isTwice
      ? 'maintenance: got the same time twice (an SLO has the maintenance of its service), allowed is each time once'
      : undefined,
  ].filter((fault) => fault !== undefined);
}
