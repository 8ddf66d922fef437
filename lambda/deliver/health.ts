import type { TargetResult } from '../../lib/model/contracts/target-result';
import { observationOf } from '../../lib/model/delivery/breaker';
import { METRICS } from '../../lib/model/delivery/metrics';
import { measure } from '../emf';
import type { Breakers } from '../ledger/breakers';
import { log } from '../log';
import type { TargetCall } from '../targets/target';
import type { Wait } from './bring';

/** Who waited together for a breaker does not come back together. */
const SPREAD_SECONDS = 10;

/** What deliveries know and learn of the targets' health. */
export class Health {
  readonly #breakers: Breakers;
  readonly #stage: string;
  readonly #random: () => number;

  constructor(breakers: Breakers, stage: string, random: () => number) {
    this.#breakers = breakers;
    this.#stage = stage;
    this.#random = random;
  }

  async admit(target: string, placeAt?: number): Promise<Wait | undefined> {
    const holding = await this.#breakers.admit(target, placeAt);
    if (holding === undefined) return undefined;
    const { seconds, ...rest } = holding;
    if (rest.reason === 'paused') return { ...rest, retryAfterSeconds: seconds, why: 'deliveries go one by one' };
    const retryAfterSeconds = seconds + this.#random() * SPREAD_SECONDS;
    return { ...rest, retryAfterSeconds, why: 'it failed too often lately' };
  }

  /** Never fails a delivery whose call has been made. */
  async observe(target: string, call: TargetCall, result: TargetResult<unknown>): Promise<void> {
    const Reason = result.outcome === 'ok' ? 'none' : result.reason;
    const dimensions = { Target: target, Outcome: result.outcome, Reason };
    measure(this.#stage, [{ name: METRICS.deliveries, value: 1, unit: 'Count' }], dimensions);
    // A scope that only look-ups need may be missing where everything else works.
    if (call === 'find' && result.outcome === 'rejected') return;
    try {
      await this.#breakers.observe(target, observationOf(result));
    } catch (error) {
      log.error({ message: 'breaker not updated', target, why: (error as Error).message });
    }
  }
}
