import { Alarms } from '../drawing/alarms.mjs';
import { Chart } from '../drawing/chart.mjs';
import {
  budgetChart,
  burnChart,
  floorOf,
  goodAndWorstChart,
  goodChart,
  isOffBudgetAxis,
  onBudgetAxis,
  onBurnAxis,
} from '../drawing/charts.mjs';
import { h, momentOf, say } from '../drawing/dom.mjs';
import { legendInLine, tierLegend } from '../drawing/legends.mjs';

const MINUTE_MS = 60_000;
/** More moments than these would hide what is drawn. */
const MOST_LINES = 3;
const HINT = 'Point at a chart to read a moment; drag across it to look closer, double-click to see everything again.';

/** The charts and alarm bars of one SLO (Pictures in pictures.ts). One points at a moment to read it, and drags to look closer. */
export class SimulationPictures {
  #root;
  #drawn;
  #times;
  #charts;
  #alarms;
  #read = h('p.moment-read.muted', { 'aria-hidden': 'true' }, HINT);

  constructor(root, index, drawn) {
    this.#root = root;
    this.#drawn = drawn;
    const { from, to, curves } = drawn;
    this.#times = curves.left.map((_, point) => Math.min(from + (point + 1) * curves.stepMinutes * MINUTE_MS, to));
    const explore = { group: `slo-${index}`, onMoment: (point) => this.#say(point) };
    // Everything is seen again from the first point on, which ends the first minutes.
    const onRange = (begin, end) => this.#drawAlarms({ from: begin <= this.#times[0] ? from : begin, to: end });
    const specs = [
      goodSpec(drawn),
      budgetChart(drawn, curves.left),
      burnChart(drawn.objective, drawn, curves.worst !== undefined),
    ];
    this.#charts = specs.map(
      (spec, at) => new Chart({ ...spec, explore: at === 0 ? { ...explore, onRange } : explore }),
    );
  }

  mount() {
    const { objective, curves } = this.#drawn;
    const [good, budget, burn] = this.#charts;
    const { goal, tiers, interval } = objective;
    const alarms = h('div.alarm-lines');
    this.#root.replaceChildren(
      h(
        'div.card',
        null,
        this.#read,
        h(
          'p.chart-title',
          null,
          `Good, ${spanWords(curves.worst ? curves.stepMinutes : curves.goodMinutes)} at a time`,
        ),
        good.element,
        goodLegend(goal, curves, this.#drawn.pages.length > MOST_LINES),
        h('p.chart-title', null, `What is left of the error budget for ${interval}`),
        isOffBudgetAxis(curves.left)
          ? h('p.reading', null, 'The line ends at −200 %, where more is overspent than that.')
          : null,
        budget.element,
        h('p.chart-title', null, 'Burn rate: how fast the error budget is used'),
        h(
          'p.reading',
          null,
          'At 1 the budget lasts exactly as long as it should. Each line shows the lower one of two burn rates, over a long and a short stretch of time; above its dashed threshold the alarm fires.',
        ),
        burn.element,
        tierLegend(tiers, () => []),
      ),
      h(
        'p.lede',
        null,
        'Below, the incidents and every alarm over the same time. Striped: the alarm fires. Framed: nobody is told of it, because it is muted or another alarm suppresses it.',
      ),
      alarms,
    );
    for (const chart of this.#charts) chart.mount();
    this.#alarms = new Alarms(alarms);
    this.#draw();
  }

  #draw() {
    const { objective, curves, from, to, faults, pages, timeZone } = this.#drawn;
    const times = this.#times.map((at) => at / 1000);
    const shares = curves.worst ? [curves.worst, curves.good] : [curves.good];
    const burns = curves.burns.map((tier) => tier.map(onBurnAxis));
    const marks = pages.map((at, index) => {
      if (pages.length > MOST_LINES) return { at, small: true };
      return index === 0 ? { at, words: `woken ${momentOf(at, timeZone)}` } : { at };
    });
    const words = [
      `Share of good requests of ${objective.slo} over time`,
      `What is left of the error budget of ${objective.slo} over time`,
      `Burn rates of ${objective.slo} over time with the thresholds of its alarms`,
    ];
    for (const [at, data] of [shares, [curves.left.map(onBudgetAxis)], burns].entries())
      this.#charts[at].draw([times, ...data], { from, to }, { marks, stretches: faults }, words[at]);
    this.#drawAlarms({ from, to });
  }

  #drawAlarms(range) {
    const { objective, alarms, timeZone } = this.#drawn;
    this.#alarms?.render({ alarms, objectives: [objective], story: { timeZone } }, range);
  }

  #say(point) {
    const { curves, objective, timeZone } = this.#drawn;
    if (point === undefined) {
      say(this.#read, HINT);
      return;
    }
    const at = this.#times[point];
    const good = (curves.worst ?? curves.good)[point];
    const burns = objective.tiers.map(({ alarm }, tier) => `${alarm} ${shown(curves.burns[tier][point], '')}`);
    const words = [
      `${momentOf(at, timeZone)}${curves.worst ? ` and the ${spanWords(curves.stepMinutes)} before` : ''}`,
      `${curves.worst ? `worst ${curves.goodMinutes} min ` : ''}${shown(good, ' %')} good`,
      `${shown(curves.left[point], ' %')} of the budget left`,
      `burn rate: ${burns.join(', ')}`,
    ];
    say(this.#read, words.join(' · '));
  }
}

function goodSpec({ objective, curves, timeZone }) {
  if (curves.worst) return goodAndWorstChart(objective, { timeZone }, curves.worst);
  return goodChart(objective, { timeZone }, floorOf(curves.good));
}

function goodLegend(goal, { worst, goodMinutes }, small) {
  return legendInLine(
    ['well', 'good'],
    ['failed', worst ? `failed in the worst ${goodMinutes} min of each point` : 'failed'],
    ['goal', `goal ${goal} %`],
    ['felt', 'customers felt it'],
    [small ? 'pointer' : 'woken', 'somebody would have been woken'],
  );
}

function shown(value, unit) {
  return value === null ? 'no data' : `${Number(value.toPrecision(4))}${unit}`;
}

/** `4 h 23 min` */
function spanWords(minutes) {
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}
