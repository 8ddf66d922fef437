import { crc32, inflateSync } from 'node:zlib';
import { chartPng } from '../../lib/local/chart-png';

const START = Date.parse('2026-11-14T20:00:00Z');
const MINUTE = 60_000;
/** Colours of the palette by what they draw. */
const [PAPER, LINE] = [0, 3];

/** Reads what the PNG specification says, with nothing of ours. */
function decoded(png: Buffer) {
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
  const [width, height] = [chunks.get('IHDR')!.readUInt32BE(0), chunks.get('IHDR')!.readUInt32BE(4)];
  const rows = inflateSync(chunks.get('IDAT')!);
  expect(rows).toHaveLength((width + 1) * height);
  return { width, height, pixel: (x: number, y: number) => rows[y * (width + 1) + 1 + x] };
}

function chart(values: readonly (number | null)[], title = 'Bad requests', offsetMinutes = 0, start = START) {
  const points = values.flatMap((value, index) => (value === null ? [] : [[start + index * MINUTE, value] as const]));
  const line = { timestamps: points.map(([time]) => time), values: points.map(([, value]) => value) };
  const size = { width: 300, height: 150 };
  return decoded(chartPng({ ...size, title, from: start, to: start + 60 * MINUTE, offsetMinutes, lines: [line] }));
}

/** Heights at which a column shows the line, from the top. */
function lineIn({ height, pixel }: ReturnType<typeof chart>, minute: number): number[] {
  const x = Math.round(64 + ((300 - 64 - 12) * minute) / 60);
  return Array.from({ length: height }, (_, y) => y).filter((y) => pixel(x, y) === LINE);
}

describe('a chart', () => {
  it('draws more above less', () => {
    const picture = chart(Array.from({ length: 61 }, (_, minute) => (minute < 30 ? 0 : 100)));
    const [before, after] = [lineIn(picture, 10), lineIn(picture, 50)];
    expect(Math.max(...after)).toBeLessThan(Math.min(...before));
  });

  it('leaves a gap where nothing came', () => {
    const picture = chart(Array.from({ length: 61 }, (_, minute) => (minute > 20 && minute < 40 ? null : 50)));
    expect([10, 30, 50].map((minute) => lineIn(picture, minute).length > 0)).toEqual([true, false, true]);
  });

  it('writes times of the zone that is asked for', () => {
    const below = ({ height, pixel }: ReturnType<typeof chart>) =>
      Array.from({ length: 300 * 24 }, (_, n) => pixel(n % 300, height - 24 + Math.floor(n / 300)));
    const values = [1];
    expect(below(chart(values, '', 60))).toEqual(below(chart(values, '', 0, START + 60 * MINUTE)));
    expect(below(chart(values, '', 60))).not.toEqual(below(chart(values)));
  });

  it('writes its title and its numbers', () => {
    const inked = (picture: ReturnType<typeof chart>, from: number, to: number) => {
      let dots = 0;
      for (let x = 0; x < 60; x += 1) for (let y = from; y < to; y += 1) if (picture.pixel(x, y) !== PAPER) dots += 1;
      return dots;
    };
    expect(inked(chart([1], ''), 0, 20)).toBe(0);
    expect(inked(chart([1]), 0, 20)).toBeGreaterThan(40);
    expect(inked(chart([1]), 24, 130)).toBeGreaterThan(40);
  });

  it.each([
    ['nothing', []],
    ['zeros', [0, 0, 0]],
    ['one point', [7]],
    ['huge numbers', [1e12, 2e12]],
    ['tiny numbers', [1e-9, 2e-9]],
  ])('of %s is a picture all the same', (_what, values) => {
    expect(chart(values, 'Łódź 🙂 <b>').width).toBe(300);
  });
});
