import { clockTime, h } from './dom.mjs';

/** Each alarm as a line over the time that is drawn; what is striped was firing. */
export function renderAlarms(root, { alarms, objectives, story }, range) {
  if (story === null || range === undefined) {
    root.replaceChildren();
    return;
  }
  const groups = objectives.map(({ slo, promise }) =>
    h(
      'article.card',
      { 'aria-label': `Alarms of ${slo}` },
      h('h3', null, promise),
      h('ul.alarms', null, ...alarms.filter((line) => line.slo === slo).map((line) => row(line, story, range))),
      hourMarks(story, range),
      reasons(alarms.filter((line) => line.slo === slo && line.reason !== '')),
    ),
  );
  keepOpen(root, groups);
}

function row({ alarm, meaning, spells }, { timeZone }, range) {
  const last = spells.at(-1);
  const now = last === undefined || last.to !== undefined ? 'OK' : last.value;
  return h(
    'li',
    { 'data-state': now },
    h('span', null, h('strong', null, alarm), h('span.muted', null, ` ${meaning}`)),
    h('span.state', null, stateWords(now, spells, timeZone)),
    h(
      'span.track',
      { 'aria-hidden': 'true' },
      ...spells.map(({ value, from, to }) => bar(value, from, to ?? range.now, range)),
    ),
  );
}

function stateWords(now, spells, timeZone) {
  if (now !== 'OK') {
    const since = clockTime(spells.at(-1).from, timeZone);
    return now === 'ALARM' ? `firing since ${since}` : `no data since ${since}`;
  }
  const fired = spells.filter(({ value }) => value === 'ALARM');
  const times = fired.map(({ from, to }) => `${clockTime(from, timeZone)}–${clockTime(to, timeZone)}`);
  return times.length === 0 ? 'clear' : `clear, fired ${times.join(', ')}`;
}

function bar(value, from, to, range) {
  const element = h('span.bar', { 'data-value': value });
  const share = (at) => ((at - range.from) / (range.to - range.from)) * 100;
  element.style.left = `${share(from)}%`;
  element.style.width = `${Math.max(share(to) - share(from), 0)}%`;
  return element;
}

function hourMarks({ timeZone }, { from, to }) {
  const middle = (from + to) / 2;
  return h(
    'p.hour-marks',
    { 'aria-hidden': 'true' },
    ...[from, middle, to].map((at) => h('span', null, clockTime(at, timeZone))),
  );
}

function reasons(lines) {
  if (lines.length === 0) return null;
  return h(
    'details',
    null,
    h('summary', null, 'In CloudWatch’s own words'),
    h('dl', null, ...lines.flatMap(({ alarm, reason }) => [h('dt', null, alarm), h('dd', null, reason)])),
  );
}

/** Details that somebody has opened stay open, and keep the focus. */
function keepOpen(root, groups) {
  const before = [...root.children];
  for (const [index, group] of groups.entries()) {
    const old = before[index];
    const details = old?.querySelector('details');
    const fresh = group.querySelector('details');
    if (details && fresh && details.querySelector('dl').textContent === fresh.querySelector('dl').textContent)
      fresh.replaceWith(details);
    else if (details?.open && fresh) fresh.open = true;
  }
  root.replaceChildren(...groups);
}
