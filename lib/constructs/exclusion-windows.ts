import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { exclusionWindowsFault } from '../model/calendar/exclusion-windows';
import type { Maintenance } from './maintenance';

/** What is wrong with a list of maintenance, each in words. */
export function maintenanceFaults(maintenance: readonly Maintenance[]): readonly string[] {
  return maintenance.flatMap((one, at) => one._faults(`maintenance[${at}]`));
}

/** Exclusion windows of an SLO, for maintenance without faults: those of its service and its own. */
export function exclusionWindows(
  ofService: readonly Maintenance[],
  ofSlo: readonly Maintenance[],
): CfnServiceLevelObjective.ExclusionWindowProperty[] {
  return [...ofService, ...ofSlo].flatMap((one) => one._exclusionWindows());
}

/** What is wrong with maintenance of a service and of its SLO together, in words; nothing when it is fine. */
export function togetherFaults(ofService: readonly Maintenance[], ofSlo: readonly Maintenance[]): string[] {
  const windows = exclusionWindows(ofService, ofSlo);
  // The schema wants each window once; the SLO has those of its service already.
  const texts = windows.map((window) => JSON.stringify({ ...window, reason: '' }));
  return [
    exclusionWindowsFault(exclusionWindows(ofService, []).length, exclusionWindows([], ofSlo).length),
    new Set(texts).size < texts.length
      ? 'maintenance: got the same time twice (an SLO has the maintenance of its service), allowed is each once'
      : undefined,
  ].filter((fault) => fault !== undefined);
}
