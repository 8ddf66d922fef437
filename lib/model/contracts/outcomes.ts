/** Outcomes that application code counts itself: what the emitter writes and `Sli.outcomes` reads. */

export const OUTCOME_METRICS = { good: 'Good', total: 'Total' } as const;
export const OUTCOME_DIMENSIONS = { feature: 'Feature', segment: 'Segment' } as const;

/** Promises of the support desk, counted like features: was the answer, the solution, in time? */
export const SUPPORT_FEATURES = { firstResponse: 'support-first-response', resolution: 'support-resolution' } as const;
