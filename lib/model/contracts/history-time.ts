const ISO_UTC = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|\+00:?00)$/;
/** What spreadsheets and databases write. */
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}$/;
/** Up to the year 5138, so that epoch milliseconds of today are refused and not read as seconds. */
const EPOCH_SECONDS = /^\d{1,11}$/;

export const ALLOWED_TIMES = 'ISO-8601 UTC times such as 2026-11-22T07:26:00Z and epoch seconds';

/** Epoch milliseconds of an ISO-8601 UTC time or of epoch seconds; nothing for anything else. */
export function readTime(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  const day = ISO_UTC.exec(text)?.[1];
  if (day === undefined) return undefined;
  const at = Date.parse(text.replace(/\+00:?00$/, 'Z'));
  // Date.parse makes 2 March of 30 February.
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day) ? at : undefined;
}

/** `2026-11-22 07:26:00` or with a `T`, which says no zone, as if it were UTC; nothing for anything else. */
export function readTimeWithoutZone(text: string): number | undefined {
  return WITHOUT_ZONE.test(text) ? readTime(`${text.replace(' ', 'T')}Z`) : undefined;
}
