import type { CatalogueEntry } from '../../../lib/model/contracts/catalogue';
import { alarmsPanel } from '../../../lib/model/dashboard/alarms-panel';
import {
  attainmentPanel,
  budgetPanel,
  burnPanel,
  fastestTier,
  type GraphPanel,
  sliPanel,
} from '../../../lib/model/dashboard/panels';
import { parseGoal, remainingShare, toNumber } from '../../../lib/model/slo';
import { compileMetricMath } from '../../../lib/simulate/metric-math';
import { eachMinute } from '../../../lib/simulate/metric-source';
import { PublishedMetric } from '../../../lib/simulate/published-metric';
import { entry } from '../../support/entries';

/** What CloudWatch would draw for a line, with one value for each of its metrics. */
function drawn(panel: GraphPanel, line: number, values: Readonly<Record<string, number>>): number {
  const { expression = '', metrics } = panel.lines[line]!;
  const seriesOf = (id: string) => new PublishedMetric(eachMinute(() => values[id]!)).statistic('Sum')!;
  const drawing = compileMetricMath(expression, {
    metrics: new Map(Object.keys(metrics).map((id) => [id, 60])),
    value: (id) => (Object.hasOwn(metrics, id) ? { type: 'series', series: seriesOf(id) } : undefined),
  });
  return drawing.type === 'series' ? drawing.series.at(0, 1) : Number.NaN;
}

const SHOP = entry({});
const LATENCY = { namespace: 'Shop', name: 'Latency', dimensions: {}, stat: 'p99' };
const PERIODS: CatalogueEntry['measurement'] = {
  kind: 'periods',
  periodSeconds: 300,
  bad: { expression: 'IF(value > 250, 1, 0)', metrics: { value: LATENCY } },
  total: { metrics: { total: { ...LATENCY, stat: 'SampleCount' } } },
  judged: { value: { metrics: { value: LATENCY } }, good: 'LessThanOrEqualTo', threshold: 250 },
};
const panels = (of: CatalogueEntry) => [
  budgetPanel(of),
  burnPanel(of, of.tiers)!,
  sliPanel(of),
  attainmentPanel(of),
  alarmsPanel(of),
];

