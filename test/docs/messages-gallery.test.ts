import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { galleryPages } from '../../scripts/gallery/page';
import { root } from './blocks';

const FOLDER = join(root, 'docs', 'messages');

describe('the gallery of messages', () => {
  it('shows what is said today (`npm run gallery` writes it)', () => {
    const written = readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')]);
    expect(Object.fromEntries(written)).toEqual(galleryPages());
  });

  it('holds nothing that its reader does not see, and opens nothing', () => {
    const pages = Object.values(galleryPages()).join('\n');
    expect(pages).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
    // Outside of code blocks, nothing of what people wrote is markup.
    const prose = pages.replace(/^`{5}text\n[\s\S]*?^`{5}$/gm, '');
    expect(prose).not.toMatch(/<script|<!channel|<!--|\]\(https:\/\/evil/);
  });
});
