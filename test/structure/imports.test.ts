import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * Imports run one way (docs/architecture.md). A room may import itself and the rooms named here; what is not listed is
 * forbidden. `type` imports count: a type is knowledge, too.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  bin: ['lib/commands', 'lib/render', 'lib/stacks', 'examples', 'package.json'],
  examples: ['lib/index', 'lib/constructs', 'lib/stacks', 'lib/model'],
  'lib/index': ['lib/constructs', 'lib/stacks', 'lib/model'],
  'lib/stacks': ['lib/constructs', 'lib/model'],
  // Dashboards hold text of people, which is escaped in one place.
  'lib/constructs': ['lib/model', 'lib/render'],
  'lib/commands': [
    'lib/local',
    'lib/simulate',
    'lib/check',
    'lib/cost',
    'lib/diff',
    'lib/openslo',
    'lib/pages',
    'lib/pull',
    'lib/report',
    'lib/assembly',
    'lib/render',
    'lib/model',
    'lib/doctor',
    'lambda/ledger',
    'lambda/ask-targets',
  ],
  // Asks the vendors as `deliver` does.
  'lib/doctor': ['lib/model', 'lib/render', 'lambda/targets'],
  'lib/local': [
    'lib/report',
    'lib/simulate',
    'lib/assembly',
    'lib/render',
    'lib/model',
    'lambda/ledger',
    'lambda/targets',
  ],
  'lib/report': ['lib/simulate', 'lib/assembly', 'lib/render', 'lib/model'],
  'lib/simulate': ['lib/assembly', 'lib/model'],
  'lib/check': ['lib/assembly', 'lib/model'],
  'lib/diff': ['lib/cost', 'lib/assembly', 'lib/model'],
  'lib/cost': ['lib/assembly', 'lib/model'],
  'lib/pages': ['lib/assembly', 'lib/render', 'lib/model'],
  'lib/openslo': ['lib/model'],
  'lib/pull': ['lib/model'],
  'lib/assembly': ['lib/model'],
  // Application code imports it alone: nothing of the CDK may follow.
  'lib/outcomes': ['lib/model'],
  'lib/render': ['lib/model'],
  'lib/model': [],
  lambda: ['lib/model', 'lib/render'],
};

/** Packages that the pure model may use; everything else would bring I/O or AWS into it. */
const PURE_PACKAGES = ['valibot', 'fraction.js', 'node:crypto'];

const root = resolve(__dirname, '../..');

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Path from the root, when the import is ours. */
  readonly to?: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && /\.(ts|mjs|cjs)$/.test(file.name))
    .map((file) => relative(root, join(file.parentPath, file.name)));
}

function imports(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = [
    ...text.matchAll(
      /^\s*(?:import|export)\b[^'"`;]*?from\s+['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm,
    ),
  ];
  return specifiers.map((match) => {
    const specifier = (match[1] ?? match[2])!;
    if (!specifier.startsWith('.')) return { from: file, specifier };
    const to = relative(root, resolve(root, dirname(file), specifier));
    return { from: file, specifier, to: to === 'lib' ? 'lib/index' : to };
  });
}

function room(path: string): string {
  const [first = '', second = ''] = path.replace(/\.ts$/, '').split('/');
  return first === 'lib' ? `lib/${second}` : first;
}

function isAllowed({ from, to = '' }: Import): boolean {
  if (room(from) === room(to)) return true;
  return (ALLOWED[room(from)] ?? []).some(
    (allowed) => to === allowed || to.startsWith(`${allowed}/`) || room(to) === allowed,
  );
}

const all = ['bin', 'lib', 'lambda', 'examples'].flatMap(sources).flatMap(imports);

describe('the house', () => {
  it('has files in it', () => {
    expect(all.length).toBeGreaterThan(100);
  });

  it('imports one way', () => {
    const wrong = all.filter((found) => found.to !== undefined && !isAllowed(found));
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('keeps the model pure', () => {
    const outside = all.filter(({ from, to }) => room(from) === 'lib/model' && to === undefined);
    expect(
      [...new Set(outside.map(({ specifier }) => specifier))].filter((name) => !PURE_PACKAGES.includes(name)),
    ).toEqual([]);
    for (const file of sources('lib/model')) {
      expect(readFileSync(join(root, file), 'utf8')).not.toMatch(
        /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(/,
      );
    }
  });

  it('lets functions know nothing of constructs, and constructs nothing of the AWS SDK', () => {
    const sdk = all.filter(
      ({ from, specifier }) => room(from) === 'lib/constructs' && specifier.startsWith('@aws-sdk/'),
    );
    const cdk = all.filter(
      ({ from, specifier }) => room(from) === 'lambda' && /^(aws-cdk-lib|constructs)/.test(specifier),
    );
    expect([...sdk, ...cdk]).toEqual([]);
  });

  it('takes nothing from the clock, chance or environment while constructs are built, so that synth is repeatable', () => {
    for (const file of sources('lib/constructs')) {
      expect(readFileSync(join(root, file), 'utf8')).not.toMatch(
        /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.env\b/,
      );
    }
  });
});
