import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { type OutcomeCount, Outcomes } from '../../lib/outcomes';

const root = resolve(__dirname, '../..');
const AT = Date.parse('2026-11-14T20:00:00Z');
const TRACE = '1-5759e988-bd862e3fe1be46a994272793';

let written: jest.SpyInstance;
let refused: jest.SpyInstance;
beforeEach(() => {
  written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  refused = jest.spyOn(console, 'error').mockReturnValue();
  jest.spyOn(Date, 'now').mockReturnValue(AT);
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env._X_AMZN_TRACE_ID;
});

/** The one line that was written. */
function line(): Record<string, unknown> {
  expect(written).toHaveBeenCalledTimes(1);
  const text = String(written.mock.calls[0]![0]);
  expect(text).toMatch(/^[^\n]+\n$/);
  return JSON.parse(text);
}

const outcomes = new Outcomes({ namespace: 'Shop/prod' });
const METRICS = [
  { Name: 'Good', Unit: 'Count' },
  { Name: 'Total', Unit: 'Count' },
];

describe('an outcome', () => {
  it('of a feature for a segment has exactly these dimensions (S2.20)', () => {
    outcomes.good({ feature: 'checkout', segment: 'pro' });
    expect(line()).toEqual({
      _aws: {
        Timestamp: AT,
        CloudWatchMetrics: [{ Namespace: 'Shop/prod', Dimensions: [['Feature', 'Segment']], Metrics: METRICS }],
      },
      Feature: 'checkout',
      Segment: 'pro',
      Good: 1,
      Total: 1,
    });
  });

  it('of a feature for everybody has exactly one dimension', () => {
    outcomes.bad({ feature: 'checkout' });
    expect(line()).toEqual({
      _aws: {
        Timestamp: AT,
        CloudWatchMetrics: [{ Namespace: 'Shop/prod', Dimensions: [['Feature']], Metrics: METRICS }],
      },
      Feature: 'checkout',
      Good: 0,
      Total: 1,
    });
  });

  it('comes in numbers, none among them', () => {
    outcomes.count({ feature: 'import', good: 998, total: 1000 });
    expect(line()).toMatchObject({ Good: 998, Total: 1000 });
    written.mockClear();
    outcomes.count({ feature: 'import', good: 0, total: 0 });
    expect(line()).toMatchObject({ Good: 0, Total: 0 });
  });

  it('leads to the trace of its request, where there is one', () => {
    process.env._X_AMZN_TRACE_ID = `Root=${TRACE};Parent=53995c3f42cd8ad8;Sampled=1`;
    outcomes.bad({ feature: 'checkout' });
    expect(line()).toMatchObject({ traceId: TRACE, _aws: { CloudWatchMetrics: [{ Dimensions: [['Feature']] }] } });
  });

  it('goes where it is taken', () => {
    const lines: string[] = [];
    new Outcomes({ namespace: 'Shop/prod', write: (text) => lines.push(text) }).good({ feature: 'checkout' });
    expect(lines).toHaveLength(1);
    expect(written).not.toHaveBeenCalled();
  });
});

