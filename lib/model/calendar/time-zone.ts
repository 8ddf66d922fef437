/** What is wrong with the name of a time zone, in words; nothing when it is fine. */
export function timeZoneFault(what: string, timeZone: string): string | undefined {
  // The default, which needs no look into the data of all zones: the first one takes about 10 ms.
  if (timeZone === 'UTC') return undefined;
  const fault = (allowed: string) => `${what}: got "${timeZone}", ${allowed}`;
  const unknown = fault('allowed are IANA names like "Europe/Paris" or "UTC"');
  // Some versions of Node.js also know offsets, which do not follow summer time.
  if (!/^[A-Za-z]/.test(timeZone)) return unknown;
  const name = nameOf(timeZone);
  if (name === undefined) return unknown;
  // JavaScript reads names in any case; nobody says that AWS does.
  const differsInCase = name !== timeZone && name.toLowerCase() === timeZone.toLowerCase();
  return differsInCase ? fault(`allowed is "${name}"`) : undefined;
}

function nameOf(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
