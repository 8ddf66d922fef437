import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as sloLibrary from '../../lib';
import { blocksOn, compilerSays, pages, root, run, textOf } from './blocks';
import { README_GIVEN } from './readme-block';

const all = pages();
const blocks = [...blocksOn('README.md', README_GIVEN), ...all.flatMap((page) => blocksOn(page))];

/** Files of the repository that a page links to. */
function linkedFiles(page: string): string[] {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  return links.filter((link) => !/^(https?:|#)/.test(link)).map((link) => join(dirname(page), link.split('#')[0]!));
}

describe('the pages in docs', () => {
  it('show only code that compiles', () => {
    expect(blocks.length).toBeGreaterThan(10);
    const wrong = blocks[0]!.source.replace('attainmentGoal: 99.9', 'goal: 99.9');
    const errors =
      compilerSays([...blocks.map(({ source }) => source), wrong]).match(/block\d+\.ts.*|^error.*/gm) ?? [];
    const planted = `block${blocks.length}.ts`;
    const placed = errors.map((error) => error.replace(/block(\d+)\.ts/, (file, at) => blocks[at]?.place ?? file));
    expect(placed.filter((error) => !error.startsWith(planted))).toEqual([]);
    // The compiler has really seen them.
    expect(placed).toEqual([expect.stringContaining("'goal' does not exist")]);
  });

  it.each(blocks.filter(({ runs }) => runs))('show code that synthesizes: $place', ({ source }) => {
    const stack = new Stack(new App(), 'Page');
    run(source, stack);
    expect(Template.fromStack(stack).toJSON()).toBeDefined();
  });

  it('write TypeScript as ts, so that nothing escapes these tests', () => {
    const marks = all.flatMap((page) => [...textOf(page).matchAll(/^```(\w.*)$/gm)].map(([, mark]) => mark!));
    const wrong = marks.filter((mark) => /^(typescript|tsx|ts )/.test(mark) && !/^ts (setup|runtime)$/.test(mark));
    expect(wrong).toEqual([]);
  });

  it('link to files that exist', () => {
    const missing = all.flatMap((page) =>
      linkedFiles(page)
        .filter((file) => !existsSync(join(root, file)))
        .map((file) => `${page}: ${file}`),
    );
    expect(missing).toEqual([]);
  });

  it('are all in the index', () => {
    const inIndex = new Set(linkedFiles('docs/README.md'));
    expect(all.filter((page) => page !== 'docs/README.md' && !inIndex.has(page))).toEqual([]);
  });

  it('explain every warning that synth gives', () => {
    const ids = Object.entries(sloLibrary)
      .filter(([name]) => name.endsWith('_WARNING'))
      .map(([, id]) => id as unknown as string);
    expect(ids.length).toBeGreaterThan(5);
    const text = all.map(textOf).join('\n');
    expect(ids.filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
  });
});
