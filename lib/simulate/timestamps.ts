/** Times as CloudWatch writes them into alarm documents. All UTC. */

/** `2026-11-22T07:26:46.138+0000`. */
export function documentTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}

/** `2026-11-22T07:26:46Z`: envelope of an EventBridge event. */
export function envelopeTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `22/11/26 07:25:00`: data point in the reason of a metric alarm. */
export function datapointTime(time: number): string {
  const [day, clock] = new Date(time).toISOString().split('T') as [string, string];
  const [year, month, date] = day.split('-') as [string, string, string];
  return `${date}/${month}/${year.slice(-2)} ${clock.slice(0, 8)}`;
}

const LONG_DATE = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: '2-digit',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** `Sunday 22 November, 2026 07:26:46 UTC`: reason of a composite alarm. */
export function longTime(time: number): string {
  const parts = Object.fromEntries(LONG_DATE.formatToParts(time).map(({ type, value }) => [type, value]));
  const { weekday, day, month, year, hour, minute, second } = parts;
  return `${weekday} ${day} ${month}, ${year} ${hour}:${minute}:${second} UTC`;
}
