import { workingTime } from '../calendar/working-time';
import type { IncidentEvent } from '../contracts/incident-event';
import { concernsMitigation, firingOf, isCallEnded } from './episode';
import { isCauseOpen } from './life';
import { isForTheRecord, memberObjectives } from './shadow';
import type { IncidentState } from './state';
import { nextUpdateBy } from './updates';

/** What a response stack has for people. */
export interface People {
  /**
   * They can acknowledge: a page that nobody acknowledged is told again. The pager has its own escalation, and is not called again for it:
   * within one cycle it goes on by itself.
   */
  readonly answer: boolean;
  /** Support reads along: it is promised news. */
  readonly awaitNews: boolean;
  /** Somebody works on tickets: they are brought to mind. */
  readonly workTickets: boolean;
  /** A pager hears of it: what is said there may decide what becomes of it. */
  readonly pager: boolean;
}

/** A simulation. */
export const NOBODY: People = { answer: false, awaitNews: false, workTickets: false, pager: false };

/** What the clock has to tell people now. */
export function dueForPeople(state: IncidentState, now: number, people: People): IncidentEvent[] {
  if (isForTheRecord(state)) return [];
  const at = { version: 1, at: now } as const;
  const promised = nextUpdateBy(state);
  return [
    ...(isSnoozeOver(state, now) ? [{ ...at, type: 'reopened' } as const] : []),
    ...(people.answer && isUnanswered(state, now) ? [{ ...at, type: 'notifiedAgain' } as const] : []),
    ...(people.awaitNews && promised !== undefined && now >= promised
      ? [{ ...at, type: 'updateMissed', promised } as const]
      : []),
    ...(people.workTickets && isForgotten(state, now) ? [{ ...at, type: 'reminded' } as const] : []),
  ];
}

/** A person called it mitigated, and what was to clear for that still fires. */
function isSnoozeOver(state: IncidentState, now: number): boolean {
  const { status, mitigatedBy, mitigatedAt = now, rules } = state;
  if (status !== 'mitigated' || mitigatedBy === undefined || now - mitigatedAt < rules.snoozeMs) return false;
  return firingOf(state).some((register) => !register.gone && concernsMitigation(state, register));
}

/** Somebody was woken, nobody said that they are on it, and it goes on. Said once: who sleeps through two calls needs another way. */
function isUnanswered(state: IncidentState, now: number): boolean {
  const { status, episode, reports, rules } = state;
  const { paged, pagedAt = episode.since, acknowledged, notifiedAgainAt, pageSharedWith } = episode;
  if (status !== 'open' || !paged || acknowledged !== undefined || notifiedAgainAt !== undefined) return false;
  // Another incident's call is told again there.
  if (pageSharedWith !== undefined && !isCallEnded(state)) return false;
  const goesOn = firingOf(state).length > 0 || Object.keys(reports).length > 0;
  return goesOn && now - pagedAt >= rules.notifyAgainAfterMs;
}

/** A ticket that is open, or a cause that nobody has dealt with, of which nothing was said for some working hours. */
function isForgotten(state: IncidentState, now: number): boolean {
  const { status, severity, milestones, openedAt, rules } = state;
  const isOpenTicket = status === 'open' && severity === 'sev3';
  if (!isOpenTicket && !(status === 'mitigated' && isCauseOpen(state))) return false;
  const since = milestones.at(-1)?.at ?? openedAt;
  if (now - since < rules.remindAfterMs) return false;
  const timeZone = memberObjectives(state)[0]?.timeZone ?? 'UTC';
  return workingTime(since, now, rules, timeZone) >= rules.remindAfterMs;
}
