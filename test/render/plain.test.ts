import { documentPlain, notePlain } from '../../lib/render/plain';

const EMPTY = {
  title: '',
  status: 'open',
  severity: 'info',
  paragraphs: [],
  facts: [],
  steps: [],
  links: [],
  footer: '',
} as const;

describe('plain text', () => {
  it('shows a document', () => {
    const shown = documentPlain({
      ...EMPTY,
      title: 'not shown: it has a field of its own',
      paragraphs: ['One promise is broken.', 'Carts stay <full> & *sad*.'],
      facts: [
        { label: 'Since', value: '21:32' },
        { label: 'Service', value: 'shop' },
      ],
      steps: ['Look.', 'Roll back.'],
      links: [{ label: 'Runbook', url: 'https://runbooks.example/shop?a=1&b=2' }],
      footer: 'inc-1',
    });
    expect(shown).toBe(
      [
        'One promise is broken.',
        '',
        'Carts stay <full> & *sad*.',
        '',
        'Since: 21:32',
        'Service: shop',
        '',
        'What to do first',
        '1. Look.',
        '2. Roll back.',
        '',
        'Runbook: https://runbooks.example/shop?a=1&b=2',
        '',
        'inc-1',
      ].join('\n'),
    );
  });

  it.each(['javascript:alert(1)', 'https://a.example/ b', 'ftp://files.example'])(
    'links to nothing but the web: %s',
    (url) => {
      expect(documentPlain({ ...EMPTY, links: [{ label: 'x', url }] })).toBe('x');
    },
  );

  it('keeps facts and steps in their lines, and everything after an endless text', () => {
    const shown = documentPlain({
      ...EMPTY,
      paragraphs: ['x'.repeat(1_000_000)],
      facts: [{ label: 'a\nb', value: 'c\r\nd' }],
      steps: ['first\n2. not second'],
      footer: 'small\nprint',
    });
    expect(shown.length).toBeLessThan(6000);
    expect(shown).toContain('\na b: c d\n');
    expect(shown).toContain('\n1. first 2. not second\n');
    expect(shown).toMatch(/\n\nsmall print$/);
  });

  it('turns nothing around and obeys nothing', () => {
    expect(
      notePlain({ paragraphs: ['\u202eturned\u202c \u001b[31mred\u0000', 'half \ud83d of an emoji \u{1F9E3}'] }),
    ).toBe('turned [31mred\n\nhalf \ufffd of an emoji \u{1F9E3}');
  });
});
