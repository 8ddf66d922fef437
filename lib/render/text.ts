/** Cuts after so many code points, with an ellipsis: an emoji is never cut in half. */
export function truncated(text: string, most: number): string {
  // Most texts are short enough in UTF-16 units already, which is an upper bound.
  if (text.length <= most) return text;
  const points = Array.from(text.slice(0, 2 * most + 2));
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}
