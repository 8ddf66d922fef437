/**
 * Why a delivery sent nothing, a closed set for the log: the target shows everything already; another worker has the lease; the target's
 * breaker is open; a rate limit, or the line after one, holds it up; it was edited a moment ago, and what changed can wait; a write is in
 * doubt and was looked for; it refused our token; a call failed.
 */
export type Silence = 'unchanged' | 'leased' | 'breakerOpen' | 'paused' | 'paced' | 'inDoubt' | 'refused' | 'failed';
