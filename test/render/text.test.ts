import { fitted, jsonOf, line, plain, truncated } from '../../lib/render/text';

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

describe('fitted', () => {
  it.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['\u{1F9E3}\u{1F9E3}', 4, '\u{1F9E3}\u{1F9E3}'],
    ['\u{1F9E3}\u{1F9E3}\u{1F9E3}', 5, '\u{1F9E3}\u{1F9E3}…'],
    ['\u{1F9E3}\u{1F9E3}\u{1F9E3}', 4, '\u{1F9E3}…'],
  ])('%s to %i units of UTF-16 is %s', (text, most, cut) => {
    expect(fitted(text, most)).toBe(cut);
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
});

it('writes JSON that no terminal obeys, and that says the same', () => {
  const hostile = { 'a\u009b31m': '\u001b[2J\u007f\u202e "x"\n' };
  expect(jsonOf(hostile)).toMatch(/^[\n -~]*$/);
  expect(JSON.parse(jsonOf(hostile))).toEqual(hostile);
});
