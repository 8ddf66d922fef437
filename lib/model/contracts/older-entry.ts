/**
 * Catalogue entries as they were before SLIs of all kinds: two metrics of good and of all requests, `requests`, instead of a
 * `measurement`. The logs of incidents that opened then hold them, and so do the parameters of stacks that are not deployed again yet.
 * What cannot be read must cost neither an open incident nor a signal.
 */
export function upgradedEntry(entry: unknown): unknown {
  if (!isRecord(entry) || !isRecord(entry.requests) || 'measurement' in entry) return entry;
  const { requests, ...rest } = entry;
  return { ...rest, measurement: measurementOf(requests) };
}

function measurementOf({ good, total }: Record<string, unknown>) {
  // An empty name stood for: nobody knows where to count.
  const counted = isRecord(total) && total.name !== '';
  return {
    kind: 'requests',
    periodSeconds: 60,
    bad: counted ? { expression: 'total - FILL(good, 0)', metrics: { total, good } } : { metrics: {} },
    total: { metrics: counted ? { total } : {} },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
