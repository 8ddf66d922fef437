import type { NeutralDocument, NeutralNote } from '../model/wording/document';

/** The neutral document as GitHub-flavoured Markdown. All text is data: it formats nothing, mentions nobody, hides nothing. */
export function documentMarkdown(document: NeutralDocument): string {
  const facts = document.facts.map(({ label, value }) => `| ${cell(label)} | ${cell(value)} |`);
  return [
    ...document.paragraphs.map(markdownText),
    ...(facts.length === 0 ? [] : [['| | |', '| --- | --- |', ...facts].join('\n')]),
    ...(document.steps.length === 0
      ? []
      : [
          [
            '**What to do first**',
            '',
            ...document.steps.map((step, index) => `${index + 1}. ${markdownText(step)}`),
          ].join('\n'),
        ]),
    ...(document.links.length === 0 ? [] : [document.links.map(link).join(' · ')]),
    `<sub>${markdownText(document.footer)}</sub>`,
  ].join('\n\n');
}

export function noteMarkdown({ paragraphs }: NeutralNote): string {
  return paragraphs.map(markdownText).join('\n\n');
}

const ZERO_WIDTH = '\u200b';

/** Text in which nothing has a meaning for Markdown, HTML or GitHub (`@team`, `#12`, `<!-- … -->`). */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()|~>]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/([@#])(?=[\w-])/g, `$1${ZERO_WIDTH}`)
    .replace(/\r?\n/g, '  \n');
}

function cell(text: string): string {
  return markdownText(text).replace(/\s*\n/g, ' ');
}

function link({ label, url }: { label: string; url: string }): string {
  const words = markdownText(label);
  return /^https?:\/\/[^\s<>()]+$/.test(url) ? `[${words}](${url})` : words;
}
