import { plain } from '../../lib/render/text';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Slack has three control characters in its markup; escaped, `<!channel>` is a word like others. */
export function escaped(text: string, most: number): string {
  return words(text, most, (point) => ENTITIES[point] ?? point);
}

/** As much of a text as fits, taken code point by code point after escaping: no character and no entity is ever cut in half. */
export function words(text: string, most: number, shown: (point: string) => string = (point) => point): string {
  let taken = '';
  let beforeEllipsis = '';
  for (const point of text) {
    const next = shown(point);
    if (taken.length + next.length > most) return most < 1 ? '' : `${beforeEllipsis}…`;
    taken += next;
    if (taken.length < most) beforeEllipsis = taken;
  }
  return taken;
}

/**
 * A text object without markup, for labels: names in it are shown as they are.
 * @param most characters. @default - all of it
 */
export function plainText(
  text: string,
  most = text.length,
): { readonly type: 'plain_text'; text: string; emoji: boolean } {
  return { type: 'plain_text', text: words(plain(text), most) || '-', emoji: false };
}
