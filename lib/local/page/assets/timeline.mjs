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
      ...incidents.toReversed().map((incident) => life(incident, timeZone)),
      h(
        'ol.timeline',
        { 'aria-label': 'The newest first' },
        ...timeline.toReversed().map((entry) => item(entry, timeZone)),
      ),
    ),
  );
}

const DEEDS = {
  acknowledged: 'is on it',
  noted: 'wrote a note',
  causeNamed: 'named the cause',
  causeClosed: 'dealt with the cause',
  repeated: 'confirmed that it is a repeat',
  mitigated: 'called it mitigated',
  confirmed: 'recorded that a customer confirms',
  falsePositive: 'called it a false positive',
  merged: 'merged it into another one',
  reviewed: 'reviewed it',
};

/** One incident: how far it has come, and who did what about it. */
function life(incident, timeZone) {
  const { service, severity, state, repeat, deeds } = incident;
  const kind = repeat === undefined ? [] : [`${repeat.possible ? 'possible repeat' : 'REPEAT'} of ${repeat.of}`];
  return h(
    'section.life',
    { 'aria-label': `Incident of ${service}` },
    h('h3', null, service, h('span.muted', null, ` ${[severity.toUpperCase(), state, ...kind].join(' · ')}`)),
    steps(incident, timeZone),
    deeds.length === 0
      ? null
      : h(
          'ul.deeds',
          { 'aria-label': 'Who did what' },
          ...deeds.map(({ at, by, did }) =>
            h('li', null, h('span.when', null, clockTime(at, timeZone)), h('span', null, `${by} ${DEEDS[did] ?? did}`)),
          ),
        ),
  );
}

function steps({ openedAt, acknowledgedAt, mitigatedAt, resolvedAt, status }, timeZone) {
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
    step('Acknowledged', acknowledgedAt, acknowledgedAt !== undefined),
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
