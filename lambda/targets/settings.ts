import * as v from 'valibot';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A setting that must be there. `allowed` completes the sentence "allowed is". */
export function required(form: RegExp, allowed: string) {
  return v.pipe(v.optional(v.string(), ''), v.regex(form, allowed));
}

/**
 * Base address of a vendor's API, without the trailing slash.
 * A token travels to it in clear over http, so that is for this computer only.
 */
export function apiUrl(standard: string) {
  return v.pipe(
    v.optional(v.string('an address'), standard),
    v.check(isSafe, 'an https address (http on this computer only)'),
    v.transform((url) => url.replace(/\/+$/, '')),
  );
}

/** What is off unless it says so. */
export const flag = v.optional(v.literal('on', 'on, or nothing'));

/** Settings are texts: what has parts stands in them as JSON. */
export const json = v.pipe(v.optional(v.string(), '{}'), v.parseJson({}, 'JSON'));

/** Reads the settings of a kind, which has these and no others. What it returns throws as `checkedSettings` does. */
export function settingsOf<Entries extends v.ObjectEntries>(entries: Entries) {
  const names = new Intl.ListFormat('en-GB').format(Object.keys(entries));
  const shape = v.strictObject(entries, `no other than ${names}`);
  return (given: Readonly<Record<string, string>>) => checkedSettings(shape, given);
}

/** @throws Error that names each wrong setting, what it got and what is allowed */
export function checkedSettings<Shape extends v.GenericSchema>(
  shape: Shape,
  settings: Readonly<Record<string, string>>,
): v.InferOutput<Shape> {
  const result = v.safeParse(shape, settings);
  if (result.success) return result.output;
  const faults = result.issues.map(
    (issue) => `settings.${v.getDotPath(issue)}: got ${shown(issue.input)}, allowed is ${issue.message}`,
  );
  throw new Error(faults.join('; '));
}

/** As JSON; what an address may hold of secrets is nobody's business. */
function shown(input: unknown): string | undefined {
  return JSON.stringify(input)
    ?.replace(/\/\/[^/"]*@/, '//…@')
    .replace(/(:\/\/[^?"]*\?)[^"]*/, '$1…');
}

/** Whether a token or our words may travel there. */
export function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  // `fetch` calls no address that holds a password.
  return !username && !password && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)));
}
