import { byId, clockTime, dayOf, h, link, say } from '/drawing/dom.mjs';
import { marked } from '/vendor/marked.mjs';

/** The tickets as the system shows them in which they stand. */
export function renderTicket(root, { incidents, story }) {
  const tickets = incidents.flatMap((incident) => incident.tickets);
  if (story === null || tickets.length === 0) {
    root.replaceChildren(h('p.card.empty', null, 'There is no ticket: nobody has anything to do.'));
    return;
  }
  say(byId('ticket-title'), `Tickets: ${[...new Set(tickets.map(({ system }) => system))].join(', ')}`);
  root.replaceChildren(...tickets.toReversed().map((ticket) => article(ticket, story.timeZone)));
}

function article(ticket, timeZone) {
  const { name, title, state, isClosed, isMarkdown, labels, body, createdAt, comments, commentedAt } = ticket;
  const text = (words) => (isMarkdown ? h('div.markdown', null, ...markdown(words)) : h('div.as-written', null, words));
  const when = (at) => `${dayOf(Date.parse(at), timeZone)}, ${clockTime(Date.parse(at), timeZone)}`;
  return h(
    'article.card.ticket',
    { 'aria-label': `Ticket ${name}` },
    h('h3', null, title, h('span.muted', null, ` ${name}`)),
    h(
      'p.ticket-state',
      null,
      h('span.pill', { 'data-state': isClosed ? 'closed' : 'open' }, capital(state)),
      h('span.muted', null, `opened ${when(createdAt)}`),
      ...labels.map((label) => h('span.label', null, label)),
    ),
    text(body),
    ...comments.map((comment, index) =>
      h('div.comment', null, h('p.muted', null, `comment, ${when(commentedAt[index])}`), text(comment)),
    ),
  );
}

function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** marked takes the text apart; the document is built from the parts that are known here, so HTML in it stays invisible or text. */
export function markdown(text) {
  return marked
    .lexer(text, { gfm: true })
    .map(node)
    .filter((child) => child !== null);
}

const inline = (tokens = []) => tokens.map(node).filter((child) => child !== null);

function node(token) {
  switch (token.type) {
    case 'space':
    case 'html':
      return smallPrint(token.raw);
    case 'paragraph':
      return h('p', null, ...inline(token.tokens));
    case 'heading':
      return h('p', null, h('strong', null, ...inline(token.tokens)));
    case 'list':
      return h(token.ordered ? 'ol' : 'ul', null, ...token.items.map((item) => h('li', null, ...inline(item.tokens))));
    case 'table':
      return facts(token);
    case 'strong':
      return h('strong', null, ...inline(token.tokens));
    case 'em':
      return h('em', null, ...inline(token.tokens));
    case 'codespan':
      return h('code', null, token.text);
    case 'code':
      return h('pre', null, token.text);
    case 'link':
      return link(token.href, ...inline(token.tokens));
    case 'br':
      return h('br');
    case 'text':
      return token.tokens === undefined ? decoded(token.text) : h('span', null, ...inline(token.tokens));
    case 'escape':
      return token.text;
    default:
      return token.raw;
  }
}

/** Our documents have a header row without words: it is a list of facts. */
function facts({ rows }) {
  return h(
    'dl.facts',
    null,
    ...rows.flatMap(([label, value]) => [
      h('dt', null, ...inline(label.tokens)),
      h('dd', null, ...inline(value.tokens)),
    ]),
  );
}

/** Of HTML, GitHub shows `<sub>`, and hides comments; nothing else is written by us. */
function smallPrint(raw) {
  return raw === '<sub>' || raw === '</sub>' || raw.startsWith('<!--') || raw.trim() === '' ? null : raw;
}

function decoded(text) {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
