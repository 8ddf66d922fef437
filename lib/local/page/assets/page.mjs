import { Alarms } from '/drawing/alarms.mjs';
import { byId, say } from '/drawing/dom.mjs';
import { Controls } from './controls.mjs';
import { Objectives } from './objectives.mjs';
import { renderSlack } from './slack.mjs';
import { renderTicket } from './ticket.mjs';
import { renderTimeline } from './timeline.mjs';

/** So much is in the picture at least; the picture grows with the evening. */
const LEAST_MS = 4 * 3_600_000;

/** What npm start says (PageState in state.ts), and what of it changed since it was last shown. */
let state;
let changed = new Set();

const controls = new Controls((command) => {
  fetch('/commands', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(command),
  }).catch(() => controls.connected(false));
});
const objectives = new Objectives(byId('objectives'));
const alarms = new Alarms(byId('alarms'));

const source = new EventSource('/events');
source.addEventListener('snapshot', ({ data }) => {
  state = JSON.parse(data);
  show(Object.keys(state));
});
source.addEventListener('change', ({ data }) => {
  const { samplesFrom, ...fields } = JSON.parse(data);
  if (fields.samples !== undefined) fields.samples = [...state.samples.slice(0, samplesFrom), ...fields.samples];
  state = { ...state, ...fields };
  show(Object.keys(fields));
});
source.addEventListener('open', () => controls.connected(true));
source.addEventListener('error', () => controls.connected(false));

/** However many changes arrive, the document is touched once a frame. */
function show(keys) {
  if (changed.size === 0) requestAnimationFrame(render);
  for (const key of keys) changed.add(key);
}

function render() {
  const news = changed;
  changed = new Set();
  const has = (...keys) => keys.some((key) => news.has(key));
  if (has('headline')) renderHeadline(state.headline);
  if (has('clock', 'phase')) controls.render(state);
  if (has('story')) renderStory(state.story);
  for (const part of [objectives, alarms]) {
    if (state.story === null) part.clear();
    else if (has('story', 'samples', 'budgets', 'alarms')) part.render(state, drawnRange());
  }
  if (has('incidents', 'story')) {
    renderSlack(byId('slack'), state);
    renderTicket(byId('ticket'), state);
  }
  if (has('incidents', 'timeline', 'story')) renderTimeline(byId('timeline'), state);
}

function renderHeadline({ tone, title, text }) {
  byId('headline').dataset.tone = tone;
  // The live region hears of a new headline only, never of the clock.
  if (byId('title').textContent !== title) say(byId('news'), title);
  say(byId('title'), title);
  say(byId('text'), text);
  document.title = `${title} · cdk-slo`;
}

function renderStory(story) {
  say(byId('story'), story === null ? '' : story.title);
  say(byId('made-of'), story === null ? '' : story.madeOf);
}

function drawnRange() {
  const { from, to } = state.story;
  const now = state.samples.at(-1)?.at ?? from;
  return { from, to: Math.max(Math.min(from + LEAST_MS, to), now), now };
}
