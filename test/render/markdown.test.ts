import { documentMarkdown, markdownText, noteMarkdown } from '../../lib/render/markdown';

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
    ['GH-12 and gh-3', 'GH-\u200b12 and gh-\u200b3'],
    ['@\u00e9quipe #\u00e9', '@\u200b\u00e9quipe #\u200b\u00e9'],
    ['a#b@c', 'a#\u200bb@\u200bc'],
    ['# no heading', '\\# no heading'],
    ['### no heading', '\\### no heading'],
    ['title\n=====', 'title  \n\\====='],
    ['- no list\n+ nor this\n    nor code', '\\- no list  \n\\+ nor this  \nnor code'],
    ['1. no list, 2.5 times', '1\\. no list, 2.5 times'],
    ['> no quote', '\\> no quote'],
    ['a\r\nb\rc', 'a  \nb  \nc'],
    ['\u202eturned\u202c \u001b[31mred\u0000', 'turned \\[31mred'],
    ['half \ud83d of an emoji \u{1F9E3}', 'half \ufffd of an emoji \u{1F9E3}'],
    ['\u05E9\u05DC\u05D5\u05DD', '\u05E9\u05DC\u05D5\u05DD'],
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

  it('keeps facts in their cells, steps in their lines and everything after an endless text', () => {
    const shown = documentMarkdown({
      title: '',
      status: 'open',
      severity: 'info',
      paragraphs: ['x'.repeat(1_000_000)],
      facts: [{ label: 'a\n| b', value: 'c\nd' }],
      steps: ['first\n2. not second'],
      links: [],
      footer: 'small\nprint',
    });
    expect(shown.length).toBeLessThan(6000);
    expect(shown).toContain('| a \\| b | c d |');
    expect(shown).toContain('\n1. first 2. not second\n');
    expect(shown).toMatch(/<sub>small print<\/sub>$/);
  });

  it('keeps the paragraphs of a note apart', () => {
    expect(noteMarkdown({ paragraphs: ['a', 'b'] })).toBe('a\n\nb');
  });
});
