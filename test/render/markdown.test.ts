import { documentMarkdown, markdownText, noteMarkdown } from '../../lib/render/markdown';
import { truncated } from '../../lib/render/text';

describe('Markdown', () => {
  it('shows a document', () => {
    const shown = documentMarkdown({
      title: 'not shown: it is the title of the ticket',
      status: 'open',
      severity: 'sev2',
      paragraphs: ['One promise is broken.'],
      facts: [{ label: 'Since', value: '21:32' }],
      steps: ['Look.', 'Roll back.'],
      links: [{ label: 'Runbook', url: 'https://runbooks.example/shop' }],
      footer: 'inc-1',
    });
    expect(shown).toBe(
      'One promise is broken.\n\n| | |\n| --- | --- |\n| Since | 21:32 |\n\n**What to do first**\n\n1. Look.\n2. Roll back.\n\n[Runbook](https://runbooks.example/shop)\n\n<sub>inc-1</sub>',
    );
  });

  it.each([
    ['@echarpe/ops', '@\u200becharpe/ops'],
    ['#12', '#\u200b12'],
    ['<!-- slo:inc-1:r1-9 -->', '&lt;!-- slo:inc-1:r1-9 --\\>'],
    ['**bold** `code` [a](b)', '\\*\\*bold\\*\\* \\`code\\` \\[a\\]\\(b\\)'],
    ['a | b', 'a \\| b'],
    ['Tom & Jerry', 'Tom &amp; Jerry'],
  ])('takes %s for text', (raw, shown) => {
    expect(markdownText(raw)).toBe(shown);
  });

  it('links to nothing but the web', () => {
    const [link] = documentMarkdown({
      title: '',
      status: 'open',
      severity: 'info',
      paragraphs: [],
      facts: [],
      steps: [],
      links: [{ label: 'x', url: 'javascript:alert(1)' }],
      footer: '',
    }).split('\n');
    expect(link).toBe('x');
  });

  it('keeps the paragraphs of a note apart', () => {
    expect(noteMarkdown({ paragraphs: ['a', 'b'] })).toBe('a\n\nb');
  });
});

describe('truncated', () => {
  it.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['\u{1F9E3}\u{1F9E3}\u{1F9E3}', 3, '\u{1F9E3}\u{1F9E3}\u{1F9E3}'],
    ['\u{1F9E3}\u{1F9E3}\u{1F9E3}', 2, '\u{1F9E3}…'],
  ])('%s to %i is %s', (text, most, cut) => {
    expect(truncated(text, most)).toBe(cut);
  });
});
