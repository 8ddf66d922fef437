import type { Transition } from './alarm-state';
import type { SimulatedCloudWatch } from './cloudwatch';
import type { Call } from './incidents';
import type { AlertPolicy } from './policies';

/**
 * Whom a policy without incidents calls: every ALARM of a caller is a call. Muted actions are carried out when the mute rule ends,
 * where the alarm still fires (CloudWatch: `ActionExecutedAfterMuteWindow` in notifications).
 */
export class PolicyCalls {
  readonly transitions: Transition[] = [];
  readonly calls: Call[] = [];
  readonly #policy: AlertPolicy;
  readonly #cloudwatch: SimulatedCloudWatch;
  /** Callers that fire and have called nobody yet. */
  readonly #muted = new Set<string>();

  constructor(policy: AlertPolicy, cloudwatch: SimulatedCloudWatch) {
    this.#policy = policy;
    this.#cloudwatch = cloudwatch;
  }

  receive(change: Transition): void {
    this.transitions.push(change);
    const { alarmName, value } = change;
    if (!this.#policy.callers.has(alarmName)) return;
    if (value === 'ALARM') this.#muted.add(alarmName);
    else this.#muted.delete(alarmName);
  }

  /** @param now epoch milliseconds */
  tick(now: number): void {
    if (this.#muted.size === 0 || this.#policy.insteadOf.some((alarm) => this.#cloudwatch.isMuted(alarm, now))) return;
    for (const alarmName of this.#muted)
      this.calls.push({ at: now, urgency: this.#policy.callers.get(alarmName)!, by: [alarmName] });
    this.#muted.clear();
  }
}
