import { clockTime, h } from '/drawing/dom.mjs';

const KINDS = { shop: 'In the shop', alarm: 'Alarm', incident: 'Incident', said: 'Told' };

/** The incident's steps, and everything that happened, the newest first. */
export function renderTimeline(root, { incidents, timeline, story }) {
  if (story === null || (timeline.length === 0 && incidents.length === 0)) {
    root.replaceChildren(h('p.card.empty', null, 'Nothing has happened yet.'));
    return;
  }
  const { timeZone } = story;
  root.replaceChildren(
    h(
      'div.card',
      null,
      h('p.muted.note', null, `The newest first, times in ${timeZone}.`),
      ...incidents.toReversed().map((incident) => steps(incident, timeZone)),
      h(
        'ol.timeline',
        { 'aria-label': 'The newest first' },
        ...timeline.toReversed().map((entry) => item(entry, timeZone)),
      ),
    ),
  );
}

function steps({ openedAt, mitigatedAt, resolvedAt, status }, timeZone) {
  const step = (words, at, reached) =>
    h(
      'li',
      { 'data-reached': String(reached) },
      h('strong', null, words),
      h('span.muted', null, reached ? clockTime(at, timeZone) : 'not yet'),
    );
  return h(
    'ol.steps',
    { 'aria-label': 'Life of the incident' },
    step('Opened', openedAt, true),
    step('Mitigated', mitigatedAt, status !== 'open'),
    step('Resolved', resolvedAt, status === 'resolved'),
  );
}

/** What was said in full stands beside; here it is enough that and when. */
function item({ at, kind, text }, timeZone) {
  const [first] = text.split('\n');
  return h(
    'li',
    { 'data-kind': kind },
    h('span.when', null, clockTime(at, timeZone)),
    h('span', null, h('span.kind', null, KINDS[kind]), ' ', first),
  );
}
