import { DASHBOARD_LIMITS } from './parts';

/** What is wrong with the body of a dashboard. */
export interface BodyFault {
  /** Path in the body. */
  readonly what: string;
  readonly got: string;
  /** As words that begin with "is" or "are". */
  readonly allowed: string;
  /** Whether the documentation does not say that it is refused. */
  readonly isDoubtful?: boolean;
}

export interface Widget {
  /** Path in the body. */
  readonly what: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a body says, as far as it can be read, and what is wrong with the rest. */
export interface ReadBody {
  readonly widgets: readonly Widget[];
  readonly faults: readonly BodyFault[];
  /** What its readers choose: properties by name, and texts that are replaced wherever they stand ("Variables array structure"). */
  readonly variables: readonly string[];
}

const COLUMNS = 24;
/** Source of all below: "Dashboard body structure and syntax". `trace` is what the console writes for X-Ray. */
const TYPES = ['metric', 'text', 'log', 'alarm', 'explorer', 'custom', 'chart', 'trace'];
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  x: [0, COLUMNS - 1],
  y: [0, Number.MAX_SAFE_INTEGER],
  width: [1, COLUMNS],
  height: [1, 1000],
};

/** @param body what its JSON says */
export function readBody(body: unknown): ReadBody {
  const nothing = { widgets: [], variables: [] };
  if (!isObject(body)) return { ...nothing, faults: [{ what: 'body', got: kindOf(body), allowed: 'is an object' }] };
  if (!Array.isArray(body.widgets)) {
    return { ...nothing, faults: [{ what: 'widgets', got: kindOf(body.widgets), allowed: 'is a list' }] };
  }
  const faults: BodyFault[] = [];
  const widgets = body.widgets.flatMap((widget: unknown, at): Widget[] => {
    const what = `widgets[${at}]`;
    if (!isObject(widget)) {
      faults.push({ what, got: kindOf(widget), allowed: 'is an object' });
      return [];
    }
    faults.push(...widgetFaults(what, widget));
    const { type, properties } = widget;
    return typeof type === 'string' && isObject(properties) ? [{ what, type, properties }] : [];
  });
  faults.push(...sizeFaults(body.widgets.length, widgets));
  return { widgets, faults, variables: variablesOf(body) };
}

function variablesOf({ variables }: Readonly<Record<string, unknown>>): string[] {
  const found = Array.isArray(variables) ? variables.filter(isObject) : [];
  const texts = found.flatMap(({ property, pattern }) => [property, pattern]);
  return texts.filter((text): text is string => typeof text === 'string' && text !== '');
}

/** Rows of a graph; none of another widget. */
export function rowsOf({ type, properties }: Widget): readonly unknown[] {
  return type === 'metric' && Array.isArray(properties.metrics) ? properties.metrics : [];
}

function widgetFaults(what: string, widget: Readonly<Record<string, unknown>>): BodyFault[] {
  const { type, properties, x, width } = widget;
  const faults: BodyFault[] = [];
  if (typeof type !== 'string')
    faults.push({ what: `${what}.type`, got: kindOf(type), allowed: `is one of ${TYPES.join(', ')}` });
  else if (!TYPES.includes(type)) {
    const got = JSON.stringify(type.slice(0, 40));
    faults.push({ what: `${what}.type`, got, allowed: `is one of ${TYPES.join(', ')}`, isDoubtful: true });
  }
  if (!isObject(properties))
    faults.push({ what: `${what}.properties`, got: kindOf(properties), allowed: 'is an object' });
  else if (type === 'metric') faults.push(...metricsFaults(`${what}.properties.metrics`, properties.metrics));
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = widget[name];
    if (value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most)) continue;
    const got = typeof value === 'number' ? String(value) : kindOf(value);
    const allowed = `are whole numbers from ${least}${most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`}`;
    faults.push({ what: `${what}.${name}`, got, allowed });
  }
  if (typeof x === 'number' && typeof width === 'number' && x < COLUMNS && width <= COLUMNS && x + width > COLUMNS) {
    const allowed = `are ${COLUMNS} columns`;
    faults.push({ what: `${what}.width`, got: `column ${x} and a width of ${width}`, allowed, isDoubtful: true });
  }
  return faults;
}

function metricsFaults(what: string, metrics: unknown): BodyFault[] {
  if (metrics === undefined) return [];
  if (!Array.isArray(metrics)) return [{ what, got: kindOf(metrics), allowed: 'is a list of lists' }];
  return metrics.flatMap((row, at) =>
    Array.isArray(row) ? [] : [{ what: `${what}[${at}]`, got: kindOf(row), allowed: 'is a list' }],
  );
}

function sizeFaults(count: number, widgets: readonly Widget[]): BodyFault[] {
  const rows = widgets.map((widget) => rowsOf(widget).length);
  const all = rows.reduce((sum, each) => sum + each, 0);
  const faults = rows.flatMap((each, at) =>
    over(`${widgets[at]!.what}.properties.metrics`, each, 'metrics', DASHBOARD_LIMITS.metricsOfWidget),
  );
  for (const { what, type, properties } of widgets) {
    const { alarms } = properties;
    if (type === 'alarm' && Array.isArray(alarms))
      faults.push(...over(`${what}.properties.alarms`, alarms.length, 'alarms', DASHBOARD_LIMITS.alarmsOfWidget));
  }
  return [
    ...over('widgets', count, 'widgets', DASHBOARD_LIMITS.widgets),
    ...faults,
    ...over('widgets', all, 'metrics', DASHBOARD_LIMITS.metrics),
  ];
}

function over(what: string, count: number, of: string, most: number): BodyFault[] {
  return count > most ? [{ what, got: `${count} ${of}`, allowed: `are ${most}` }] : [];
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`.replace('a object', 'an object');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
