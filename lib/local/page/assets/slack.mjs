import { clockTime, h, link } from '/drawing/dom.mjs';

/** The conversation as Slack shows it: the message as it stands now, and its thread. */
export function renderSlack(root, { incidents, story }) {
  const conversations = incidents.flatMap((incident) => incident.conversations);
  if (story === null || conversations.length === 0) {
    root.replaceChildren(h('p.card.empty', null, 'Nothing has been said: there is no incident.'));
    return;
  }
  root.replaceChildren(...conversations.toReversed().map((conversation) => channel(conversation, story.timeZone)));
}

function channel(conversation, timeZone) {
  const { target, thread, edited } = conversation;
  const replies = thread.length === 1 ? '1 reply' : `${thread.length} replies`;
  return h(
    'article.card.slack',
    { 'aria-label': `Slack channel ${target}` },
    h('p.channel', null, h('span', { 'aria-hidden': 'true' }, '# '), target),
    message(conversation, timeZone, edited),
    thread.length === 0
      ? null
      : h('div.thread', null, h('p.replies', null, replies), ...thread.map((reply) => message(reply, timeZone, false))),
  );
}

function message({ ts, text, blocks }, timeZone, edited) {
  const body = blocks.length === 0 ? [h('p', null, ...mrkdwn(text))] : blocks.map(block);
  return h(
    'div.message',
    null,
    h('span.avatar', { 'aria-hidden': 'true' }, 'slo'),
    h(
      'div.said',
      null,
      h(
        'p.author',
        null,
        h('strong', null, 'SLO incidents'),
        h('span.app', null, 'APP'),
        h('span.muted', null, clockTime(Number(ts) * 1000, timeZone)),
      ),
      ...body,
      edited ? h('p.muted.edited', null, '(edited)') : null,
    ),
  );
}

function block({ type, text, fields, elements }) {
  if (type === 'header') return h('h3', null, ...content(text));
  if (type === 'context') return h('p.muted.context', null, ...(elements ?? []).flatMap(content));
  if (fields) return h('div.fields', null, ...fields.map((field) => h('p', null, ...content(field))));
  return h('p', null, ...content(text));
}

function content({ type, text = '' } = {}) {
  return type === 'mrkdwn' ? mrkdwn(text) : [text];
}

/**
 * Slack's markup, as much of it as we send: `*bold*`, `<address|words>`, `:emoji:` and three entities.
 * Source: https://docs.slack.dev/messaging/formatting-message-text
 */
export function mrkdwn(text) {
  const parts = text.split(/(<[^<>]*>|:[a-z_]+:|(?:^|(?<=\s))\*[^*\n]+\*(?=\s|$))/g);
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      if (part.startsWith('<') && part.endsWith('>')) {
        const [address, words = address] = part.slice(1, -1).split('|');
        return link(plain(address), plain(words));
      }
      if (/^\*[^*]+\*$/.test(part)) return h('strong', null, plain(part.slice(1, -1)));
      if (EMOJI[part]) return h('span.dot', { role: 'img', 'aria-label': EMOJI[part], 'data-dot': EMOJI[part] });
      return plain(part);
    });
}

const EMOJI = { ':red_circle:': 'red', ':large_yellow_circle:': 'yellow', ':large_green_circle:': 'green' };

function plain(text) {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
