/** Texts in metric math: names of rules, databases, labels. */
const TEXT = /"[^"]*"|'[^']*'/g;
/** Numbers are skipped whole, so that the "e5" of `1e5` is no word. */
const NUMBER_OR_WORD = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|([A-Za-z_]\w*)(\s*\()?/g;
/** Operators that are words. */
const OPERATORS = ['and', 'or', 'not'];

/** Whether it is a query of Metrics Insights, which names no other query. Source: CloudWatch API reference, MetricDataQuery, Expression. */
export function isInsightsQuery(expression: string): boolean {
  return /^\s*SELECT\s/i.test(expression);
}

/**
 * Ids of other queries that an expression of metric math names: words that begin with a lower-case letter and are no function.
 * Source: CloudWatch user guide, "Metric math syntax and functions".
 */
export function idsIn(expression: string): ReadonlySet<string> {
  if (isInsightsQuery(expression)) return new Set();
  const words = [...expression.replace(TEXT, ' ').matchAll(NUMBER_OR_WORD)].flatMap(([, word, call]) =>
    word === undefined || call !== undefined || !/^[a-z]/.test(word) ? [] : [word],
  );
  return new Set(words.filter((word) => !OPERATORS.includes(word)));
}

/** Whether it searches for metrics, which alarms refuse. Source: CloudWatch user guide, "Using search expressions in graphs". */
export function isSearch(expression: string): boolean {
  return /\bSEARCH\s*\(/i.test(expression.replace(TEXT, ' '));
}

/** Ids begin with a lower-case letter. Source: CloudWatch API reference, MetricDataQuery, Id. */
export function isQueryId(id: string): boolean {
  return /^[a-z]\w*$/.test(id);
}
