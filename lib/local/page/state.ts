import type { Severity } from '../../model/contracts/catalogue';
import type { TimelineEntry } from '../../render/timeline';
import type { ObjectiveFacts } from '../../report/objective-facts';
import type { Speed } from '../story/pace';
import type { Ticket } from '../ticket-systems';
import type { Conversation } from '../vendors';

/** Everything that the page shows. It is plain data that crosses to the browser as JSON: texts in it are data, never markup. */
export interface PageState {
  /** `history`: the weeks before the evening are computed. */
  readonly phase: 'starting' | 'history' | 'evening' | 'over';
  readonly headline: Headline;
  readonly clock: {
    /** Epoch milliseconds of virtual time; null before there is any. */
    readonly now: number | null;
    readonly speed: Speed;
    readonly paused: boolean;
  };
  readonly story: StoryFacts | null;
  readonly objectives: readonly ObjectiveFacts[];
  /** Ascending by time; only ever appended to, until the evening starts again. */
  readonly samples: readonly Sample[];
  /** What is left of each error budget, in the order of the objectives. */
  readonly budgets: readonly Budget[];
  readonly alarms: readonly AlarmLine[];
  readonly timeline: readonly TimelineEntry[];
  readonly incidents: readonly IncidentView[];
}

export interface Headline {
  readonly tone: 'wait' | 'good' | 'watch' | 'bad';
  readonly title: string;
  readonly text: string;
}

export interface StoryFacts {
  readonly title: string;
  readonly timeZone: string;
  /** What is drawn begins and ends here. */
  readonly from: number;
  readonly evening: number;
  readonly to: number;
  readonly madeOf: string;
}

/** One minute of one objective each. */
export interface Sample {
  readonly at: number;
  readonly objectives: readonly {
    /** Percent of good requests over the last five minutes; null without requests. */
    readonly good: number | null;
    /** Burn rate of each tier: the lower one of its two windows, which is what its alarm compares with the threshold. */
    readonly burns: readonly (number | null)[];
  }[];
}

export interface Budget {
  /** Share of the whole; below 0 when overspent. */
  readonly left: number;
  readonly words: string;
}

export interface AlarmLine {
  readonly name: string;
  readonly slo: string;
  readonly alarm: string;
  readonly meaning: string;
  /** What CloudWatch says of its present state. */
  readonly reason: string;
  /** Times at which it was not OK; the last one may go on. */
  readonly spells: readonly {
    readonly value: 'ALARM' | 'INSUFFICIENT_DATA';
    readonly from: number;
    readonly to?: number;
  }[];
}

export interface IncidentView {
  readonly id: string;
  readonly service: string;
  readonly status: 'open' | 'mitigated' | 'resolved';
  /** The same more exactly, in one word. */
  readonly state: string;
  readonly severity: Severity;
  readonly members: readonly string[];
  readonly pages: number;
  readonly openedAt: number;
  readonly acknowledgedAt?: number;
  readonly mitigatedAt?: number;
  readonly resolvedAt?: number;
  /** The earlier incident with the same cause; `possible` as long as nobody has confirmed that. */
  readonly repeat?: { readonly of: string; readonly possible: boolean };
  /** What people did about it. */
  readonly deeds: readonly { readonly at: number; readonly by: string; readonly did: string }[];
  readonly conversations: readonly (Conversation & { readonly target: string })[];
  readonly tickets: readonly Ticket[];
}
