import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as sloLibrary from '../../lib';
import { blocksOn, compilerSays, pages, root, run, textOf } from './blocks';
import { README_GIVEN } from './readme-block';

const all = pages();
const blocks = [...blocksOn('README.md', README_GIVEN), ...all.flatMap((page) => blocksOn(page))];

interface Link {
  readonly file: string;
  readonly heading: string;
}

/** What a page links to in the repository. */
function linksOf(page: string): Link[] {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  return links
    .filter((link) => !/^https?:/.test(link))
    .map((link) => {
      const [file = '', heading = ''] = link.split('#');
      return { file: file === '' ? page : join(dirname(page), file), heading };
    });
}

/** Headings of a page as links name them. */
function headingsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isBroken({ file, heading }: Link): boolean {
  if (!existsSync(join(root, file))) return true;
  return heading !== '' && !headingsOf(file).includes(heading);
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

  it('link to files and headings that exist', () => {
    const links = ['README.md', ...all].flatMap((page) => linksOf(page).map((link) => ({ page, ...link })));
    expect(links.some(({ heading }) => heading !== '')).toBe(true);
    expect(links.filter(isBroken)).toEqual([]);
  });

  it('are all in the index', () => {
    const inIndex = new Set(linksOf('docs/README.md').map(({ file }) => file));
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

  it('begin with a proposal that asks for all that an SLO says (S2.21)', () => {
    const asked = [...textOf('docs/proposal.md').matchAll(/→ (.*)$/gm)].map(([, answers]) => answers).join('\n');
    const said = ['promise', 'businessImpact', 'sli', 'attainmentGoal', 'interval', 'sla', 'requestsPerHourAtTrough'];
    const owned = ['agreedBy', 'businessStakeholder', 'routes', 'runbookUrl', 'runbookFirstSteps', 'reviewCycle'];
    expect([...said, ...owned].filter((name) => !asked.includes(`\`${name}\``))).toEqual([]);
  });

  it('import an SLO under the logical id that it has', () => {
    const text = textOf('docs/adopting.md');
    const [, mapping] = /```json\n([\s\S]*?)```/.exec(text)!;
    const stack = new Stack(new App(), 'Shop');
    run(blocksOn('docs/adopting.md').find(({ source }) => source.includes('adopts:'))!.source, stack);
    const slos = Template.fromStack(stack).findResources('AWS::ApplicationSignals::ServiceLevelObjective');
    expect(Object.keys(JSON.parse(mapping!))).toEqual(Object.keys(slos));
  });
});
