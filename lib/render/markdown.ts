import type { NeutralDocument, NeutralNote } from '../model/wording/document';
import { line, plain, truncated } from './text';

/** Longer texts are cut one by one, so that one of them never costs the reader what stands after it. */
const LONGEST_TEXT = 5000;
const ZERO_WIDTH = '\u200b';

/** The neutral document as GitHub-flavoured Markdown. All text is data: it formats nothing, mentions nobody, hides nothing. */
export function documentMarkdown(document: NeutralDocument): string {
  const facts = document.facts.map(({ label, value }) => `| ${markdownLine(label)} | ${markdownLine(value)} |`);
  const steps = document.steps.map((step, index) => `${index + 1}. ${markdownLine(step)}`);
  return [
    ...document.paragraphs.map(markdownText),
    ...(facts.length === 0 ? [] : [['| | |', '| --- | --- |', ...facts].join('\n')]),
    ...(steps.length === 0 ? [] : [['**What to do first**', '', ...steps].join('\n')]),
    ...(document.links.length === 0 ? [] : [document.links.map(markdownLink).join(' · ')]),
    ...(document.footer === '' ? [] : [`<sub>${markdownLine(document.footer)}</sub>`]),
  ].join('\n\n');
}

export function noteMarkdown({ paragraphs }: NeutralNote): string {
  return paragraphs.map(markdownText).join('\n\n');
}

/** Text in which nothing has a meaning for Markdown, HTML or GitHub (`@team`, `#12`, `GH-12`, `<!-- … -->`). */
export function markdownText(text: string): string {
  return (
    truncated(plain(text), LONGEST_TEXT)
      .replace(/[\\`*_{}[\]()|~>]/g, '\\$&')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/([@#])(?=[\p{L}\p{N}_-])/gu, `$1${ZERO_WIDTH}`)
      .replace(/\bGH-(?=\d)/gi, `$&${ZERO_WIDTH}`)
      // Headings, rulers, lists and code blocks are made by how a line begins.
      .replace(/^[ \t]+/gm, '')
      .replace(/^(?:[=+-]|#(?=[#\s]|$))/gm, '\\$&')
      .replace(/^(\d+)(?=\.(?:\s|$))/gm, '$1\\')
      .replace(/\n/g, '  \n')
  );
}

/** Text that stands beside something. */
export function markdownLine(text: string): string {
  return markdownText(line(text));
}

/** A link; the words alone where the address is none that may stand in one. */
export function markdownLink({ label, url }: { label: string; url: string }): string {
  const words = markdownLine(label);
  return /^https?:\/\/[^\s<>()]+$/.test(url) ? `[${words}](${url})` : words;
}
