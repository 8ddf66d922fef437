/** What goes wrong for a while. */
export interface Fault {
  readonly minutes: number;
  /** Share of requests that fail in a minute, counted from the fault's beginning. */
  readonly errorRate: (minute: number) => number;
  /** Requests beside the usual ones: 3 is three times as many; nothing is told of the minute at all when not a number. @default 1 */
  readonly requests?: number;
}

const HOUR = 60;
const DAY = 1440;

/** Hours at most, with something counted all the time. */
export const SHORT_FAULTS: readonly Fault[] = [
  // Everything fails; a restart that nobody notices.
  { minutes: 40, errorRate: () => 1 },
  { minutes: 3, errorRate: () => 0.8 },
  // One of several machines is ill; one of many.
  { minutes: 2 * HOUR, errorRate: () => 0.2 },
  { minutes: 6 * HOUR, errorRate: () => 0.05 },
  // It grows, and is rolled back.
  { minutes: 90, errorRate: (minute) => minute / 180 },
  // It comes and goes every ten minutes.
  { minutes: 3 * HOUR, errorRate: (minute) => (minute % 20 < 10 ? 0.3 : 0) },
  // Clients try again and again.
  { minutes: 45, errorRate: () => 0.1, requests: 3 },
];

export const FAULTS: readonly Fault[] = [
  ...SHORT_FAULTS,
  // Below every page, above the ticket.
  { minutes: 3 * DAY, errorRate: () => 0.004 },
  // Nobody counts: every alarm is without data.
  { minutes: 3 * HOUR, errorRate: () => 0, requests: Number.NaN },
  { minutes: DAY, errorRate: () => 0.02 },
];
