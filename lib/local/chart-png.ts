import { crc32, deflateSync } from 'node:zlib';
import { drawText, LETTER_HEIGHT, LETTER_WIDTH } from './pixel-font';

/** What a chart shows; times are epoch milliseconds, ascending. */
export interface ChartData {
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  /** By which the times below are ahead of UTC. */
  readonly offsetMinutes: number;
  readonly lines: readonly { readonly timestamps: readonly number[]; readonly values: readonly number[] }[];
}

const [PAPER, GRID, INK, ...COLOURS] = [0, 1, 2, 3, 4, 5, 6] as const;
const PALETTE = ['ffffff', 'd9dde1', '444b52', '1f77b4', 'd62728', '2ca02c', '9467bd'];
const MARGIN = { left: 64, right: 12, top: 26, bottom: 24 };
const MINUTE = 60_000;
const ROWS = 4;
const COLUMNS = 4;

/** A line chart as PNG: title, time below, values at the left. Where nothing came the line has a gap. */
export function chartPng({ title, width, height, from, to, offsetMinutes, lines }: ChartData): Buffer {
  const pixels = Array.from({ length: height }, () => new Uint8Array(width).fill(PAPER));
  const dot = (colour: number) => (x: number, y: number) => {
    if (y >= 0 && y < height && x >= 0 && x < width) pixels[y]![x] = colour;
  };
  const top = roundedUp(Math.max(0, ...lines.flatMap(({ values }) => values)));
  const plot = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
  const x = (time: number) => Math.round(MARGIN.left + (plot.width * (time - from)) / (to - from));
  const y = (value: number) => Math.round(MARGIN.top + plot.height * (1 - value / top));
  const mostLetters = Math.floor((width - MARGIN.right) / LETTER_WIDTH) - 1;
  drawText(title.slice(0, mostLetters), LETTER_WIDTH, 8, dot(INK));
  for (let row = 0; row <= ROWS; row += 1) {
    const value = (top * row) / ROWS;
    const label = String(Number(value.toPrecision(3)));
    stroke([MARGIN.left, y(value)], [width - MARGIN.right, y(value)], dot(GRID));
    const left = MARGIN.left - 6 - label.length * LETTER_WIDTH;
    drawText(label, left, y(value) - LETTER_HEIGHT / 2, dot(INK));
  }
  for (let column = 0; column <= COLUMNS; column += 1) {
    const time = from + ((to - from) * column) / COLUMNS;
    const label = new Date(time + offsetMinutes * MINUTE).toISOString().slice(11, 16);
    const centred = x(time) - (label.length * LETTER_WIDTH) / 2;
    const left = Math.min(centred, width - label.length * LETTER_WIDTH);
    drawText(label, left, height - LETTER_HEIGHT - 6, dot(INK));
  }
  for (const [index, { timestamps, values }] of lines.entries()) {
    const colour = dot(COLOURS[index % COLOURS.length]!);
    const step = Math.min(...timestamps.slice(1).map((time, place) => time - timestamps[place]!));
    for (const [place, time] of timestamps.entries()) {
      const here: Point = [x(time), y(values[place]!)];
      const previous = timestamps[place - 1];
      const gap = previous === undefined || time - previous > step;
      const there: Point = gap ? here : [x(previous), y(values[place - 1]!)];
      for (const thick of [0, 1]) stroke([there[0], there[1] - thick], [here[0], here[1] - thick], colour);
    }
  }
  return png(width, height, pixels);
}

type Point = readonly [x: number, y: number];

function stroke([x1, y1]: Point, [x2, y2]: Point, dot: (x: number, y: number) => void): void {
  const steps = Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1), 1);
  for (let step = 0; step <= steps; step += 1)
    dot(Math.round(x1 + ((x2 - x1) * step) / steps), Math.round(y1 + ((y2 - y1) * step) / steps));
}

/** 1, 2 or 5 times a power of ten. */
function roundedUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((times) => times * power >= value)!;
}

/** One byte of palette a pixel, no filter. Source: PNG specification, third edition, sections 5 and 11. */
function png(width: number, height: number, pixels: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.concat(pixels.map((row) => Buffer.concat([Buffer.of(0), row])));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const palette = Buffer.from(PALETTE.join(''), 'hex');
  const chunks = [chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows)), chunk('IEND')];
  return Buffer.concat([signature, ...chunks]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
