import { plain } from '../render/text';

/** HTML that is ours. Whatever is a string beside it is data, and is escaped. */
export class Markup {
  constructor(readonly html: string) {}
}

type Attributes = Readonly<Record<string, string | number>>;
export type Child = Markup | string | undefined;

/**
 * An element, as dom.mjs makes them in a browser.
 *
 * @param tag name and classes, `p.small.muted`
 */
export function h(tag: string, attributes: Attributes | null, ...children: readonly Child[]): Markup {
  const [name = '', ...classes] = tag.split('.');
  const all = { ...(classes.length > 0 ? { class: classes.join(' ') } : {}), ...attributes };
  const written = Object.entries(all).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return new Markup(`<${name}${written.join('')}>${children.map(htmlOf).join('')}</${name}>`);
}

function htmlOf(child: Child): string {
  if (child === undefined) return '';
  if (child instanceof Markup) return child.html;
  // A number and its unit stay on one line.
  return escaped(child).replace(/(\d) (?=[%×])/g, '$1\u00a0');
}

export function escaped(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON for a script element: nothing in it ends the element, begins a comment or is a line end of older scripts. Texts as `escaped` has them. */
export function jsonForScript(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? plain(value) : value)).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
