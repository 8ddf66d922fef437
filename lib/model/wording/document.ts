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
  /** Sentences, most important first. */
  readonly paragraphs: readonly string[];
  /** Short label and value pairs. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Ordered steps, when there is something to do. */
  readonly steps: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** Small print: incident id, revision. */
  readonly footer: string;
}

/** One addition to the conversation: a change of state, never a repetition of the document. */
export interface NeutralNote {
  readonly paragraphs: readonly string[];
}
