import type { SlackMessage } from '../../lambda/targets/slack-blocks';

interface Shown {
  readonly type: string;
  readonly text?: string | { readonly text: string };
  readonly fields?: readonly { readonly text: string }[];
  readonly elements?: readonly Shown[];
}

/** A message as it reads in Slack, without its colours: one line a text, fields beside each other, buttons in brackets. */
export function slackText({ blocks }: Pick<SlackMessage, 'blocks'>): string {
  return blocks
    .map((block) => shown(block as unknown as Shown))
    .filter((text) => text !== '')
    .join('\n\n');
}

function shown({ type, text, fields, elements }: Shown): string {
  const own = typeof text === 'string' ? text : (text?.text ?? '');
  if (type === 'button') return `[ ${own} ]`;
  if (fields !== undefined) return fields.map((field) => readable(field.text.replace('\n', ' '))).join('\n');
  if (elements !== undefined) return elements.map(shown).join('  ');
  return type === 'header' ? `${readable(own)}\n${'='.repeat(Math.min(80, own.length))}` : readable(own);
}

/** Links by their words; Slack's three entities as the characters that they are. */
function readable(text: string): string {
  return text
    .replace(/<https?:[^|>]*\|([^>]*)>/g, '$1 ↗')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
