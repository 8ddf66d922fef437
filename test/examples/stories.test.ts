import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { INVENTED, inventedCsv } from '../../examples/echarpe/stories/invented';
import { loadStory } from '../../lib/local/story/histories';

const recordings = resolve(__dirname, '../../examples/echarpe/recordings');
const stories = resolve(__dirname, '../../examples/echarpe/stories');

describe('the stories of Echarpe', () => {
  it.each(INVENTED.map((invented) => [invented.file, invented] as const))(
    'play %s as "npm run stories" writes it, and it says that nobody recorded it',
    (file, invented) => {
      const text = readFileSync(join(recordings, `${file}.csv`), 'utf8');
      expect(text).toBe(inventedCsv(invented));
      expect(text).toMatch(/^# .*invented/);
    },
  );

  it('invent other customers with another seed', () => {
    const night = INVENTED.find(({ file }) => file === 'night-place-order')!;
    expect(inventedCsv(night, 2)).not.toBe(inventedCsv(night));
  });

  it.each(readdirSync(stories).filter((file) => file.endsWith('.json')))('can be read: %s', (file) => {
    const { story, endMinute, eveningStartMinute } = loadStory(join(stories, file));
    expect(file).toBe(`${story.name}.json`);
    const last = Math.max(0, ...story.happened.map(({ minute }) => minute));
    expect(last).toBeLessThan(endMinute - eveningStartMinute);
  });
});
