/** A page that people write, with places that the study fills: `<!-- study: name -->`, what was measured, `<!-- /study -->`. */

/**
 * @param texts by the name of their place; those that are not given stay as they are
 * @throws RangeError for a place that the page does not have
 */
export function filled(page: string, texts: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(texts).reduce((before, [name, text]) => {
    const [begin, end] = [`<!-- study: ${name} -->`, '<!-- /study -->'];
    const from = before.indexOf(begin);
    const to = before.indexOf(end, from);
    if (from < 0 || to < 0)
      throw new RangeError(`page: got no place "${name}", allowed is one between "${begin}" and "${end}"`);
    if (text === undefined) return before;
    return `${before.slice(0, from)}${begin}\n\n${text}\n\n${before.slice(to)}`;
  }, page);
}

/** What stands in a place of the page; nothing where there is none. */
export function placeOf(page: string, name: string): string | undefined {
  const places = [...page.matchAll(/<!-- study: (\S+) -->\n\n([\s\S]*?)\n\n<!-- \/study -->/g)];
  return places.find(([, found]) => found === name)?.[2];
}
