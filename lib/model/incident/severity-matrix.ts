import type { Severity } from '../contracts/catalogue';

/** What tells of a broken promise, from alarms and from customers alike. */
export type Sign =
  /** The page tier of an SLO that sees a fault first. */
  | 'fastPage'
  /** Any other page tier. */
  | 'slowPage'
  /** A page tier is on, and too few requests failed to wake anyone. */
  | 'heldBack'
  | 'ticketTier'
  /** No data arrives. */
  | 'silence'
  /** Customers who spoke up lately beyond what is usual: `reportsSev1`, `reportsSev2` of the rules, or fewer. */
  | 'manyReports'
  | 'someReports'
  | 'fewReports'
  /** The budget gone in two incidents of one cause. */
  | 'budgetGoneTwice';

/**
 * How bad a sign is, for an SLO that is critical and for any other; the worst of all signs counts. Sources: the project's decision
 * record, section 4, and its matrix for incidents (docs/architecture.md).
 */
export const SEVERITY_MATRIX: Readonly<Record<Sign, { readonly critical: Severity; readonly other: Severity }>> = {
  fastPage: { critical: 'sev1', other: 'sev2' },
  slowPage: { critical: 'sev2', other: 'sev2' },
  heldBack: { critical: 'sev3', other: 'sev3' },
  ticketTier: { critical: 'sev3', other: 'sev3' },
  silence: { critical: 'sev2', other: 'sev3' },
  manyReports: { critical: 'sev1', other: 'sev2' },
  someReports: { critical: 'sev2', other: 'sev2' },
  fewReports: { critical: 'sev3', other: 'sev3' },
  budgetGoneTwice: { critical: 'sev1', other: 'sev1' },
};

/** Whether that severity wakes somebody. What only a repetition made so bad does not: a ticket never becomes a page by it. */
export function wakes(severity: Severity): boolean {
  return severity === 'sev1' || severity === 'sev2';
}

export function severityOfSign(sign: Sign, critical: boolean): Severity {
  return SEVERITY_MATRIX[sign][critical ? 'critical' : 'other'];
}
