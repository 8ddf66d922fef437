import assert from 'node:assert/strict';
import { ID } from '../../support/delivery';
import { hostileText } from '../bench';
import { END, type Evening } from './evening';
import type { Row } from './row';

/** What readers see must be well formed, must do nothing, and must not steer their terminal. */
async function assertHarmless(evening: Evening): Promise<void> {
  await evening.until(END);
  for (const shown of evening.vendor.objects().flatMap(({ text, notes }) => [text, ...notes])) {
    assert.doesNotMatch(shown, /\[MENTION|\[LINK https:\/\/evil/, 'text from outside acts');
    assert.doesNotMatch(shown, /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u, 'control characters');
    assert.equal(Buffer.from(shown, 'utf8').toString('utf8'), shown, 'half a character');
  }
}

/** Words of people that are more than words. */
export const texts: readonly Row[] = [
  {
    id: 'long-text',
    fault: 'text beyond every limit, in characters of four bytes',
    extraCalls: 0,
    promise: '\u{1F9E3}'.repeat(100_000),
    play: assertHarmless,
  },
  {
    id: 'long-text-odd',
    fault: 'the same, one place further on',
    extraCalls: 0,
    promise: `x${'\u{1F9E3}'.repeat(100_000)}`,
    play: assertHarmless,
  },
  {
    id: 'hostile-text',
    fault: 'mentions, markup, markers, quotes, ^, right-to-left, line breaks',
    extraCalls: 0,
    promise: `${hostileText(ID)}\n^ORDERBYsys_id^GOTO1=1 " OR project IS NOT EMPTY -- \\" {{7*7}} \${jndi:x} *b* [~accountid:1] h1. {code}`,
    play: assertHarmless,
  },
];
