import { spawnSync } from 'node:child_process';
import { join, posix } from 'node:path';

/** A page as Markdown readers see it. */
export interface Seen {
  readonly links: readonly string[];
  readonly headings: readonly { readonly depth: number; readonly words: string }[];
  readonly html: string;
}

export type Pages = Readonly<Record<string, string>>;

export function seenBy(pages: Pages): Record<string, Seen> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'read-markdown.mjs')], {
    input: JSON.stringify(pages),
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Links to other pages and headings that lead nowhere, as `page -> link`. */
export function brokenLinks(seen: Readonly<Record<string, Seen>>): string[] {
  const places = new Set(
    Object.entries(seen).flatMap(([path, { headings }]) => [
      path,
      ...anchors(headings).map((anchor) => `${path}#${anchor}`),
    ]),
  );
  return Object.entries(seen).flatMap(([path, { links }]) =>
    links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => !places.has(link.startsWith('#') ? `${path}${link}` : posix.join(posix.dirname(path), link)))
      .map((link) => `${path} -> ${link}`),
  );
}

/** As GitHub names headings; the second of one name gets a number. */
function anchors(headings: Seen['headings']): string[] {
  const count = new Map<string, number>();
  return headings.map(({ words }) => {
    const name = words
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = count.get(name) ?? 0;
    count.set(name, before + 1);
    return before === 0 ? name : `${name}-${before}`;
  });
}
