const open = new Set<AbortController>();
const patient = new Set<Patience>();
const timeout = AbortSignal.timeout;

/**
 * Time limits that are reached when the test says so: a busy machine gives up nothing that would have been answered, and nobody waits for
 * what never is.
 */
export class Patience {
  /** Milliseconds of each limit that was asked for, in order. */
  readonly limits: number[] = [];

  /** From now on, for everybody in this process. */
  constructor() {
    patient.add(this);
    AbortSignal.timeout = limitOf;
  }

  /** Everybody's limits are reached. */
  end(): void {
    for (const limit of open) limit.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    open.clear();
  }

  stop(): void {
    patient.delete(this);
    if (patient.size > 0) return;
    AbortSignal.timeout = timeout;
    open.clear();
  }
}

function limitOf(ms: number): AbortSignal {
  for (const { limits } of patient) limits.push(ms);
  const limit = new AbortController();
  open.add(limit);
  return limit.signal;
}
