import type { AlarmValue } from '../contracts/alarm-event';
import type { CatalogueEntry, Severity } from '../contracts/catalogue';
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

/** What the held-tier count found, for one spell of a tier in ALARM. */
export interface HeldDecision {
  readonly since: number;
  readonly badRequests: number | null;
}

export type Status = 'open' | 'mitigated' | 'resolved';

/** From opening or reopening to the next "mitigated". */
export interface Episode {
  readonly since: number;
  readonly reopened: boolean;
  /** Worst severity so far; it does not fall before the episode is mitigated. */
  readonly severity: Severity;
  readonly paged: boolean;
  /** Register keys of the alarms that fired; those of tiers decide how long quiet must last. */
  readonly tiers: readonly string[];
}

/** A change of state that people are told in one note; `n` is the number of its event. */
export interface Milestone {
  readonly n: number;
  readonly at: number;
  readonly kind: 'opened' | 'joined' | 'paged' | 'heldBack' | 'alarmDeleted' | 'mitigated' | 'reopened' | 'resolved';
  /** SLO concerned, where it is one. */
  readonly slo?: string;
  readonly alarm?: string;
  readonly severity: Severity;
}

/** The incident as its events tell it. */
export interface IncidentState {
  /** Number of the last event. */
  readonly revision: number;
  /** What the last event says of its own time. */
  readonly revisedAt: number;
  readonly status: Status;
  readonly sealed: boolean;
  readonly openedAt: number;
  /** The alarm whose event opened it. */
  readonly openedBy: { readonly slo: string; readonly alarm: string };
  readonly mitigatedAt?: number;
  /** When the last episode that woke somebody was mitigated. */
  readonly pagedUntil?: number;
  readonly resolvedAt?: number;
  /** When it was over for customers, as known when it was mitigated: the first tier of every member was clear again. */
  readonly clearedAt?: number;
  readonly severity: Severity;
  readonly peakSeverity: Severity;
  /** A page tier is in ALARM but too few requests failed to wake anyone. */
  readonly downgraded: boolean;
  readonly episode: Episode;
  /** How often a person was woken, and how many episodes stayed tickets. */
  readonly pages: number;
  readonly tickets: number;
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
  readonly milestones: readonly Milestone[];
  /** Keys of the signals in the log: a signal counts once. */
  readonly signals: SignalKeys;
}

export function registerKey(slo: string, alarm: string): string {
  return `${slo}/${alarm}`;
}
