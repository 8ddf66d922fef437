import type { IncidentState } from '../incident';
import { isCheckDue } from './janitor';

/** What the sweeper must know of one delivery. */
export interface Progress {
  /** Revision up to which everything is done: the object is shown and every note is told. */
  readonly settledRevision: number;
  /** A worker is at it until then, at most. */
  readonly leaseUntil: number;
  /** The queue brings its message again then. */
  readonly waitsUntil: number;
  /** When to look for duplicates. */
  readonly checks: readonly number[];
  /** Which unreachable targets it names; see noticeKey. */
  readonly notice: string;
  /** When the end is to be told again; 0 or nothing when it is not. */
  readonly endAgainAt?: number;
}

/** Why a target is asked again: nobody ever began, its revision is old, a look for duplicates is due, its end is to be told again, its notice is out of date. */
export type Behind = 'missing' | 'revision' | 'duplicates' | 'end' | 'notice';

/** A delivery that was asked for, or that the queue should have brought back, has so long before it is asked for again. */
export const GRACE_MS = 2 * 60_000;

/**
 * Clocks of two functions differ. A worker that is asked a moment before a look is due finds nothing to do, and the queue takes the
 * same request for a repetition for five minutes.
 */
const SKEW_MS = 10_000;

/** Whether a target shows the incident as it is, and nothing is owed to it. */
export function isThrough({ revision }: IncidentState, progress: Progress | undefined): boolean {
  if (progress === undefined) return false;
  const { settledRevision, checks, endAgainAt = 0 } = progress;
  return settledRevision >= revision && checks.length === 0 && endAgainAt === 0;
}

/**
 * Whether a target lags behind its incident and nobody is working on it: the request was lost, ended in the dead-letter queue, or was
 * never sent because somebody died between the log and the queue.
 *
 * @param progress nothing when the delivery has no row
 * @param notice the key of what its document should say of unreachable targets
 */
export function behind(
  state: IncidentState,
  progress: Progress | undefined,
  notice: string,
  now: number,
): Behind | undefined {
  const { leaseUntil = 0, waitsUntil = 0 } = progress ?? {};
  const lastAsked = Math.max(state.revisedAt, waitsUntil);
  if (leaseUntil > now || lastAsked + GRACE_MS > now) return undefined;
  if (progress === undefined) return 'missing';
  if (progress.settledRevision < state.revision) return 'revision';
  if (isCheckDue(progress.checks, now - SKEW_MS)) return 'duplicates';
  if (isCheckDue(progress.endAgainAt ? [progress.endAgainAt] : [], now - SKEW_MS)) return 'end';
  return progress.notice === notice ? undefined : 'notice';
}
