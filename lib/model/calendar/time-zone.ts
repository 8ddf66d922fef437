/** What is wrong with the name of a time zone, in words; nothing when it is fine. */
export function timeZoneFault(what: string, timeZone: string): string | undefined {
  const instead = timeZoneInstead(timeZone);
  return instead === undefined ? undefined : `${what}: got "${timeZone}", allowed ${instead.allowed}`;
}

/**
 * What may stand where a name of a time zone is not fine; nothing when it is.
 * @returns `uncertain` where the name is right but for its case: JavaScript reads it, and nobody says that AWS does
 */
export function timeZoneInstead(timeZone: string): { allowed: string; uncertain?: true } | undefined {
  // The default, which needs no look into the data of all zones: the first one takes about 10 ms.
  if (timeZone === 'UTC') return undefined;
  const unknown = { allowed: 'are IANA names like "Europe/Paris" or "UTC"' };
  // Some versions of Node.js also know offsets, which do not follow summer time.
  if (!/^[A-Za-z]/.test(timeZone)) return unknown;
  const name = nameOf(timeZone);
  if (name === undefined) return unknown;
  const differsInCase = name !== timeZone && name.toLowerCase() === timeZone.toLowerCase();
  return differsInCase ? { allowed: `is "${name}"`, uncertain: true } : undefined;
}

function nameOf(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
