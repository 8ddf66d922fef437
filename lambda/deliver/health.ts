import type { TargetResult } from '../../lib/model/contracts/target-result';
import { observationOf } from '../../lib/model/delivery/breaker';
import { METRICS } from '../../lib/model/delivery/metrics';
import { measure } from '../emf';
import type { Breakers } from '../ledger/breakers';
import type { Wait } from './bring';
import type { Call } from './observed';

/** Who waited together does not come back together. */
const SPREAD_SECONDS = 10;

/** What deliveries know and learn of the targets' health. */
export class Health {
  readonly #breakers: Breakers;
  readonly #stage: string;

  constructor(breakers: Breakers, stage: string) {
    this.#breakers = breakers;
    this.#stage = stage;
  }

  async admit(target: string): Promise<Wait | undefined> {
    const wait = await this.#breakers.admit(target);
    if (wait === undefined) return undefined;
    const { reason, seconds } = wait;
    const why = reason === 'paused' ? 'its rate limit pauses all deliveries' : 'it failed too often lately';
    return { retryAfterSeconds: seconds + Math.random() * SPREAD_SECONDS, reason, why };
  }

  /** Never fails a delivery whose call has been made. */
  async observe(target: string, call: Call, result: TargetResult<unknown>): Promise<void> {
    const Reason = result.outcome === 'ok' ? 'none' : result.reason;
    const dimensions = { Target: target, Outcome: result.outcome, Reason };
    measure(this.#stage, [{ name: METRICS.deliveries, value: 1, unit: 'Count' }], dimensions);
    // A scope that only look-ups need may be missing where everything else works.
    if (call === 'find' && result.outcome === 'rejected') return;
    try {
      await this.#breakers.observe(target, observationOf(result));
    } catch (error) {
      console.error({ message: 'breaker not updated', target, why: (error as Error).message });
    }
  }
}
