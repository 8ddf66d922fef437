import type { CatalogueEntry } from '../../../lib/model/contracts/catalogue';
import { chartWidget } from '../../../lib/model/dashboard/chart';
import { compileMetricMath } from '../../../lib/simulate/metric-math';
import { eachMinute } from '../../../lib/simulate/metric-source';
import { PublishedMetric } from '../../../lib/simulate/published-metric';
import { entry } from '../../support/entries';

const FROM = Date.parse('2026-11-14T18:00:00Z');
const chart = (hours: number) => ({ slo: 'orders', title: 'orders', from: FROM, to: FROM + hours * 3_600_000 });

type Row =
  | readonly [{ readonly expression?: string; readonly id: string; readonly period: number }]
  | readonly unknown[];

function rowsOf(of: Pick<CatalogueEntry, 'measurement' | 'timeZone'>, hours = 3) {
  const [drawn, ...hidden] = chartWidget(of, chart(hours)).metrics as Row[];
  const options = hidden.map((row) => row.at(-1) as { id: string; stat: string; period: number; visible: boolean });
  return { drawn: (drawn as [{ expression: string; period: number; label: string }])[0], hidden, options };
}

/** What CloudWatch would draw with one value for each metric. */
function percent(
  of: Pick<CatalogueEntry, 'measurement' | 'timeZone'>,
  values: Readonly<Record<string, number>>,
): number {
  const { drawn, options } = rowsOf(of);
  const seriesOf = (id: string) => new PublishedMetric(eachMinute(() => values[id]!)).statistic('Sum')!;
  const drawing = compileMetricMath(drawn.expression, {
    metrics: new Map(options.map(({ id }) => [id, 60])),
    value: (id) => (id in values ? { type: 'series', series: seriesOf(id) } : undefined),
  });
  return drawing.type === 'series' ? drawing.series.at(0, 1) : Number.NaN;
}

describe('the chart of an incident', () => {
  it('draws percent of bad requests over its metrics, which it hides', () => {
    expect(percent(entry(), { good: 970, total: 1000 })).toBeCloseTo(3, 9);
    const { hidden, options } = rowsOf(entry());
    expect(hidden[0]!.slice(0, 4)).toEqual(['Shop', 'Good', 'Operation', 'orders']);
    expect(options).toMatchObject([
      { id: 'good', stat: 'Sum', visible: false, period: 60 },
      { id: 'total', stat: 'Sum', visible: false, period: 60 },
    ]);
  });

  it('draws 100 for a bad period', () => {
    const value = { namespace: 'Shop', name: 'Latency', dimensions: {}, stat: 'p99' };
    const measurement: CatalogueEntry['measurement'] = {
      kind: 'periods',
      periodSeconds: 60,
      bad: { expression: 'IF(value > 250, 1, 0)', metrics: { value } },
      total: { metrics: { total: { ...value, stat: 'SampleCount' } } },
    };
    expect([251, 250].map((latency) => percent(entry({ measurement }), { value: latency }))).toEqual([100, 0]);
    expect(rowsOf(entry({ measurement })).drawn.label).toBe('bad minutes (%)');
  });

  it.each([
    [1, 60],
    [12, 60],
    [24, 120],
    [72, 360],
  ])('draws %i hours with a point each %i seconds', (hours, period) => {
    expect(rowsOf(entry(), hours).drawn.period).toBe(period);
  });

  it.each([
    ['Europe/Paris', '+0100'],
    ['America/St_Johns', '-0330'],
    ['Asia/Kolkata', '+0530'],
    ['UTC', '+0000'],
  ])('shows the clock of %s', (timeZone, timezone) => {
    expect(chartWidget(entry({ timeZone }), chart(3))).toMatchObject({
      timezone,
      start: '2026-11-14T18:00:00.000Z',
      end: '2026-11-14T21:00:00.000Z',
    });
  });
});
