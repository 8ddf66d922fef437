/** A value by the paths of its leaves: `RequestBasedSliMetric.MetricType` -> `LATENCY`. */
function leaves(value: unknown, path: readonly string[] = []): [path: string, leaf: string][] {
  if (typeof value !== 'object' || value === null) {
    return value === undefined ? [] : [[path.join('.'), String(value)]];
  }
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]));
}

/** What differs between two values, leaf by leaf, in words; nothing where they say the same. */
export function differingLeaves(
  before: unknown,
  after: unknown,
): { readonly before: string; readonly after: string } | undefined {
  const [was, is] = [new Map(leaves(before)), new Map(leaves(after))];
  const paths = [...new Set([...was.keys(), ...is.keys()])].filter((path) => was.get(path) !== is.get(path));
  if (paths.length === 0) return undefined;
  const words = (values: ReadonlyMap<string, string>) =>
    paths.map((path) => `${path}: ${values.get(path) ?? 'nothing'}`).join(', ');
  return { before: words(was), after: words(is) };
}
