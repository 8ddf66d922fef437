import type { CatalogueEntry } from '../../../lib/model/contracts/catalogue';
import {
  alarmsPanel,
  attainmentPanel,
  budgetPanel,
  burnPanel,
  type GraphPanel,
  sliPanel,
} from '../../../lib/model/dashboard/panels';
import { parseGoal, remainingShare, toNumber } from '../../../lib/model/slo';
import { compileMetricMath } from '../../../lib/simulate/metric-math';
import { entry } from '../../support/entries';

/** What CloudWatch would draw for a line, with one value for each of its metrics. */
function drawn(panel: GraphPanel, line: number, values: Readonly<Record<string, number>>): number {
  const { expression = '', metrics } = panel.lines[line]!;
  const ids = Object.keys(metrics);
  const compiled = compileMetricMath(expression, (name) => (ids.includes(name) ? ids.indexOf(name) : undefined));
  return compiled(Float64Array.from(ids, (id) => values[id]!));
}

const SHOP = entry({});
const panels = (of: CatalogueEntry) => [
  budgetPanel(of),
  burnPanel(of, of.tiers),
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
    const panel = burnPanel(SHOP, SHOP.tiers);
    expect(panel.lines.map(({ label }) => label)).toEqual([
      'fast: over 1 h and 5 min',
      'slow: over 6 h and 30 min',
      'ticket: over 72 h and 6 h',
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

  it.each(panels(SHOP).map((panel) => [panel.title, panel] as const))(
    'says in one sentence what "%s" means',
    (_, panel) => {
      expect(panel.sentence).toMatch(/^[A-Z][^\n]*[^.]\.$/);
      expect(panel.sentence).not.toMatch(/[.!?] [A-Z]/);
      expect(panel.sentence).not.toMatch(/AttainmentRate|BurnRate|SLI\b|threshold/);
    },
  );
});
