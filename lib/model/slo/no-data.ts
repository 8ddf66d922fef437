/** Silence is tolerated so long that chance alone ends the patience once in ten of these: 28 days. */
const WATCHED_MINUTES = 40_320;
const WATCHES_PER_FALSE_ALARM = 10;

/** Shorter silences are metric delay. */
const LEAST_MINUTES = 5;

/** An alarm with a period of 60 s spans at most one day. Source: CloudWatch API reference, PutMetricAlarm. */
const LONGEST_SPAN_MINUTES = 1440;

/**
 * Minutes without any request after which silence means that something is wrong: N = ceil(ln(10 * rate * T) / rate)
 * with the rate per minute and T = 28 days. In random (Poisson) traffic of that rate, silences so long occur 0.1
 * times in T. 13 at 60 requests per hour, 107 at 6.
 *
 * @param requestsPerHour when traffic is least
 * @returns nothing when no alarm can tell: traffic reaches zero, or the silence would outlast a day, the longest that a
 *   CloudWatch alarm with a period of 60 s can look back
 * @throws RangeError when the rate is negative or not finite
 */
export function noDataMinutes(requestsPerHour: number): number | undefined {
  if (!Number.isFinite(requestsPerHour) || requestsPerHour < 0) {
    throw new RangeError(`requests per hour: got ${requestsPerHour}, allowed are rates from 0 up`);
  }
  const rate = requestsPerHour / 60;
  // The logarithm assumes many requests per watch; near 10 * rate * T = 1 it would promise a short silence instead of
  // a long one.
  if (rate * LONGEST_SPAN_MINUTES < 1) return undefined;
  const minutes = Math.ceil(Math.log(WATCHES_PER_FALSE_ALARM * rate * WATCHED_MINUTES) / rate);
  return minutes > LONGEST_SPAN_MINUTES ? undefined : Math.max(LEAST_MINUTES, minutes);
}
