import * as v from 'valibot';

/** Nobody writes a comment of more parts. */
const MOST_NODES = 10_000;
const BLOCKS = new Set(['paragraph', 'heading', 'listItem', 'codeBlock', 'hardBreak']);

const node = v.object({
  type: v.string(),
  text: v.optional(v.string(), ''),
  content: v.optional(v.array(v.unknown()), []),
});

/** What a document of Atlassian says (Atlassian, "Document Format"), each block on a line of its own. However deep it is, it has an end. */
export function adfText(document: unknown): string {
  const waiting: unknown[] = [document];
  let said = '';
  for (let seen = 0; waiting.length > 0 && seen < MOST_NODES; seen += 1) {
    const parsed = v.safeParse(node, waiting.pop());
    if (!parsed.success) continue;
    const { type, text, content } = parsed.output;
    if (BLOCKS.has(type) && said !== '' && !said.endsWith('\n')) said += '\n';
    said += text;
    for (let at = Math.min(content.length, MOST_NODES) - 1; at >= 0; at -= 1) waiting.push(content[at]);
  }
  return said;
}
