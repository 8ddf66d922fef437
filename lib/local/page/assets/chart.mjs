import uPlot from '/vendor/uplot.mjs';
import { clockTime, h } from './dom.mjs';

const AXIS_WIDTH = 52;
const FONT = '12px system-ui, sans-serif';
const HOUR = 3600;
const dark = matchMedia('(prefers-color-scheme: dark)');
/** Room for half a label of the time axis, and for the moment of detection above the picture. */
const RIGHT = 22;
const TOP = 20;
/** In a narrower picture words at a line would cover what is drawn; the legend has them, too. */
const ROOM_FOR_WORDS = 320;
const DASHES = [[], [7, 3], [2, 3]];

/** Which look of promises.css a tier has: a policy may have more tiers than there are looks. */
export function lookOf(index) {
  return index % DASHES.length;
}

/** Percent of good requests; the area above the line is what failed. */
export function goodChart({ goal }, story) {
  return {
    height: 132,
    story,
    scale: { range: [0, 100] },
    axis: { splits: () => [0, 50, 100], values: (_, splits) => splits.map((value) => `${value} %`) },
    series: [{ color: '--good', width: 2, fill: '--failed', fillTo: 100 }],
    lines: [{ at: Number(goal), color: '--muted' }],
  };
}

/** Burn rates on a logarithmic axis: calm is below 1, and more than everything cannot fail. */
export function burnChart({ goal, tiers }, story) {
  // 100 - 99.9 is a little less than 0.1 in binary, and the axis would gain a power of ten.
  const most = Math.ceil(Number(Math.log10(100 / (100 - Number(goal))).toFixed(9)));
  const powers = Array.from({ length: most + 2 }, (_, index) => 10 ** (index - 1));
  return {
    height: 196,
    story,
    scale: { distr: 3, log: 10, range: [0.1, 10 ** most] },
    axis: { splits: () => powers, values: (_, splits) => splits.map((value) => String(Number(value.toPrecision(1)))) },
    series: tiers.map((_, index) => ({ color: `--tier-${lookOf(index)}`, width: 2, dash: DASHES[lookOf(index)] })),
    lines: tiers.map(({ alarm, threshold }, index) => ({
      at: threshold,
      color: `--tier-${lookOf(index)}`,
      words: `${alarm} ${Number(threshold.toFixed(2))}`,
      below: alarm !== tiers[0].alarm,
    })),
  };
}

/** One uPlot in the colours of the page, with lines, the moment of detection and a marker for now. */
export class Chart {
  #spec;
  #plot;
  #mark;
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
    dark.addEventListener('change', this.#recolour);
    document.addEventListener('story-time', this.#move);
  }

  remove() {
    this.#resize.disconnect();
    dark.removeEventListener('change', this.#recolour);
    document.removeEventListener('story-time', this.#move);
    this.#plot?.destroy();
  }

  draw(data, range, mark, words) {
    this.#mark = mark;
    this.#range = range;
    this.element.setAttribute('aria-label', words);
    this.#plot.setData(data, false);
    this.#plot.setScale('x', { min: range.from / 1000, max: range.to / 1000 });
    this.#moveNow(range.now);
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
    const { height, scale, axis, series, story } = this.#spec;
    const grid = { stroke: () => colour('--line'), width: 1 };
    const ticks = { show: false };
    return {
      width: this.element.clientWidth || 320,
      height,
      padding: [TOP, RIGHT, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      select: { show: false },
      scales: { x: { time: false }, y: scale },
      axes: [
        {
          stroke: () => colour('--muted'),
          font: FONT,
          grid: { ...grid },
          ticks,
          size: 26,
          gap: 6,
          splits: hours,
          values: (_, splits) => splits.map((at) => clockTime(at * 1000, story.timeZone)),
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
      hooks: { draw: [(plot) => this.#annotate(plot)] },
    };
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
    if (this.#mark !== undefined) {
      const x = Math.round(plot.valToPos(this.#mark.at / 1000, 'x', true));
      stroke(ctx, colour('--ink'), 1.5 * ratio, [], [x, top, x, top + height]);
      const toTheLeft = x > left + width / 2;
      label(
        ctx,
        this.#mark.words,
        colour('--ink'),
        x + (toTheLeft ? -6 : 6) * ratio,
        top - 6 * ratio,
        toTheLeft ? 'right' : 'left',
        ratio,
      );
    }
    ctx.restore();
  }
}

/** Full hours, as many as have room. */
function hours(plot, _, min, max) {
  const room = Math.max(2, Math.floor(plot.width / 90));
  const step = [1, 2, 3, 4, 6].find((hours) => (max - min) / (hours * HOUR) <= room) ?? 12;
  const first = Math.ceil(min / (step * HOUR)) * step * HOUR;
  return Array.from(
    { length: Math.floor((max - first) / (step * HOUR)) + 1 },
    (_, index) => first + index * step * HOUR,
  );
}

function stroke(ctx, style, width, dash, [x0, y0, x1, y1]) {
  ctx.strokeStyle = style;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** On a patch of the card's own colour, so that a line behind it does not cross the letters. */
function label(ctx, words, style, x, y, align, ratio) {
  const { width } = ctx.measureText(words);
  ctx.fillStyle = colour('--card');
  ctx.fillRect((align === 'right' ? x - width : x) - 2 * ratio, y - 10 * ratio, width + 4 * ratio, 13 * ratio);
  ctx.fillStyle = style;
  ctx.textAlign = align;
  ctx.textBaseline = 'alphabetic';
  ctx.fillText(words, x, y);
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
