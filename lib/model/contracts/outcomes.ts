/**
 * Outcomes that application code counts, as metrics in a namespace of the application's own. The emitter (lib/outcomes) writes
 * them and an SLI reads them; both take names and dimensions from here. Names of metrics are kept as long as their history: never change one.
 */
export const OUTCOME_METRICS = {
  /** Outcomes that kept the promise. */
  good: 'Good',
  /** All outcomes. */
  total: 'Total',
} as const;

export const OUTCOME_DIMENSIONS = { feature: 'Feature', segment: 'Segment' } as const;

/** Promises of the support desk, counted like features: was the answer, the solution, in time? */
export const SUPPORT_FEATURES = { firstResponse: 'support-first-response', resolution: 'support-resolution' } as const;

/** What an outcome is about. */
export interface OutcomeSubject {
  /** Part of the product, from a small closed set: `checkout`. */
  readonly feature: string;
  /**
   * Kind of user, plan, region or device, from a small closed set: `pro`.
   * @default - outcomes of the feature for everybody
   */
  readonly segment?: string | undefined;
}

/** Exactly the dimensions of the metrics: `Feature`, or `Feature` and `Segment`. CloudWatch finds a metric only by all that it has. */
export function outcomeDimensions({ feature, segment }: OutcomeSubject): Record<string, string> {
  const whole = { [OUTCOME_DIMENSIONS.feature]: feature };
  return segment === undefined ? whole : { ...whole, [OUTCOME_DIMENSIONS.segment]: segment };
}

/** Source: CloudWatch API reference, Dimension. */
const LONGEST_VALUE = 1024;
/** Source: CloudWatch API reference, Metric. */
const LONGEST_NAMESPACE = 255;
/** CloudWatch takes ASCII without control characters in namespaces and dimensions (API reference, PutMetricData and Dimension). */
const PRINTABLE = /^[\x20-\x7e]*$/;

/** What is wrong with a feature or a segment, in words; nothing when it is fine. */
export function outcomeValueFault(what: string, value: unknown): string | undefined {
  return textFault(what, value, LONGEST_VALUE);
}

/** What is wrong with a namespace, in words; nothing when it is fine. */
export function outcomeNamespaceFault(namespace: unknown): string | undefined {
  const fault = textFault('namespace', namespace, LONGEST_NAMESPACE);
  if (fault !== undefined) return fault;
  return /^(AWS\/|:)/.test(namespace as string)
    ? `namespace: got "${namespace}", allowed is one that begins with neither "AWS/" nor ":"`
    : undefined;
}

function textFault(what: string, value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string') return `${what}: got ${value === null ? 'null' : typeof value}, allowed is a text`;
  if (value.trim() === '') return `${what}: got a blank text, allowed is a text`;
  if (value.length > longest) return `${what}: got ${value.length} characters, allowed are ${longest}`;
  return PRINTABLE.test(value)
    ? undefined
    : `${what}: got ${JSON.stringify(value)}, allowed are printable ASCII characters`;
}
