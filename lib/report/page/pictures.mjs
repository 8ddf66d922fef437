import { Alarms } from '../drawing/alarms.mjs';
import { Chart } from '../drawing/chart.mjs';
import { h, momentOf, say } from '../drawing/dom.mjs';
import { momentInWords } from './moment.mjs';
import { plotsOf } from './plots.mjs';

const MINUTE_MS = 60_000;
/** More moments than these would hide what is drawn. */
const MOST_LINES = 3;
const HINT = 'Point at a chart to read a moment; drag across it to look closer, double-click to see everything again.';

/** The charts and alarm bars of one SLO (Pictures in pictures.ts). One points at a moment to read it, and drags to look closer. */
export class SimulationPictures {
  #root;
  #drawn;
  #times;
  #plots;
  #alarms;
  #read = h('p.moment-read.muted', { 'aria-hidden': 'true' }, HINT);

  constructor(root, index, drawn) {
    this.#root = root;
    this.#drawn = drawn;
    const { from, to, curves, pages } = drawn;
    this.#times = curves.left.map((_, point) => Math.min(from + (point + 1) * curves.stepMinutes * MINUTE_MS, to));
    const explore = { group: `slo-${index}`, onMoment: (point) => this.#say(point) };
    this.#plots = plotsOf(drawn, pages.length > MOST_LINES).map((plot, at) => {
      const onRange = at === 0 ? (begin, end) => this.#drawAlarms(begin, end) : undefined;
      return { ...plot, chart: new Chart({ ...plot.spec, explore: { ...explore, onRange } }) };
    });
  }

  mount() {
    const bars = h('div.alarm-lines');
    this.#root.replaceChildren(
      h(
        'div.card',
        null,
        this.#read,
        ...this.#plots.flatMap(({ title, note, chart, legend }) => [
          h('p.chart-title', null, title),
          note === undefined ? null : h('p.reading', null, note),
          chart.element,
          legend,
        ]),
      ),
      h(
        'p.lede',
        null,
        'Below, the incidents and every alarm over the same time. Striped: the alarm fires. Framed: nobody is told of it, because it is muted or another alarm suppresses it.',
      ),
      bars,
    );
    this.#alarms = new Alarms(bars);
    const { from, to, faults } = this.#drawn;
    const times = this.#times.map((at) => at / 1000);
    const shown = { marks: this.#marks(), stretches: faults };
    for (const { chart, curves, words } of this.#plots) {
      chart.mount();
      chart.draw([times, ...curves], { from, to }, shown, words);
    }
    this.#drawAlarms(from, to);
  }

  #marks() {
    const { pages, timeZone } = this.#drawn;
    if (pages.length > MOST_LINES) return pages.map((at) => ({ at, small: true }));
    return pages.map((at, index) => (index === 0 ? { at, words: `woken ${momentOf(at, timeZone)}` } : { at }));
  }

  #drawAlarms(begin, to) {
    const { objective, alarms, timeZone } = this.#drawn;
    // Everything is seen again from the first point on, which ends the first minutes.
    const from = begin <= this.#times[0] ? this.#drawn.from : begin;
    this.#alarms?.render({ alarms, objectives: [objective], story: { timeZone } }, { from, to });
  }

  #say(point) {
    say(this.#read, point === undefined ? HINT : momentInWords(this.#drawn, this.#times[point], point));
  }
}
