import type { AlarmValue } from '../contracts/alarm-event';
import type { CatalogueEntry, Severity } from '../contracts/catalogue';
import type { Person } from '../contracts/command';
import type { Budget, Cause, Findings } from '../contracts/findings';
import type { RelatedIncident } from '../contracts/incident-event';
import type { IncidentRules } from '../contracts/incident-rules';
import type { SignalKeys } from './signal-keys';

/** What one alarm last said, by its own timestamp. */
export interface Register {
  readonly slo: string;
  readonly alarm: string;
  readonly value: AlarmValue;
  readonly at: number;
  /** INSUFFICIENT_DATA neither opens nor clears: it leaves this as it was. */
  readonly firing: boolean;
  /** When `firing` last changed. */
  readonly since: number;
  readonly reading?: number;
  /** It was deleted while it was firing: it will never say that it is clear. */
  readonly gone?: true;
}

/** What one conversation with customers has come to. */
export interface SupportReport {
  readonly slo: string;
  readonly report: string;
  /** First heard of, and last. */
  readonly since: number;
  readonly at: number;
  readonly count: number;
  readonly operation?: string;
  readonly exception?: string;
  readonly url?: string;
}

/** Customers who spoke up at a moment: what a report grew by. */
export interface Heard {
  readonly slo: string;
  readonly at: number;
  readonly more: number;
}

/** What the held-tier count found, for one spell of a tier in ALARM. */
export interface HeldDecision {
  readonly since: number;
  readonly badRequests: number | null;
}

/** The backbone of an incident's life; `stateName` says in one word where it stands between them. */
export type Status = 'open' | 'mitigated' | 'resolved';

/** From opening or reopening to the next "mitigated". */
export interface Episode {
  readonly since: number;
  readonly reopened: boolean;
  /** Worst severity so far; it does not fall before the episode is mitigated. */
  readonly severity: Severity;
  readonly paged: boolean;
  /** When it became a page, and when the call was made where that was later. */
  readonly pagedAt?: number;
  /** Register keys of the alarms that fired; those of tiers decide how long quiet must last. */
  readonly tiers: readonly string[];
  readonly acknowledged?: Deed;
  /** Nobody had acknowledged the page in time, and it was told again. */
  readonly notifiedAgainAt?: number;
  /** Which call to whoever is on duty it made; missing where it made none, because somebody had been woken within the hour before. */
  readonly cycle?: number;
  /** How often what wakes somebody began to burn since that call: all of it was clear in between. */
  readonly spells?: number;
  /** The incident for which somebody on the same pager route had just been woken, and by which of its calls. */
  readonly pageSharedWith?: string;
  readonly pageSharedCycle?: number;
}

/** Who did something, and when. */
export interface Deed {
  readonly at: number;
  readonly by: Person;
}

/** A change of state that people are told in one note; `n` is the number of its event. */
export interface Milestone {
  readonly n: number;
  readonly at: number;
  readonly kind:
    | 'opened'
    | 'joined'
    | 'paged'
    | 'pageShared'
    | 'pageSpared'
    | 'heldBack'
    | 'alarmDeleted'
    | 'worse'
    | 'acknowledged'
    | 'notifiedAgain'
    | 'reminded'
    | 'updateMissed'
    | 'noted'
    | 'causeNamed'
    | 'causeClosed'
    | 'repeated'
    | 'related'
    | 'absorbed'
    | 'mitigated'
    | 'confirmed'
    | 'reopened'
    | 'resolved'
    | 'unconfirmed'
    | 'falsePositive'
    | 'merged'
    | 'reviewed';
  /** SLO concerned, where it is one. */
  readonly slo?: string;
  readonly alarm?: string;
  /** Who did it, where a person did. */
  readonly by?: Person;
  /** What a person said: a note, a reason, a cause; or the other incident's id. */
  readonly text?: string;
  /** A note that is also for support. */
  readonly support?: boolean;
  readonly severity: Severity;
}

