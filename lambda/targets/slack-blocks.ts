import type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';
import { truncated } from '../../lib/render/text';

/** Limits of Block Kit. Source: Slack's block reference, and slackapi/bolt-js#2867 for all texts of a message together. */
const HEADER = 150;
const SECTION = 3000;
const FIELD = 2000;
const FIELDS = 10;
const CONTEXT = 2000;
const BLOCKS = 50;
const ALL_TEXTS = 8000;
const FALLBACK = 4000;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const ICON = { open: ':red_circle:', mitigated: ':large_yellow_circle:', resolved: ':large_green_circle:' } as const;

type Block = Record<string, unknown>;

export interface SlackMessage {
  /** What a notification and a screen reader say. */
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** The document as a message that reads well aloud: what, details, facts, steps, links, small print. */
export function slackMessage(document: NeutralDocument): SlackMessage {
  const budget = { left: ALL_TEXTS };
  const header = {
    type: 'header',
    text: { type: 'plain_text', text: truncated(document.title || '-', HEADER), emoji: false },
  };
  const paragraphs = document.paragraphs.map((paragraph, index) =>
    section(index === 0 ? `${ICON[document.status]} ` : '', paragraph, budget),
  );
  const fields = document.facts
    .slice(0, FIELDS)
    .map(({ label, value }) => mrkdwn(`*${escaped(label, 200)}*\n${within(budget, FIELD - 210, value)}`));
  const steps = document.steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
  const links = document.links.map(({ label, url }) => link(label || url, url)).join(' · ');
  const blocks: Block[] = [
    header,
    ...paragraphs,
    ...(fields.length === 0 ? [] : [{ type: 'section', fields }]),
    ...(steps === '' ? [] : [section('*What to do first*\n', steps, budget)]),
    ...(links === '' ? [] : [{ type: 'section', text: mrkdwn(links) }]),
    {
      type: 'context',
      elements: [{ type: 'plain_text', text: truncated(document.footer || '-', CONTEXT), emoji: false }],
    },
  ];
  const aloud = [document.title, ...document.paragraphs].join('\n');
  return { text: escaped(aloud, FALLBACK) || '-', blocks: blocks.slice(0, BLOCKS) };
}

export function slackNote({ paragraphs }: NeutralNote): SlackMessage {
  const budget = { left: ALL_TEXTS };
  const said = paragraphs.slice(0, BLOCKS);
  return { text: escaped(said.join(' '), FALLBACK), blocks: said.map((paragraph) => section('', paragraph, budget)) };
}

function section(prefix: string, text: string, budget: { left: number }): Block {
  return { type: 'section', text: mrkdwn(`${prefix}${within(budget, SECTION - prefix.length, text) || '-'}`) };
}

/** All texts of a message share one budget; what comes last gives way. */
function within(budget: { left: number }, most: number, text: string): string {
  const cut = escaped(text, Math.max(1, Math.min(most, budget.left)));
  budget.left = Math.max(0, budget.left - cut.length);
  return cut;
}

function mrkdwn(text: string): Block {
  return { type: 'mrkdwn', text, verbatim: true };
}

/**
 * Slack has three control characters; escaped, `<!channel>` is plain text. Cut first and escaped after, so that no entity is cut:
 * text is taken code point by code point until the limit is reached.
 */
function escaped(text: string, most: number): string {
  let taken = '';
  for (const point of truncated(text, most)) {
    const next = ENTITIES[point] ?? point;
    if (taken.length + next.length > most) return taken;
    taken += next;
  }
  return taken;
}

function link(label: string, url: string): string {
  const address = /^https?:\/\/[^\s<>|]+$/.test(url) ? url : undefined;
  const words = escaped(label.replace(/[|>]/g, ' '), 100);
  return address === undefined ? words : `<${address.replace(/&/g, '&amp;')}|${words}>`;
}
