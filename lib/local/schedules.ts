import type { LocalRule } from './resources/kind';

const MINUTE_MS = 60_000;

/** EventBridge's schedules: which rules are due, each once in its time. */
export class Schedules {
  readonly #lastRun = new Map<LocalRule, number>();

  /** Those that are due now; they count as having run. */
  take(rules: readonly LocalRule[], now: number): LocalRule[] {
    const due = rules.filter((rule) => {
      const last = this.#lastRun.get(rule) ?? Number.NEGATIVE_INFINITY;
      return rule.everyMinutes !== undefined && now - last >= rule.everyMinutes * MINUTE_MS;
    });
    for (const rule of due) this.#lastRun.set(rule, now);
    return due;
  }
}

/** What a schedule sends. */
export function scheduledEvent(now: number): object {
  return { source: 'aws.events', 'detail-type': 'Scheduled Event', time: new Date(now).toISOString(), detail: {} };
}
