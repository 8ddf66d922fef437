import type { Command } from '../contracts/command';

/**
 * The neutral document: what we want to say, before any target's markup. Targets render it (Slack blocks, Markdown, ADF);
 * all text in it is plain and unescaped, customers' and vendors' words included.
 */
export interface NeutralDocument {
  /** One line; also the fallback text of a notification and the title of a ticket. */
  readonly title: string;
  /** `open`, `mitigated`, `resolved`: decides icon, colour and whether a ticket is closed. */
  readonly status: 'open' | 'mitigated' | 'resolved';
  /** `sev1` … for labels and priorities. */
  readonly severity: 'sev1' | 'sev2' | 'sev3' | 'info';
  /** Of a ticket, `P1` the highest: that of the severity, one higher for a repeat. */
  readonly priority?: 'P1' | 'P2' | 'P3' | 'P4';
  /** Sentences, most important first. */
  readonly paragraphs: readonly string[];
  /** Short label and value pairs. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Ordered steps, when there is something to do. */
  readonly steps: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** What a reader may do about it, where the target takes an answer. */
  readonly actions?: readonly Action[];
  /** What a picture shows, where the target takes one; a text says the same everywhere. */
  readonly chart?: Chart;
  /** Small print: incident id, revision. */
  readonly footer: string;
}

/** One button: what it does, and what stands on it. The target knows what it must ask first. */
export interface Action {
  readonly command: Command['type'];
  readonly label: string;
  /** The one that most readers want. */
  readonly primary?: boolean;
  /** Of `nameCause`: the earlier incident that may have had the same cause. Whoever names the cause is asked. */
  readonly earlier?: string;
}

/** One SLO's outcomes over time. */
export interface Chart {
  readonly slo: string;
  readonly title: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** One addition to the conversation: a change of state, never a repetition of the document. */
export interface NeutralNote {
  /** Somebody must see it now: said to the whole channel where a note would stay in its thread. */
  readonly urgent?: boolean;
  readonly paragraphs: readonly string[];
}
