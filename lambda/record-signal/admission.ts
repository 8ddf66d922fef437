import { ALARM_STATE_CHANGE, type AlarmChange } from '../../lib/model/contracts/alarm-event';
import type { Admitted } from '../../lib/model/incident';
import type { Alarms } from '../alarms';
import { log } from '../log';

/** An ALARM that arrives so long after it was said (a redriven message, an outage of ours) may be over by now. */
const LATE_MS = 15 * 60_000;
/** A storm of alarms asks for the mute rules once in so long. */
const KEPT_MS = 10_000;

/**
 * Whether an alarm that begins to fire may open an incident: not while a mute rule covers it (maintenance; the event comes all the
 * same), and not when it comes late and CloudWatch says that it is over. What cannot be found out admits: rather a needless
 * message than none.
 */
export class Admission {
  readonly #alarms: Alarms;
  readonly #now: () => number;
  #muted: { readonly until: number; readonly names: Promise<ReadonlySet<string> | undefined> } | undefined;

  constructor(alarms: Alarms, now: () => number) {
    this.#alarms = alarms;
    this.#now = now;
  }

  /** Begins to read what is likely to be asked, while others read other things. */
  prepare(change: AlarmChange): void {
    if (change['detail-type'] === ALARM_STATE_CHANGE && change.detail.state.value === 'ALARM') void this.#mutedNames();
  }

  /** Why not; nothing when it may. */
  async refusal(change: AlarmChange, step: Admitted): Promise<string | undefined> {
    if (change['detail-type'] !== ALARM_STATE_CHANGE) return undefined;
    const { alarmName, state } = change.detail;
    const isLate = step === 'open' && this.#now() - state.timestamp > LATE_MS;
    const [muted, value] = await Promise.all([
      this.#mutedNames(),
      isLate ? this.#known(() => this.#alarms.value(alarmName)) : undefined,
    ]);
    if (muted?.has(alarmName)) return 'muted';
    if (value !== undefined && value !== 'ALARM') return `late, and ${value} by now`;
    return undefined;
  }

  #mutedNames(): Promise<ReadonlySet<string> | undefined> {
    if (this.#muted === undefined || this.#muted.until <= this.#now())
      this.#muted = { until: this.#now() + KEPT_MS, names: this.#known(() => this.#alarms.muted()) };
    return this.#muted.names;
  }

  async #known<T>(read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      log.error({ message: 'alarm admitted unchecked', why: (error as Error).message });
      return undefined;
    }
  }
}
