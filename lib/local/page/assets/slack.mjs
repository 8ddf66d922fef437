import { clockTime, h, link } from '/drawing/dom.mjs';

/** The conversation as Slack shows it: the message as it stands now, and its thread. */
export function renderSlack(root, { incidents, story }) {
  const conversations = incidents.flatMap(({ conversations, service }) =>
    conversations.map((conversation) => ({ ...conversation, service })),
  );
  conversations.sort((a, b) => Number(a.ts) - Number(b.ts));
  if (story === null || conversations.length === 0) {
    root.replaceChildren(h('p.card.empty', null, 'Nothing has been said: there is no incident.'));
    return;
  }
  root.replaceChildren(...conversations.toReversed().map((conversation) => channel(conversation, story.timeZone)));
}

function channel(conversation, timeZone) {
  const { target, service, thread, edited } = conversation;
  const replies = thread.length === 1 ? '1 reply' : `${thread.length} replies`;
  return h(
    'article.card.slack',
    { 'aria-label': `Slack channel ${target}, ${service}` },
    h('p.channel', null, h('span', { 'aria-hidden': 'true' }, '# '), target, h('span.muted', null, ` ${service}`)),
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

function block({ type, text, fields, elements, slack_file, alt_text }) {
  if (type === 'actions') return buttons(elements);
  if (type === 'image') return h('img.picture', { src: `/pictures/${slack_file?.id}`, alt: alt_text });
  if (type === 'header') return h('h3', null, ...content(text));
  if (type === 'context') return h('p.muted.context', null, ...(elements ?? []).flatMap(content));
  if (fields) return h('div.fields', null, ...fields.map((field) => h('p', null, ...content(field))));
  return h('p', null, ...content(text));
}

/** As people see them; here they are only looked at. */
function buttons(elements = []) {
  const shown = elements.map(({ type, text, style, options = [] }) =>
    type === 'overflow'
      ? h('li.press', null, options.map((option) => option.text?.text ?? '').join(' · '))
      : h('li.press', { 'data-style': style }, text?.text ?? ''),
  );
  return h('ul.presses', { 'aria-label': 'Buttons below the message' }, ...shown);
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
