import { h } from './dom.mjs';
import { colour, label, pointer, stroke } from './paint.mjs';
import { timeAxis } from './time-axis.mjs';
import uPlot from './vendor/uplot.mjs';

const AXIS_WIDTH = 52;
const FONT = '12px system-ui, sans-serif';
/** Colours depend on these. */
const MEDIA = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
/** Room for half a label of the time axis, and for the words of a moment above the picture. */
const RIGHT = 22;
const TOP = 20;
/** In a narrower picture words at a line would cover what is drawn; the legend has them, too. */
const ROOM_FOR_WORDS = 320;

/**
 * One uPlot in the colours of the page, with lines, moments, stretches of time behind them and a marker for now.
 * With `explore` one points at it to read a moment, and drags to look closer: `{ group, onMoment(index), onRange(from, to) }`.
 */
export class Chart {
  #spec;
  #plot;
  #shown = { marks: [], stretches: [] };
  #range;
  #place = h('div.plot');
  #now = h('span.now', { 'aria-hidden': 'true' });
  #resize = new ResizeObserver(() => this.#fit());
  #recolour = () => this.#plot?.redraw(false);
  #move = ({ detail }) => this.#moveNow(detail);
  element = h('div.chart', { role: 'img' }, this.#place, this.#now);

  constructor(spec) {
    this.#spec = spec;
  }

  mount() {
    this.#plot = new uPlot(this.#options(), [[], ...this.#spec.series.map(() => [])], this.#place);
    this.#resize.observe(this.element);
    for (const media of MEDIA) media.addEventListener('change', this.#recolour);
    document.addEventListener('story-time', this.#move);
  }

  remove() {
    this.#resize.disconnect();
    for (const media of MEDIA) media.removeEventListener('change', this.#recolour);
    document.removeEventListener('story-time', this.#move);
    this.#plot?.destroy();
  }

  /**
   * @param range from, to and, where time goes on, now, in epoch milliseconds
   * @param shown marks `{ at, words?, small? }` and stretches `{ from, to }`, both may be missing
   */
  draw(data, range, shown, words) {
    this.#shown = { marks: [], stretches: [], ...shown };
    this.#range = range;
    this.element.setAttribute('aria-label', words);
    this.#plot.setData(data, false);
    this.#plot.setScale('x', { min: range.from / 1000, max: range.to / 1000 });
    this.#now.hidden = range.now === undefined;
    if (range.now !== undefined) this.#moveNow(range.now);
    if (performance.getEntriesByName('first-chart').length === 0)
      requestAnimationFrame(() => performance.mark('first-chart'));
  }

  #fit() {
    const width = this.element.clientWidth;
    if (width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height: this.#spec.height });
  }

  #moveNow(at) {
    if (this.#range === undefined) return;
    const { from, to } = this.#range;
    const share = Math.min(1, (at - from) / (to - from));
    const width = this.element.clientWidth - AXIS_WIDTH - RIGHT;
    this.#now.style.transform = `translateX(${AXIS_WIDTH + share * width}px)`;
  }

  #options() {
    const { height, scale, axis, series, timeZone, explore } = this.#spec;
    const grid = { stroke: () => colour('--line'), width: 1 };
    const ticks = { show: false };
    return {
      width: this.element.clientWidth || 320,
      height,
      padding: [TOP, RIGHT, 0, 0],
      cursor: explore === undefined ? { show: false } : cursor(explore),
      legend: { show: false },
      select: { show: explore !== undefined },
      scales: { x: { time: false }, y: scale },
      axes: [
        {
          stroke: () => colour('--muted'),
          font: FONT,
          grid: { ...grid },
          ticks,
          size: 26,
          gap: 6,
          ...timeAxis(timeZone),
        },
        { stroke: () => colour('--muted'), font: FONT, grid, ticks, size: AXIS_WIDTH, gap: 8, ...axis },
      ],
      series: [
        {},
        ...series.map(({ color, fill, ...rest }) => ({
          ...rest,
          stroke: () => colour(color),
          ...(fill === undefined ? {} : { fill: () => colour(fill) }),
          points: { show: false },
        })),
      ],
      hooks: {
        drawClear: [(plot) => this.#paintStretches(plot)],
        draw: [(plot) => this.#annotate(plot)],
        ...(explore === undefined ? {} : hooks(explore)),
      },
    };
  }

  #paintStretches(plot) {
    const { ctx } = plot;
    const { left, top, width, height } = plot.bbox;
    ctx.save();
    ctx.fillStyle = colour('--felt');
    for (const { from, to } of this.#shown.stretches) {
      const [x0, x1] = [from, to].map((at) => plot.valToPos(at / 1000, 'x', true));
      const begin = Math.max(x0, left);
      const end = Math.min(Math.max(x1, x0 + devicePixelRatio), left + width);
      if (end > begin) ctx.fillRect(begin, top, end - begin, height);
    }
    ctx.restore();
  }

  #annotate(plot) {
    const { ctx } = plot;
    const { left, top, width, height } = plot.bbox;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    for (const { at, color, words, below } of this.#spec.lines) {
      const y = Math.round(plot.valToPos(at, 'y', true));
      stroke(ctx, colour(color), ratio, [5 * ratio, 4 * ratio], [left, y, left + width, y]);
      if (words === undefined || width < ROOM_FOR_WORDS * ratio) continue;
      label(ctx, words, colour(color), left + 6 * ratio, below ? y + 12 * ratio : y - 4 * ratio, 'left', ratio);
    }
    for (const { at, words, small } of this.#shown.marks) {
      const x = Math.round(plot.valToPos(at / 1000, 'x', true));
      if (x < left || x > left + width) continue;
      if (small) {
        pointer(ctx, colour('--ink'), x, top, 5 * ratio);
        continue;
      }
      stroke(ctx, colour('--ink'), 1.5 * ratio, [], [x, top, x, top + height]);
      if (words === undefined) continue;
      const toTheLeft = x > left + width / 2;
      const beside = x + (toTheLeft ? -6 : 6) * ratio;
      label(ctx, words, colour('--ink'), beside, top - 6 * ratio, toTheLeft ? 'right' : 'left', ratio);
    }
    ctx.restore();
  }
}

/** Charts of one group are pointed at and looked into together. */
function cursor({ group }) {
  return { y: false, points: { show: false }, drag: { x: true, y: false, setScale: true }, sync: { key: group } };
}

function hooks({ onMoment, onRange }) {
  return {
    setCursor: [({ cursor: { idx } }) => onMoment(idx ?? undefined)],
    setScale: [
      (plot, scale) => {
        const { min, max } = plot.scales[scale];
        if (scale === 'x' && min !== null) onRange?.(min * 1000, max * 1000);
      },
    ],
  };
}
