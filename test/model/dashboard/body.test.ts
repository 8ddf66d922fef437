import { readBody } from '../../../lib/model/dashboard/body';

const faults = (body: unknown) =>
  readBody(body).faults.map(({ what, got, allowed }) => `${what}: got ${got}, allowed ${allowed}`);
const text = (change: Record<string, unknown> = {}) => ({ type: 'text', properties: { markdown: 'Hello' }, ...change });
const graph = (metrics: unknown) => ({ type: 'metric', properties: { metrics } });
const rows = (count: number) => Array.from({ length: count }, (_, at) => ['Shop', `M${at}`]);
const TYPES = 'is one of metric, text, log, alarm, explorer, custom, chart, trace';

describe('the body of a dashboard', () => {
  it.each([
    ['nothing but an empty list', { widgets: [] }],
    [
      'every kind of widget',
      {
        start: '-PT6H',
        widgets: ['metric', 'text', 'log', 'alarm', 'explorer', 'custom'].map((type) => text({ type })),
      },
    ],
    [
      'places within the grid',
      { widgets: [text({ x: 0, y: 5000, width: 24, height: 1000 }), text({ x: 23, y: 0, width: 1, height: 1 })] },
    ],
    ['500 widgets', { widgets: Array.from({ length: 500 }, () => text()) }],
    ['2,500 metrics', { widgets: Array.from({ length: 5 }, () => graph(rows(500))) }],
  ])('may be %s', (_, body) => {
    expect(faults(body)).toEqual([]);
  });

  it.each([
    ['a list', [], 'body: got a list, allowed is an object'],
    ['null', null, 'body: got nothing, allowed is an object'],
    ['without widgets', {}, 'widgets: got nothing, allowed is a list'],
    ['with an object of widgets', { widgets: {} }, 'widgets: got an object, allowed is a list'],
    ['with a widget that is none', { widgets: ['x'] }, 'widgets[0]: got a string, allowed is an object'],
    [
      'with a widget of no type',
      { widgets: [text({ type: undefined })] },
      `widgets[0].type: got nothing, allowed ${TYPES}`,
    ],
    ['with an unknown type', { widgets: [text({ type: 'pie' })] }, `widgets[0].type: got "pie", allowed ${TYPES}`],
    [
      'with a widget without properties',
      { widgets: [text(), { type: 'text' }] },
      'widgets[1].properties: got nothing, allowed is an object',
    ],
    [
      'right of the grid',
      { widgets: [text({ x: 24 })] },
      'widgets[0].x: got 24, allowed are whole numbers from 0 to 23',
    ],
    [
      'half a column',
      { widgets: [text({ width: 1.5 })] },
      'widgets[0].width: got 1.5, allowed are whole numbers from 1 to 24',
    ],
    [
      'with a text for a height',
      { widgets: [text({ height: '6' })] },
      'widgets[0].height: got a string, allowed are whole numbers from 1 to 1000',
    ],
    ['above itself', { widgets: [text({ y: -1 })] }, 'widgets[0].y: got -1, allowed are whole numbers from 0'],
    [
      'over its edge',
      { widgets: [text({ x: 12, width: 13 })] },
      'widgets[0].width: got column 12 and a width of 13, allowed are 24 columns',
    ],
    [
      'with metrics that are no list',
      { widgets: [graph({})] },
      'widgets[0].properties.metrics: got an object, allowed is a list of lists',
    ],
    [
      'with a metric that is no list',
      { widgets: [graph([['Shop', 'A'], 'B'])] },
      'widgets[0].properties.metrics[1]: got a string, allowed is a list',
    ],
    [
      'with 501 widgets',
      { widgets: Array.from({ length: 501 }, () => text()) },
      'widgets: got 501 widgets, allowed are 500',
    ],
    [
      'with 501 metrics in a graph',
      { widgets: [graph(rows(501))] },
      'widgets[0].properties.metrics: got 501 metrics, allowed are 500',
    ],
    [
      'with 2,501 metrics',
      { widgets: [...Array.from({ length: 5 }, () => graph(rows(500))), graph(rows(1))] },
      'widgets: got 2501 metrics, allowed are 2500',
    ],
    [
      'with 101 alarms in a widget',
      { widgets: [{ type: 'alarm', properties: { alarms: Array.from({ length: 101 }, () => 'a') } }] },
      'widgets[0].properties.alarms: got 101 alarms, allowed are 100',
    ],
  ])('is not %s', (_, body, fault) => {
    expect(faults(body)).toEqual([fault]);
  });
});
