import type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';
import { line, plain, truncated } from '../../lib/render/text';

/**
 * Atlassian Document Format: a text as Jira shows it. Words are data in it and format nothing; what is left to do is to keep to what Jira
 * takes: no empty text, no line breaks within one, links to the web only.
 */
export interface AdfNode {
  readonly type: string;
  readonly version?: number;
  readonly text?: string;
  readonly attrs?: object;
  readonly marks?: readonly AdfNode[];
  readonly content?: readonly AdfNode[];
}

/** Longer texts are cut one by one, so that one of them never costs the reader what stands after it. */
const LONGEST_TEXT = 5000;
/**
 * Jira takes 32,767 characters and does not say whether it counts the words or this JSON. The longer of the two is kept below, with room
 * for what Jira adds itself [inferred].
 */
const LARGEST = 30_000;
const STRONG: AdfNode = { type: 'strong' };

/** @param notice a sentence that stands before everything else */
export function documentAdf(document: NeutralDocument, notice = ''): AdfNode {
  const { paragraphs, facts, steps, links, about, footer } = document;
  const known = links.map(({ url }) => url);
  const slos = (about?.slos ?? []).map(({ name, url = '' }) => ({ label: `SLO ${name}`, url }));
  const items = steps.flatMap((step) => paragraph(line(step))).map((step) => node('listItem', [step]));
  return doc(
    [
      ...paragraph(notice, STRONG),
      ...paragraphs.flatMap((text) => paragraph(text)),
      ...facts.map(({ label, value }) =>
        node('paragraph', [...words(line(label), STRONG), ...words(`: ${line(value)}`)]),
      ),
      ...(items.length === 0 ? [] : [...paragraph('What to do first', STRONG), node('orderedList', items)]),
      ...[...links, ...slos.filter(({ url }) => !known.includes(url))].flatMap(link),
    ],
    paragraph(line(footer), { type: 'em' }),
  );
}

/** Jira refuses an empty comment. */
export function noteAdf({ paragraphs }: NeutralNote): AdfNode {
  const said = paragraphs.flatMap((text) => paragraph(text));
  return doc(said.length === 0 ? paragraph('-') : said);
}

/** The first parts, as long as there is room, and the last ones always. */
function doc(parts: readonly AdfNode[], last: readonly AdfNode[] = []): AdfNode {
  let size = JSON.stringify(last).length;
  const content = parts.filter((part) => {
    size += JSON.stringify(part).length + 1;
    return size <= LARGEST;
  });
  return { type: 'doc', version: 1, content: [...content, ...last] };
}

function node(type: string, content: readonly AdfNode[]): AdfNode {
  return { type, content };
}

/** Nothing where it would be empty. */
function paragraph(text: string, mark?: AdfNode): AdfNode[] {
  return plain(text).trim() === '' ? [] : [node('paragraph', words(text, mark))];
}

function words(text: string, mark?: AdfNode): AdfNode[] {
  const lines = truncated(plain(text), LONGEST_TEXT).split('\n');
  return lines.flatMap((said, index) => [
    ...(index > 0 ? [{ type: 'hardBreak' }] : []),
    ...(said === '' ? [] : [{ type: 'text', text: said, ...(mark && { marks: [mark] }) }]),
  ]);
}

/** The words alone where the address is none that may stand in a link. */
function link({ label, url }: { label: string; url: string }): AdfNode[] {
  const isRight = /^https?:\/\/\S+$/.test(url);
  return paragraph(line(label), isRight ? { type: 'link', attrs: { href: url } } : undefined);
}
