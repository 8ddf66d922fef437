import type { Severity } from './catalogue';
import type { Audience } from './target-config';

/** The JSON documents that commands print on standard output, version 1. Times are ISO-8601 in UTC, shares are fractions of 1. */

/** `npm -s start -- --json` */
export interface StoryDocument {
  readonly version: 1;
  /** Every incident is over, every delivery arrived, and the story went as it says it does. */
  readonly ok: boolean;
  readonly story: string;
  readonly history: {
    /** What was recorded, in minutes, by stretch. */
    readonly recorded: { readonly ordinary: number; readonly evening: number };
    /** How often the ordinary stretch stands before the evening. */
    readonly repeated: number;
  };
  readonly incidents: readonly StoryIncident[];
  readonly signals: { readonly received: number; readonly duplicates: number };
  readonly deliveries: { readonly confirmed: number; readonly failed: number; readonly retried: number };
  /** Test alarms of the response stack during the story: those that were judged, and those that were told within a minute. */
  readonly canaries: { readonly judged: number; readonly good: number };
  readonly objectives: readonly { readonly slo: string; readonly attainment: number; readonly budgetLeft: number }[];
  readonly unsupportedResources: readonly {
    readonly stack: string;
    readonly logicalId: string;
    readonly type: string;
  }[];
  readonly timings: {
    readonly synthMs: number;
    readonly upMs: number;
    /** From a signal to the confirmed Slack message, in real time. */
    readonly firstDeliveryMs: number | null;
    readonly medianDeliveryMs: number | null;
    readonly totalMs: number;
  };
}

export interface StoryIncident {
  readonly id: string;
  readonly group: { readonly service: string; readonly segment?: string };
  readonly status: 'open' | 'mitigated' | 'resolved';
  readonly members: readonly string[];
  /** The worst it was. */
  readonly severity: Severity;
  readonly sources: readonly ('alarm' | 'support')[];
  /** What opened it: alarm and SLO of its first event. */
  readonly openedBy: { readonly slo: string; readonly alarm: string; readonly urgency: 'page' | 'ticket' };
  readonly pages: number;
  readonly openedAt: string;
  readonly mitigatedAt?: string;
  readonly resolvedAt?: string;
  readonly targets: readonly StoryTarget[];
}

export interface StoryTarget {
  readonly name: string;
  readonly kind: string;
  readonly audience: Audience;
  readonly ref: string | null;
  readonly state: 'confirmed' | 'pending' | 'in doubt' | 'rejected';
  readonly revision: number;
  readonly edits: number;
  readonly notes: number;
}

/** `slo simulate --json` */
export interface SimulationDocument {
  readonly version: 1;
  readonly slo: string;
  /** `declared`: the tiers of the template. */
  readonly policy: string;
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  /** null: no request in the interval that ends the history. */
  readonly attainment: number | null;
  readonly budget: { readonly totalBad: number; readonly usedFraction: number | null };
  readonly alarms: readonly {
    readonly name: string;
    /** null for alarms that are no tier: evidence and no-data. */
    readonly tier: string | null;
    readonly urgency: 'page' | 'ticket' | null;
    readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
    readonly at: string;
  }[];
  readonly pages: number;
  readonly tickets: number;
  readonly firstDetection?: { readonly at: string; readonly budgetUsed: number; readonly delayMinutes: number };
  readonly monthlyCostUsd: number;
}

/** `slo redeliver --json` */
export interface RedeliveryDocument {
  readonly version: 1;
  /** What was asked for; nothing when no incident is active. */
  readonly asked: readonly { readonly incident: string; readonly target: string; readonly revision: number }[];
}
