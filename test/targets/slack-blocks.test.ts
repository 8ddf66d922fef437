import fc from 'fast-check';
import { slackMessage, slackNote } from '../../lambda/targets/slack-blocks';
import { blocksFault } from '../../lib/local/fakes/slack-rules';
import type { NeutralDocument } from '../../lib/model/wording';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6000 }),
  fc.constant('&<>'.repeat(3000)),
  fc.constant('\u{1F9E3}'.repeat(4000)),
);
const documents: fc.Arbitrary<NeutralDocument> = fc.record({
  title: text,
  status: fc.constantFrom('open', 'mitigated', 'resolved'),
  severity: fc.constantFrom('sev1', 'sev2', 'sev3', 'info'),
  paragraphs: fc.array(text, { maxLength: 60 }),
  facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 15 }),
  steps: fc.array(text, { maxLength: 5 }),
  links: fc.array(fc.record({ label: text, url: fc.oneof(fc.webUrl(), text) }), { maxLength: 3 }),
  actions: fc.uniqueArray(
    fc.record({ command: fc.constantFrom('acknowledge', 'mitigated', 'note', 'review'), label: text }),
    { selector: ({ command }) => command },
  ),
  footer: text,
});

interface Block {
  readonly type: string;
  readonly text?: { readonly type: string; readonly text: string };
  readonly fields?: readonly { readonly text: string }[];
  readonly elements?: readonly { readonly text: string }[];
}

function texts(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => [
    ...(block.text ? [block.text.text] : []),
    ...(block.fields ?? []).map((field) => field.text),
    // Labels of buttons are objects, and short.
    ...(block.elements ?? []).flatMap((element) => (typeof element.text === 'string' ? [element.text] : [])),
  ]);
}

/** Texts in which Slack's markup means something. */
function marked(blocks: readonly Block[]): string[] {
  return blocks.flatMap(({ text: body, fields = [] }) => [
    ...(body?.type === 'mrkdwn' ? [body.text] : []),
    ...fields.map((field) => field.text),
  ]);
}

function cutMessage(title: string, paragraph: string): readonly object[] {
  const nothing = { facts: [], steps: [], links: [], footer: 'inc-1' };
  return slackMessage({ title, paragraphs: [paragraph], status: 'open', severity: 'sev2', ...nothing }).blocks;
}

describe('a Slack message', () => {
  it('keeps every limit of Block Kit, whatever it is given', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const message = slackMessage(document, 'inc-1');
        const blocks = message.blocks as unknown as Block[];
        expect(blocksFault(message.blocks)).toBeUndefined();
        expect(blocks.length).toBeLessThanOrEqual(50);
        expect(message.text.length).toBeLessThanOrEqual(4000);
        for (const { type, text: body, fields = [] } of blocks) {
          if (type === 'header') expect(body!.text.length).toBeLessThanOrEqual(150);
          if (type === 'section' && body !== undefined) expect(body.text.length).toBeLessThanOrEqual(3000);
          expect(fields.length).toBeLessThanOrEqual(10);
          for (const field of fields) expect(field.text.length).toBeLessThanOrEqual(2000);
        }
        expect(texts(blocks).join('').length).toBeLessThanOrEqual(8000);
        // No entity was cut in half either: what is left of markup after removing whole entities and our own links is nothing.
        for (const part of marked(blocks)) {
          const rest = part.replace(/&(?:amp|lt|gt);/g, '').replace(/<https?:\/\/[^\s<>|]+\|[^<>|]*>/g, '');
          expect(rest).not.toMatch(/[&<>]/);
        }
        for (const part of texts(blocks)) expect(part).not.toBe('');
        // A lone surrogate does not survive UTF-8: nothing was cut in half.
        const all = texts(blocks).join('');
        expect(Buffer.from(all, 'utf8').toString('utf8')).toBe(all);
      }),
      { numRuns: 200 },
    );
  });

  it('lets no text from outside mention, link or command', () => {
    const hostile = '<!channel> <@U1> <https://evil.example|click> &amp;';
    const blocks = slackMessage({
      title: hostile,
      status: 'open',
      severity: 'sev2',
      paragraphs: [hostile],
      facts: [{ label: hostile, value: hostile }],
      steps: [hostile],
      links: [{ label: 'a|b>c', url: 'javascript:alert(1)' }],
      footer: hostile,
    }).blocks as unknown as Block[];
    for (const part of marked(blocks)) expect(part).not.toMatch(/<[!@h]/);
    expect(marked(blocks).join()).toContain('&lt;!channel&gt;');
  });

  it('reads well aloud', () => {
    const { text: aloud, blocks } = slackMessage({
      title: 'SEV2: shop: "Your order goes through." is not kept',
      status: 'open',
      severity: 'sev2',
      paragraphs: ['place-order: fast alarm since 14 Nov, 21:32 (Europe/Paris).', 'The on-call engineer was woken.'],
      facts: [{ label: 'Owner', value: 'shop (shop@echarpe.example)' }],
      steps: ['Look at the last deployment.', 'Look for locks.'],
      links: [{ label: 'Runbook', url: 'https://runbooks.example/shop?a=1&b=2' }],
      footer: 'inc-1',
    });
    expect(aloud).toBe(
      'SEV2: shop: "Your order goes through." is not kept\nplace-order: fast alarm since 14 Nov, 21:32 (Europe/Paris).\nThe on-call engineer was woken.',
    );
    expect(texts(blocks as unknown as Block[])).toEqual([
      'SEV2: shop: "Your order goes through." is not kept',
      ':red_circle: place-order: fast alarm since 14 Nov, 21:32 (Europe/Paris).',
      'The on-call engineer was woken.',
      '*Owner*\nshop (shop@echarpe.example)',
      '*What to do first*\n1. Look at the last deployment.\n2. Look for locks.',
      '<https://runbooks.example/shop?a=1&amp;b=2|Runbook>',
      'inc-1',
    ]);
  });

  it('lets no endless text cost the reader what stands after it', () => {
    const huge = 'x'.repeat(1_000_000);
    const shown = texts(
      slackMessage({
        title: huge,
        status: 'open',
        severity: 'sev1',
        paragraphs: Array.from({ length: 60 }, () => huge),
        facts: Array.from({ length: 9 }, () => ({ label: huge, value: huge })).concat({
          label: 'Owner',
          value: 'shop',
        }),
        steps: ['Roll back.', huge],
        links: [
          { label: 'Runbook', url: 'https://runbooks.example/shop' },
          { label: 'Endless', url: `https://runbooks.example/${huge}` },
          { label: 'Logs', url: 'https://logs.example/shop' },
        ],
        footer: 'inc-1',
      }).blocks as unknown as Block[],
    );
    expect(shown).toContain('*Owner*\nshop');
    expect(shown.find((part) => part.startsWith('*What to do first*\n1. Roll back.'))).toMatch(/…$/);
    expect(shown).toContain('<https://runbooks.example/shop|Runbook> · <https://logs.example/shop|Logs>');
    expect(shown.at(-1)).toBe('inc-1');
  });

  it('marks what was cut', () => {
    const [title, paragraph] = texts(cutMessage('\u{1F9E3}'.repeat(100), '&'.repeat(3000)) as unknown as Block[]);
    expect(title).toBe(`${'\u{1F9E3}'.repeat(74)}…`);
    expect(paragraph).toMatch(/^:red_circle: (?:&amp;)+…$/);
  });

  it('is a note in plain sections', () => {
    expect(slackNote({ paragraphs: ['one', 'two'] })).toMatchObject({
      text: 'one two',
      blocks: [{ type: 'section' }, { type: 'section' }],
    });
  });
});
