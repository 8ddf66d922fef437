/** Cuts after so many code points, with an ellipsis: an emoji is never cut in half. */
export function truncated(text: string, most: number): string {
  // Most texts are short enough in UTF-16 units already, which is an upper bound.
  if (text.length <= most) return text;
  const points = Array.from(text.slice(0, 2 * most + 2));
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}

/** Cuts after so many units of UTF-16, as Java counts, and never within a character: fits, too, where code points are counted. */
export function fitted(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Begins a sentence. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Goes on with a sentence. */
export function uncapital(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/**
 * Text that only says something: without control characters (a terminal obeys them), without overrides of the reading direction
 * (they turn what follows around; Arabic and Hebrew need none) and without halves of characters (not every vendor takes them).
 */
export function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');
}

/** Text that stands beside something keeps to its line. */
export function line(text: string): string {
  return plain(text).replace(/\s*\n\s*/g, ' ');
}
