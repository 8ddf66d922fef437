import type { NeutralDocument, NeutralNote } from '../model/wording/document';
import { line, plain, truncated } from './text';

/** Longer texts are cut one by one, so that one of them never costs the reader what stands after it. */
const LONGEST_TEXT = 5000;

/** The neutral document as text without markup, for fields and mails that know none. The title is for a field of its own. */
export function documentPlain(document: NeutralDocument): string {
  const facts = document.facts.map(({ label, value }) => `${plainLine(label)}: ${plainLine(value)}`);
  const steps = document.steps.map((step, index) => `${index + 1}. ${plainLine(step)}`);
  const links = document.links.map(plainLink);
  return [
    ...document.paragraphs.map(plainText),
    ...(facts.length === 0 ? [] : [facts.join('\n')]),
    ...(steps.length === 0 ? [] : [['What to do first', ...steps].join('\n')]),
    ...(links.length === 0 ? [] : [links.join('\n')]),
    ...(document.footer === '' ? [] : [plainLine(document.footer)]),
  ].join('\n\n');
}

export function notePlain({ paragraphs }: NeutralNote): string {
  return paragraphs.map(plainText).join('\n\n');
}

function plainText(text: string): string {
  return truncated(plain(text), LONGEST_TEXT);
}

/** Text that stands beside something. */
function plainLine(text: string): string {
  return truncated(line(text), LONGEST_TEXT);
}

/** The words alone where the address is none of the web: programs make links of addresses by themselves. */
function plainLink({ label, url }: { label: string; url: string }): string {
  const words = plainLine(label);
  return /^https?:\/\/\S+$/.test(url) ? `${words}: ${plainLine(url)}` : words;
}
