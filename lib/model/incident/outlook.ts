import type { CatalogueEntry, Severity } from '../contracts/catalogue';
import { EVIDENCE } from '../names';
import { fold } from './fold';
import { opensIncident } from './kinds';
import { type Addressee, targetsOf } from './routing';

/** What comes of one alarm of an SLO when it goes off alone. */
export interface Outlook {
  readonly severity: Severity;
  /** Whether somebody is woken at once. */
  readonly pages: boolean;
  /** Names of the targets that hear of it, sorted. */
  readonly targets: readonly string[];
}

/**
 * Asked of the fold itself, so that what is said beforehand cannot differ from what happens.
 *
 * @param evidence what the SLO's alarm `evidence` says meanwhile, where there is one
 * @returns nothing for an alarm that opens no incident
 */
export function outlook(
  entry: CatalogueEntry,
  alarm: string,
  targets: readonly Addressee[],
  evidence: 'ALARM' | 'OK' = 'ALARM',
): Outlook | undefined {
  if (!opensIncident(alarm)) return undefined;
  const known = entry.evidence ? [{ alarm: EVIDENCE, value: evidence, at: 0 }] : [];
  const event = { version: 1, type: 'alarm', slo: entry.slo, alarm, value: 'ALARM', at: 0, entry, known } as const;
  const state = fold([{ n: 1, event }])!;
  return { severity: state.severity, pages: state.pages > 0, targets: targetsOf(state, targets) };
}