/** How an incident ended that did not simply get well. */
export type End =
  | { readonly kind: 'falsePositive'; readonly by: Person; readonly reason: string }
  | { readonly kind: 'merged'; readonly into: string; readonly group: MergeGroup }
  | { readonly kind: 'unconfirmed' };

/** The group whose incident took this one over; the shape of `Group`. */
export interface MergeGroup {
  readonly account: string;
  readonly region: string;
  readonly stage: string;
  readonly service: string;
  readonly segment?: string;
}

/** The incident as its events tell it. */
export interface IncidentState {
  /** Number of the last event. */
  readonly revision: number;
  /** What the last event says of its own time. */
  readonly revisedAt: number;
  readonly rules: IncidentRules;
  readonly status: Status;
  readonly sealed: boolean;
  readonly openedAt: number;
  /** The signal that opened it. */
  readonly openedBy:
    | { readonly source: 'alarm'; readonly slo: string; readonly alarm: string }
    | { readonly source: 'support'; readonly slo: string; readonly report: string };
  readonly mitigatedAt?: number;
  /** The person who called it mitigated; missing when the quiet did. */
  readonly mitigatedBy?: Person;
  /** When the last episode that woke somebody was mitigated. */
  readonly pagedUntil?: number;
  readonly resolvedAt?: number;
  /** Who resolved it, at the pager that owns the lifecycle; missing when the clock did. */
  readonly resolvedBy?: Person;
  /** When it was over for customers, as known when it was mitigated: the first tier of every member was clear again. */
  readonly clearedAt?: number;
  readonly end?: End;
  readonly reviewed?: Deed & { readonly url?: string };
  readonly severity: Severity;
  readonly peakSeverity: Severity;
  /** A page tier is in ALARM but too few requests failed to wake anyone. */
  readonly downgraded: boolean;
  readonly episode: Episode;
  /** How often a person was woken, and how many episodes stayed tickets. */
  readonly pages: number;
  readonly tickets: number;
  /** How often somebody was to be woken anew, calls that were given to another incident's among them. */
  readonly cycles: number;
  readonly objectives: Readonly<Record<string, CatalogueEntry>>;
  /** Names of the breached SLOs, in the order in which they joined. */
  readonly members: readonly string[];
  /**
   * Members that people hear of: those that broke their promise while they were not in shadow, in the order in which they did. Who is
   * among them stays: whoever was told of the beginning is told of the end.
   */
  readonly announced: readonly string[];
  readonly registers: Readonly<Record<string, Register>>;
  readonly held: Readonly<Record<string, HeldDecision>>;
  /** By the report's own id. */
  readonly reports: Readonly<Record<string, SupportReport>>;
  /** Who spoke up within the last window of reports. */
  readonly heard: readonly Heard[];
  /** When what first woke somebody began; the incident may have been a ticket for single failures before. */
  readonly troubleSince?: number;
  /** When an alarm first fired, and when support first heard of it. */
  readonly firstAlarmAt?: number;
  readonly firstReportAt?: number;
  readonly cause?: Cause & Deed & { readonly closed?: Deed & { readonly how: 'fixed' | 'followedUp' } };
  /** The earlier incident with the same cause: named by a person, or the findings of both agree. */
  readonly repeatOf?: string;
  readonly confirmation?: { readonly askedAt: number; readonly confirmed?: Deed & { readonly customer: string } };
  /** When support last had news, and how many promised updates did not come. */
  readonly updatedAt: number;
  readonly missedUpdates: number;
  readonly remindedAt?: number;
  readonly related: readonly RelatedIncident[];
  /** Incidents that were merged into this one. */
  readonly absorbed: readonly string[];
  readonly findings: Findings & { readonly at?: number };
  /** Budgets as they were first known: what the incident has used is the difference. */
  readonly budgetsAtFirst: Readonly<Record<string, Budget>>;
  readonly milestones: readonly Milestone[];
  /** Keys of the signals in the log: a signal counts once. */
  readonly signals: SignalKeys;
}

export function registerKey(slo: string, alarm: string): string {
  return `${slo}/${alarm}`;
}
