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
  /** What it is about, by name: for fields, labels and components of ticket systems. */
  readonly about?: About;
  /** Whether somebody is to be woken now; missing while nobody ever was. */
  readonly page?: Page;
  /** Small print: incident id, revision. */
  readonly footer: string;
}

/** What an incident is about, as names. */
export interface About {
  readonly service: string;
  readonly segment?: string;
  /** The SLOs that people hear of, with the page of each where there is one. */
  readonly slos: readonly { readonly name: string; readonly url?: string }[];
}

/** The call to whoever is on duty. */
export interface Page {
  /** The first is 1; each time that somebody is to be woken anew it is another one. */
  readonly cycle: number;
  /** `over`: nobody need come any more. */
  readonly state: 'calling' | 'acknowledged' | 'over';
  /** Another incident has just called the same people: this one is added to that call, and makes none of its own. */
  readonly with?: { readonly incident: string; readonly cycle: number };
  /** Beyond 1: how often it has begun to burn under this call, at a pager that may have ended it without our hearing of it. */
  readonly spell?: number;
  /** Acknowledging and ending are said at the pager alone, and not by us. */
  readonly pagerDecides?: true;
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
  /** What the object says at its top: for those whose notes stand alone. */
  readonly title?: string;
  readonly paragraphs: readonly string[];
}
