import { clockTime, h, say } from './dom.mjs';

/** The alarms of each promise, as lines over the time that is drawn; what is striped was firing. */
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
      const marks = [from, (from + to) / 2, to].map((at) => clockTime(at, story.timeZone));
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
