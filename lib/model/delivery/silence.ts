/**
 * Why a delivery sent nothing, a closed set for the log: the target shows everything already; another worker has the lease; the target's
 * breaker is open; its rate limit pauses everybody; a write is in doubt and was looked for; it refused our token; a call failed.
 */
export type Silence = 'unchanged' | 'leased' | 'breakerOpen' | 'paused' | 'inDoubt' | 'refused' | 'failed';
