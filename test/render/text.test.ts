import { documentText, line, noteText, plain, truncated } from '../../lib/render/text';

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

describe('plain text', () => {
  it.each([
    ['a terminal command', '\u001b]0;owned\u0007\u001b[2Jtext\u009b1m', ']0;owned[2Jtext1m'],
    ['a change of direction', '\u202egnp.exe\u202c \u2066x\u2069', 'gnp.exe x'],
    [
      'Hebrew and Arabic',
      '\u05E9\u05DC\u05D5\u05DD \u0633\u0644\u0627\u0645',
      '\u05E9\u05DC\u05D5\u05DD \u0633\u0644\u0627\u0645',
    ],
    ['half an emoji', 'a\ud83d', 'a\ufffd'],
    ['a family of emoji', '\u{1F469}\u200d\u{1F467}', '\u{1F469}\u200d\u{1F467}'],
    ['other line ends', 'a\r\nb\rc\n', 'a\nb\nc\n'],
    ['a tab', 'a\tb', 'a\tb'],
    ['nothing', '', ''],
  ])('takes from %s what is no text', (_what, raw, shown) => {
    expect(plain(raw)).toBe(shown);
  });

  it('keeps to its line where it stands beside something', () => {
    expect(line('a \n\n b\r\nc')).toBe('a b c');
  });

  it('shows a document', () => {
    const shown = documentText({
      title: 'SEV2: shop: "Your order goes through." is not kept',
      status: 'open',
      severity: 'sev2',
      paragraphs: ['One promise is broken.', 'The on-call engineer was woken.'],
      facts: [{ label: 'Since', value: '21:32' }],
      steps: ['Look.', 'Roll back.'],
      links: [{ label: 'Runbook', url: 'https://runbooks.example/shop' }],
      footer: 'inc-1',
    });
    expect(shown).toBe(
      [
        'SEV2: shop: "Your order goes through." is not kept',
        '',
        'One promise is broken.',
        '',
        'The on-call engineer was woken.',
        '',
        'Since: 21:32',
        '',
        'What to do first:',
        '  1. Look.',
        '  2. Roll back.',
        '',
        'Runbook: https://runbooks.example/shop',
        '',
        'inc-1',
      ].join('\n'),
    );
  });

  it('leaves out what is not there', () => {
    const nothing = { paragraphs: [], facts: [], steps: [], links: [], footer: '' };
    expect(documentText({ title: 'All is well', status: 'resolved', severity: 'info', ...nothing })).toBe(
      'All is well',
    );
  });

  it('shows a note', () => {
    expect(noteText({ paragraphs: ['a', 'b\u001b[1m'] })).toBe('a\n\nb[1m');
  });
});
