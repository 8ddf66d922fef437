import { clockTime, h, momentOf, say } from './dom.mjs';
import { momentOnAxis } from './time-axis.mjs';

const DAY_MS = 86_400_000;
/** More than these are counted. */
const MOST_TOLD = 3;

/** The alarms of each promise, as lines over the time that is drawn; what is striped was firing, what is framed was held back. */
export class Alarms {
  #root;
  #groups = new Map();

  constructor(root) {
    this.#root = root;
  }

  clear() {
    this.#groups.clear();
    this.#root.replaceChildren();
  }

  render({ alarms, objectives, story }, range) {
    for (const { slo, promise } of objectives) {
      if (!this.#groups.has(slo)) this.#groups.set(slo, this.#group(slo, promise));
      const lines = alarms.filter((line) => line.slo === slo);
      const { list, hours, details, words } = this.#groups.get(slo);
      list.replaceChildren(...lines.map((line) => row(line, story, range)));
      const { from, to } = range;
      const marks = [from, (from + to) / 2, to].map((at) => momentOnAxis(at, to - from, story.timeZone));
      for (const [index, mark] of marks.entries()) say(hours.children[index], mark);
      const spoken = lines.filter(({ reason }) => reason !== '');
      details.hidden = spoken.length === 0;
      const text = JSON.stringify(spoken.map(({ reason }) => reason));
      if (words.dataset.text === text) continue;
      words.dataset.text = text;
      words.replaceChildren(...spoken.flatMap(({ alarm, reason }) => [h('dt', null, alarm), h('dd', null, reason)]));
    }
  }

  /** Made once, so that whoever opens the details or stands on them with the keyboard stays there. */
  #group(slo, promise) {
    const list = h('ul.alarms');
    const hours = h('p.hour-marks', { 'aria-hidden': 'true' }, h('span'), h('span'), h('span'));
    const words = h('dl');
    const details = h('details', null, h('summary', null, 'In CloudWatch’s own words'), words);
    this.#root.append(
      h('article.card', { 'aria-label': `Alarms of ${slo}` }, h('h3', null, promise), list, hours, details),
    );
    return { list, hours, details, words };
  }
}

function row({ alarm, meaning, spells, held = [], state }, { timeZone }, range) {
  const last = spells.at(-1);
  const now = last === undefined || last.to !== undefined ? 'OK' : last.value;
  return h(
    'li',
    { 'data-state': now },
    h('span', null, h('strong', null, alarm), h('span.muted', null, ` ${meaning}`)),
    h('span.state', null, state ?? stateWords(now, spells, timeZone, range)),
    h(
      'span.track',
      { 'aria-hidden': 'true' },
      ...spells.map(({ value, from, to }) => bar(value, from, to ?? range.now ?? range.to, range)),
      ...held.map(({ from, to }) => bar('HELD', from, to, range)),
    ),
  );
}

function stateWords(now, spells, timeZone, { from: begin, to: end }) {
  const time = (at) => (end - begin < DAY_MS ? clockTime(at, timeZone) : momentOf(at, timeZone));
  if (now !== 'OK') {
    const since = time(spells.at(-1).from);
    return now === 'ALARM' ? `firing since ${since}` : `no data since ${since}`;
  }
  const fired = spells.filter(({ value }) => value === 'ALARM');
  if (fired.length > MOST_TOLD) return `clear, fired ${fired.length} times`;
  const times = fired.map(({ from, to }) => `${time(from)}–${clockTime(to, timeZone)}`);
  return times.length === 0 ? 'clear' : `clear, fired ${times.join(', ')}`;
}

function bar(value, from, to, range) {
  const element = h('span.bar', { 'data-value': value });
  const share = (at) => ((at - range.from) / (range.to - range.from)) * 100;
  element.style.left = `${share(from)}%`;
  element.style.width = `${Math.max(share(to) - share(from), 0)}%`;
  return element;
}
