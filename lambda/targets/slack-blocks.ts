import type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';
import { line, plain } from '../../lib/render/text';
import { buttons, LONGEST_LABEL } from './slack-buttons';
import { escaped, words } from './slack-text';

/** Limits of Block Kit, in characters. Source: Slack's block reference; whether emoji count once or twice is not said: we count twice. */
const HEADER = 150;
const SECTION = 3000;
const FIELDS = 10;
const BLOCKS = 50;
/** `text` is cut by Slack at 40,000; nobody listens to more than this. */
const FALLBACK = 4000;
/** All texts of a message together: 9,597 passed and 11,341 failed in slackapi/bolt-js#2867, the limit is not written down. */
const ALL_TEXTS = 8000;

/** Shares of `ALL_TEXTS`, so that one endless text does not cost the reader the others; paragraphs get what is left, at least 1,900 (1,150 beside ten buttons). */
const SMALL_PRINT = 250;
const LINKS = 1500;
const STEPS = 1700;
const LABEL = 50;
const VALUE = 200;

/** Everything but paragraphs: header, facts, steps, links, buttons, small print. */
const OTHER_BLOCKS = 6;

const ICON = { open: ':red_circle:', mitigated: ':large_yellow_circle:', resolved: ':large_green_circle:' } as const;

type Block = Record<string, unknown>;

export interface SlackMessage {
  /** What a notification and a screen reader say. */
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * The document as a message that reads well aloud: what, details, facts, steps, links, buttons, small print.
 *
 * @param incident whose buttons are shown; without it none are, because nobody would answer them
 */
export function slackMessage(document: NeutralDocument, incident?: string): SlackMessage {
  const title = words(line(document.title), HEADER) || '-';
  const fields = document.facts
    .slice(0, FIELDS)
    .map(({ label, value }) => `*${escaped(line(label), LABEL)}*\n${escaped(plain(value), VALUE)}`);
  const steps = document.steps.length === 0 ? '' : `*What to do first*\n${escaped(numbered(document.steps), STEPS)}`;
  const links = fitting(document.links.map(link), ' · ', LINKS);
  const footer = words(line(document.footer), SMALL_PRINT) || '-';
  const actions = incident === undefined ? [] : (document.actions ?? []);
  const labels = actions.map(({ label }) => label.slice(0, LONGEST_LABEL));
  const spent = [title, ...fields, steps, links, footer, ...labels].join('').length;
  const paragraphs = sections(
    `${ICON[document.status]} `,
    document.paragraphs,
    ALL_TEXTS - spent,
    BLOCKS - OTHER_BLOCKS,
  );
  return {
    text: escaped(plain([document.title, ...document.paragraphs].join('\n')), FALLBACK) || '-',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
      ...paragraphs,
      ...(fields.length === 0 ? [] : [{ type: 'section', fields: fields.map(mrkdwn) }]),
      ...(steps === '' ? [] : [section(steps)]),
      ...(links === '' ? [] : [section(links)]),
      ...buttons(actions, incident ?? ''),
      { type: 'context', elements: [{ type: 'plain_text', text: footer, emoji: false }] },
    ],
  };
}

export function slackNote({ paragraphs }: NeutralNote): SlackMessage {
  const said = sections('', paragraphs, ALL_TEXTS, BLOCKS);
  return {
    text: escaped(plain(paragraphs.join(' ')), FALLBACK) || '-',
    blocks: said.length === 0 ? [section('-')] : said,
  };
}

/** One section per paragraph within a common budget; what comes last gives way. */
function sections(prefix: string, paragraphs: readonly string[], budget: number, most: number): Block[] {
  const texts: string[] = [];
  let left = budget;
  for (const paragraph of paragraphs) {
    const begin = texts.length === 0 ? prefix : '';
    const room = Math.min(SECTION, left) - begin.length;
    const text = escaped(plain(paragraph).trim(), room);
    if (text === '') continue;
    texts.push(`${begin}${text}`);
    left -= begin.length + text.length;
    if (texts.length === most) break;
  }
  return texts.map(section);
}

function section(text: string): Block {
  return { type: 'section', text: mrkdwn(text) };
}

/** `verbatim`: Slack makes no links of names and addresses by itself. */
function mrkdwn(text: string): Block {
  return { type: 'mrkdwn', text, verbatim: true };
}

function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${line(step)}`).join('\n');
}

/** As many as fit whole: half an address leads nowhere. */
function fitting(parts: readonly string[], separator: string, most: number): string {
  return parts.reduce((text, part) => {
    const longer = text === '' ? part : `${text}${separator}${part}`;
    return longer.length <= most ? longer : text;
  }, '');
}

function link({ label, url }: { label: string; url: string }): string {
  const shown = escaped(line(label || url).replace(/[|<>]/g, ' '), LABEL);
  return /^https?:\/\/[^\s<>|]+$/.test(url) ? `<${url.replace(/&/g, '&amp;')}|${shown}>` : shown;
}
