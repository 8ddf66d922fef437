import type { WebhookMessage } from '../../lib/model/contracts/webhook-message';
import type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';
import { line, plain, truncated } from '../../lib/render/text';

type SaidDocument = Extract<WebhookMessage, { event: 'created' }>['document'];
type SaidNote = Extract<WebhookMessage, { event: 'noted' }>['note'];

/** Texts are cut one by one, so that one of them never costs the reader the others. */
const LONGEST_TEXT = 5000;
const LONGEST_LINE = 1000;

/** What is published of a document: without what only our own buttons and pictures need. */
export function clearDocument(document: NeutralDocument): SaidDocument {
  const { title, status, severity, priority, paragraphs, facts, steps, links, about, page, footer } = document;
  return {
    title: oneLine(title),
    status,
    severity,
    ...(priority && { priority }),
    paragraphs: paragraphs.map(text),
    facts: facts.map(({ label, value }) => ({ label: oneLine(label), value: oneLine(value) })),
    steps: steps.map(oneLine),
    links: links.map(({ label, url }) => ({ label: oneLine(label), url })),
    ...(about && { about: { ...about, slos: [...about.slos] } }),
    ...(page && { page }),
    footer: oneLine(footer),
  };
}

export function clearNote({ title, paragraphs, urgent }: NeutralNote): SaidNote {
  return {
    ...(title !== undefined && { title: oneLine(title) }),
    paragraphs: paragraphs.map(text),
    ...(urgent && { urgent }),
  };
}

function text(words: string): string {
  return truncated(plain(words), LONGEST_TEXT);
}

function oneLine(words: string): string {
  return truncated(line(words), LONGEST_LINE);
}
