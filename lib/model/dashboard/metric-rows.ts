/** A metric as a row of a graph says it. */
export interface RowMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Region, account, period, … of this metric alone. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Stands for what the row before has at this place. */
const SAME = '.';
/** Stands for all that the row before has up to here. */
const SAME_UP_TO_HERE = '...';

/**
 * The metrics of a graph's `metrics`: `[namespace, name, dimension, value, …, {options}]`, with `"."` and `"..."` for what the row
 * before says. Expressions are passed over, and so is what cannot be read. Source: "Dashboard body structure and syntax", "Metric
 * widget: format for each metric in the array".
 *
 * @returns a metric or nothing for each row
 */
export function metricsOfRows(rows: readonly unknown[]): (RowMetric | undefined)[] {
  let before: readonly string[] = [];
  return rows.map((row) => {
    if (!Array.isArray(row)) return undefined;
    const options = isObject(row.at(-1)) ? row.at(-1) : {};
    const words: unknown[] = isObject(row.at(-1)) ? row.slice(0, -1) : row;
    if (words.length === 0 || !words.every((word) => typeof word === 'string')) return undefined;
    const full = writtenOut(words as string[], before);
    if (full === undefined) return undefined;
    before = full;
    const [namespace, name, ...dimensions] = full;
    if (namespace === undefined || name === undefined || dimensions.length % 2 === 1) return undefined;
    const values: Record<string, string> = {};
    for (let at = 0; at < dimensions.length; at += 2) values[dimensions[at]!] = dimensions[at + 1]!;
    return { namespace, name, dimensions: values, options };
  });
}

function writtenOut(words: readonly string[], before: readonly string[]): readonly string[] | undefined {
  const at = words.indexOf(SAME_UP_TO_HERE);
  if (at < 0 && !words.includes(SAME)) return words;
  const rest = words.length - at - 1;
  const repeated = at < 0 ? [] : before.slice(at, Math.max(at, before.length - rest));
  const long = at < 0 ? words : [...words.slice(0, at), ...repeated, ...words.slice(at + 1)];
  const full = long.map((word, index) => (word === SAME ? before[index] : word));
  return full.includes(undefined) || full.includes(SAME_UP_TO_HERE) ? undefined : (full as string[]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