describe('the panels of an SLO', () => {
  it.each([
    ['99.9', 1, 1000],
    ['99.9', 0, 1000],
    ['99.9', 3, 1000],
    ['99.95', 1, 10_000],
    ['99.99', 1, 7],
    ['97.3', 20, 1000],
    ['50', 1, 3],
  ])('draws for %s %% and %i bad of %i the same budget left as the model counts', (attainmentGoal, bad, total) => {
    const left = remainingShare({ bad, total, goal: parseGoal(attainmentGoal) });
    const attainment = (100 * (total - bad)) / total;
    expect(drawn(budgetPanel(entry({ attainmentGoal })), 0, { attainment })).toBeCloseTo(100 * toNumber(left), 6);
  });

  it('draws for each tier what its alarm compares with its threshold: the lower of both windows', () => {
    const panel = burnPanel(SHOP, SHOP.tiers)!;
    expect(panel.lines.map(({ label }) => label)).toEqual([
      'fast: over 1 h and 5 min',
      'slow: over 6 h and 30 min',
      'ticket: over 3 days and 6 h',
    ]);
    expect(drawn(panel, 0, { fastLong: 20, fastShort: 3 })).toBe(3);
    expect(drawn(panel, 0, { fastLong: 14, fastShort: 90 })).toBe(14);
    expect(drawn(panel, 0, { fastLong: Number.NaN, fastShort: 90 })).toBeNaN();
    expect(panel.marks).toEqual([
      { line: 0, value: 13.44, label: 'fast: someone is called above 13.44' },
      { line: 1, value: 5.6, label: 'slow: someone is called above 5.6' },
      { line: 2, value: expect.closeTo(0.9333, 4), label: 'ticket: a ticket is written above 0.933' },
    ]);
  });

  it('draws the share of good requests also for a minute in which none was good', () => {
    expect(drawn(sliPanel(SHOP), 0, { good: Number.NaN, total: 4 })).toBe(0);
    expect(drawn(sliPanel(SHOP), 0, { good: 3, total: 4 })).toBe(75);
    expect(drawn(sliPanel(SHOP), 0, { good: 0, total: 0 })).toBeNaN();
  });

  it('names the alarms that the SLO has', () => {
    expect(alarmsPanel(SHOP).alarms).toEqual(['fast', 'slow', 'ticket', 'evidence', 'no-data']);
    const without = alarmsPanel(entry({ noData: false }));
    expect(without.alarms).toEqual(['fast', 'slow', 'ticket', 'evidence']);
    expect(without.sentence).not.toContain('no-data');
  });

  it('names its alarms with their meaning, whatever its tiers are called', () => {
    const [fast] = SHOP.tiers;
    const own = entry({
      tiers: [{ ...fast!, alarm: 'wake-up' }],
      noData: false,
      warningThreshold: 50,
      budgetAlarms: ['budget-warning', 'budget-exhausted'],
    });
    expect(alarmsPanel(own)).toMatchObject({
      alarms: ['wake-up', 'evidence', 'budget-warning', 'budget-exhausted'],
      sentence:
        'Red is what goes wrong now: wake-up says that the error budget burns too fast, evidence that more than a few requests fail, budget-warning that 50 % or less of the error budget is left, budget-exhausted that the error budget is used up.',
    });
    const silent = entry({ tiers: [], evidence: false, measurement: PERIODS });
    expect(alarmsPanel(silent).sentence).toBe('Red is what goes wrong now: no-data says that no data arrives.');
    expect(alarmsPanel(entry({ shadow: true })).sentence).toMatch(/\(in shadow: recorded, and nobody is told\)\.$/);
  });

  it('has nothing to draw of alarms that it was declared without', () => {
    const without = entry({ tiers: [], evidence: false, noData: false, noAlarms: 'not in use yet' });
    expect(burnPanel(without, without.tiers)).toBeUndefined();
    expect(fastestTier(without)).toEqual([]);
    expect(alarmsPanel(without)).toMatchObject({
      alarms: [],
      sentence: 'It has no alarms, so nobody is told when it is broken.',
    });
  });

  it('says what the tiers of an SLO in shadow would do', () => {
    const shadow = entry({ shadow: true });
    expect(burnPanel(shadow, shadow.tiers)!.marks.map(({ label }) => label)).toEqual([
      'fast: someone would be called above 13.44',
      'slow: someone would be called above 5.6',
      'ticket: a ticket would be written above 0.933',
    ]);
  });

  it('finds the fastest tier, wherever it stands: a page tier where there is one', () => {
    const [fast, slow, ticket] = SHOP.tiers;
    const soon = { ...ticket!, alarm: 'soon', longMinutes: 30 };
    const name = (tiers: CatalogueEntry['tiers']) => fastestTier(entry({ tiers })).map(({ alarm }) => alarm);
    expect(name([ticket!, slow!, soon, fast!])).toEqual(['fast']);
    expect(name([ticket!, soon])).toEqual(['soon']);
  });

  it('reads the metrics of an adopted SLO by the name that it kept', () => {
    const adopted = entry({ objective: 'Checkout SLO' });
    for (const panel of [budgetPanel(adopted), burnPanel(adopted, adopted.tiers)!, attainmentPanel(adopted)]) {
      const names = panel.lines.flatMap(({ metrics }) =>
        Object.values(metrics).map((found) => found.dimensions.SloName),
      );
      expect(new Set(names)).toEqual(new Set(['Checkout SLO']));
    }
  });

  it('speaks of periods where periods are judged, and of calendar months', () => {
    const minutes = entry({ measurement: PERIODS, interval: { kind: 'calendar', months: 1 } });
    const [budget, burn, sli, attainment] = panels(minutes).map(({ sentence }) => sentence);
    expect(budget).toContain('the error budget of one calendar month that is left');
    expect(burn).toContain('1 would spend it in exactly one calendar month,');
    expect(sli).toBe(
      'Each 5-minute period counts as good while what is drawn is at most 250, the dashed line (latencies are in milliseconds, availability is in percent).',
    );
    expect(attainment).toBe(
      'Percent of 5-minute periods that were good over this calendar month: the promise is kept while it is at least 99.9 %.',
    );
    // A percentile over a minute is another number than the one that is judged.
    expect(sliPanel(minutes).lines).toMatchObject([{ periodSeconds: 300 }]);
    expect(
      panels(minutes)
        .map(({ sentence }) => sentence)
        .join(' '),
    ).not.toContain('request');
  });

  it.each(panels(SHOP).map((panel) => [panel.title, panel] as const))(
    'says in one sentence what "%s" means',
    (_, panel) => {
      expect(panel.sentence).toMatch(/^[A-Z][^\n]*[^.]\.$/);
      expect(panel.sentence).not.toMatch(/[.!?] [A-Z]/);
      expect(panel.sentence).not.toMatch(/AttainmentRate|BurnRate|SLI\b|threshold/);
    },
  );
});