describe('what cannot be counted', () => {
  const fine = { feature: 'checkout', good: 1, total: 1 };

  it.each<[string, object, string[]]>([
    ['a negative count', { good: -1 }, ['good: got -1, allowed are whole numbers from 0']],
    ['no number', { total: Number.NaN }, ['total: got NaN, allowed are whole numbers from 0']],
    ['half an outcome', { good: 0.5 }, ['good: got 0.5, allowed are whole numbers from 0']],
    [
      'an endless count',
      { total: Number.POSITIVE_INFINITY },
      ['total: got Infinity, allowed are whole numbers from 0'],
    ],
    ['a count that floats lose', { total: 2 ** 53 }, ['total: got 9007199254740992, allowed are whole numbers from 0']],
    ['a count in words', { good: 'one' }, ['good: got string, allowed are whole numbers from 0']],
    ['more good than all', { good: 3, total: 2 }, ['good: got 3 of 2, allowed is at most total']],
    ['no feature', { feature: undefined }, ['feature: got undefined, allowed is a text']],
    ['a blank feature', { feature: ' ' }, ['feature: got a blank text, allowed is a text']],
    ['a control character', { feature: 'a\nb' }, ['feature: got "a\\nb", allowed are printable ASCII characters']],
    [
      'other letters than ASCII',
      { segment: 'écharpe' },
      ['segment: got "écharpe", allowed are printable ASCII characters'],
    ],
    ['a segment that is null', { segment: null }, ['segment: got null, allowed is a text']],
    ['a long segment', { segment: 'x'.repeat(1025) }, ['segment: got 1025 characters, allowed are 1024']],
    [
      'several faults',
      { feature: '', good: -1 },
      ['feature: got a blank text, allowed is a text', 'good: got -1, allowed are whole numbers from 0'],
    ],
  ])('is told in the log and makes no metric: %s', (_what, change, faults) => {
    outcomes.count({ ...fine, ...change });
    expect(written).not.toHaveBeenCalled();
    expect(refused.mock.calls).toEqual([[JSON.stringify({ message: 'outcome not counted', faults })]]);
  });

  it.each([[undefined], [null], ['checkout'], [{}]])('never throws while a customer waits: %s', (given) => {
    expect(() => outcomes.count(given as unknown as OutcomeCount)).not.toThrow();
    expect(() => outcomes.good(given as unknown as OutcomeCount)).not.toThrow();
    expect(refused).toHaveBeenCalledTimes(2);
  });

  it('is the same for a log that cannot be written', () => {
    written.mockImplementation(() => {
      throw new Error('EPIPE');
    });
    expect(() => outcomes.good({ feature: 'checkout' })).not.toThrow();
  });
});

describe('a counter', () => {
  it.each([
    ['AWS/Lambda', 'namespace: got "AWS/Lambda", allowed is one that begins with neither "AWS/" nor ":"'],
    [':shop', 'namespace: got ":shop", allowed is one that begins with neither "AWS/" nor ":"'],
    ['', 'namespace: got a blank text, allowed is a text'],
    ['x'.repeat(256), 'namespace: got 256 characters, allowed are 255'],
    ['Shop\u0007', 'namespace: got "Shop\\u0007", allowed are printable ASCII characters'],
    [undefined, 'namespace: got undefined, allowed is a text'],
  ])('is refused where the module is loaded, for the namespace %j', (namespace, message) => {
    expect(() => new Outcomes({ namespace: namespace as string })).toThrow(new TypeError(message));
  });
});

describe('the package', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  it('lets application code import the counter alone, at every age of module resolution', () => {
    const { types, default: entry } = manifest.exports['./outcomes'];
    expect([types, entry]).toEqual(['./dist/lib/outcomes/index.d.ts', './dist/lib/outcomes/index.js']);
    expect(manifest.typesVersions['*'].outcomes).toEqual([types.slice(2)]);
    expect(readFileSync(join(root, 'tsconfig.build.json'), 'utf8')).toContain('"lib/outcomes/index.ts"');
    expect(manifest.exports['.'].default).toBe(`./${manifest.main}`);
    expect(manifest.exports['.'].types).toBe(`./${manifest.types}`);
  });

  it('brings nothing of the CDK or of any package into it, and is small', async () => {
    const { metafile, outputFiles } = await build({
      entryPoints: [join(root, 'lib/outcomes/index.ts')],
      absWorkingDir: root,
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
    });
    expect(Object.keys(metafile.inputs).sort()).toEqual([
      'lib/model/contracts/outcomes.ts',
      'lib/model/emf.ts',
      'lib/model/trace.ts',
      'lib/outcomes/index.ts',
    ]);
    expect(outputFiles[0]!.contents.length).toBeLessThan(4096);
  });
});
