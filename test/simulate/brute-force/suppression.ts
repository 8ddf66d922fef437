/** What a composite alarm and its suppressor did at an evaluation. */
export interface Seen {
  readonly minute: number;
  /** The composite changed its state. */
  readonly changed: boolean;
  /** The suppressor is in ALARM. */
  readonly suppresses: boolean;
}

/**
 * What holds the actions of a composite alarm back at the last of these evaluations: the suppressor, or else whichever came last, a
 * change of the composite or the end of the suppressor. Source: the examples of the CloudWatch user guide, "Suppressing composite
 * alarm actions"; what they leave open is decided as in lib/simulate/suppressor.ts.
 */
export function suppressionOf(seen: readonly Seen[], waitMinutes: number, extensionMinutes: number) {
  const now = seen.at(-1)!;
  if (now.suppresses) return 'Alarm';
  const changed = lastMinute(seen, (at) => seen[at]!.changed);
  const released = lastMinute(seen, (at) => !seen[at]!.suppresses && seen[at - 1]?.suppresses === true);
  if (changed >= released) return now.minute < changed + waitMinutes ? 'WaitPeriod' : undefined;
  return now.minute < released + extensionMinutes ? 'ExtensionPeriod' : undefined;
}

function lastMinute(seen: readonly Seen[], is: (at: number) => boolean): number {
  const at = seen.map((_, index) => index).findLast(is);
  return at === undefined ? Number.NEGATIVE_INFINITY : seen[at]!.minute;
}
