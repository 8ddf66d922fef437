import { type IncidentState, isCanary } from '../incident';
import type { NeutralDocument } from '../wording/document';

/** What is known of the last write of an incident's object. */
export interface LastWrite {
  /** `headlineOf` the document that was written. */
  readonly headline?: string;
  /** When the last edit was confirmed; missing when there was none. */
  readonly editedAt?: number;
  /** Whether findings have been shown. */
  readonly enriched?: boolean;
}

/**
 * What readers act on: an edit that changes it never waits. Buttons are part of it [ours]: who presses one sees at once that it
 * was understood. So is whether somebody is to be woken.
 */
export function headlineOf({ title, status, severity, priority, actions, page }: NeutralDocument): string {
  return JSON.stringify([title, status, severity, priority, actions, page?.state, page?.cycle, ...spellOf(page)]);
}

/** What happened, without what was found out about it and what may be done. */
export function newsOf({ title, status, severity, page }: NeutralDocument): string {
  return JSON.stringify([title, status, severity, page?.cycle, ...spellOf(page)]);
}

/** Nothing for the first, so that rows of before it was counted say the same. */
function spellOf(page: NeutralDocument['page']): number[] {
  return page?.spell === undefined ? [] : [page.spell];
}

/** Whether the incident knows more of itself than its alarms said. */
export function hasFindings({ findings }: IncidentState): boolean {
  return findings.at !== undefined;
}

/**
 * From when on the object may be edited: a change of its small print waits until `editEveryMs` after the last edit, so that a
 * service at its threshold does not rewrite its message every few seconds. The first edit that shows findings is exempt: people wait
 * for it. Of canaries every edit is measured. Source: the project's decision record, section 4 (docs/architecture.md).
 *
 * @returns epoch milliseconds; 0 when nothing is waited for
 */
export function editAllowedAt(
  { headline, editedAt, enriched = false }: LastWrite,
  document: NeutralDocument,
  state: IncidentState,
): number {
  if (isCanary(state) || editedAt === undefined || headline !== headlineOf(document)) return 0;
  return !enriched && hasFindings(state) ? 0 : editedAt + state.rules.editEveryMs;
}
