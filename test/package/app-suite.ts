import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../../bin/program';
import { blocksOn } from '../docs/blocks';
import { README_GIVEN } from '../docs/readme-block';
import { pack, root, runs, succeeds, temporaryFolder } from './packed';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const INSTALL_MINUTES = 5;

/** A whole app: the README's lines in the constructor of its stack. */
const APP = `import { App, Stack } from 'aws-cdk-lib';
import { Outcomes } from 'cdk-slo/outcomes';
${README_GIVEN}
class ShopStack extends Stack {
  constructor(app: App) {
    super(app, 'Shop');
${blocksOn('README.md')[0]!.source}
  }
}
const app = new App({ outdir: 'cdk.out' });
new ShopStack(app);
app.synth();
export const outcomes = new Outcomes({ namespace: 'Shop' });
`;

const COMPILER_OPTIONS = {
  strict: true,
  target: 'es2022',
  lib: ['es2023'],
  module: 'node16',
  moduleResolution: 'node16',
  types: ['node'],
};

const KINDS = ['commonjs', 'module'] as const;

export interface Versions {
  readonly lib: string;
  readonly constructs: string;
}

/** The lowest versions that the package says it works with. */
export function lowest(): Versions {
  const { 'aws-cdk-lib': lib, constructs } = manifest.peerDependencies;
  return { lib: lib.replace('^', ''), constructs: constructs.replace('^', '') };
}

/** The versions with which everything else is tested. */
export function highest(): Versions {
  const { 'aws-cdk-lib': lib, constructs } = manifest.devDependencies;
  return { lib, constructs };
}

/** An empty app into which the package is installed. One for each file of tests: they run side by side. */
export function worksInstalled({ lib, constructs }: Versions): void {
  const folder = temporaryFolder();
  const { tarball } = pack(temporaryFolder());

  beforeAll(() => {
    const { typescript, '@types/node': types } = manifest.devDependencies;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'shop', private: true }));
    const packages = [
      `aws-cdk-lib@${lib}`,
      `constructs@${constructs}`,
      `typescript@${typescript}`,
      `@types/node@${types}`,
    ];
    const quick = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    succeeds('npm', ['install', '--save-exact', ...quick, tarball, ...packages], folder);
    for (const kind of KINDS) {
      mkdirSync(join(folder, kind));
      writeFileSync(join(folder, kind, 'package.json'), JSON.stringify({ type: kind }));
      writeFileSync(join(folder, kind, 'app.ts'), APP);
      // Once is enough to check all declarations, those of other packages included.
      const compilerOptions = { ...COMPILER_OPTIONS, skipLibCheck: kind !== 'commonjs' };
      const project = { compilerOptions, files: ['app.ts'] };
      writeFileSync(join(folder, kind, 'tsconfig.json'), JSON.stringify(project));
    }
    const bundled = { module: 'esnext', moduleResolution: 'bundler', noEmit: true };
    const project = { extends: './tsconfig.json', compilerOptions: bundled };
    writeFileSync(join(folder, 'module/tsconfig.bundler.json'), JSON.stringify(project));
  }, INSTALL_MINUTES * 60_000);

  it('has one copy of what it shares with the package, in the version that it asked for', () => {
    const { dependencies } = JSON.parse(succeeds('npm', ['ls', 'aws-cdk-lib', 'constructs', '--json'], folder));
    expect(dependencies['aws-cdk-lib'].version).toBe(lib);
    expect(dependencies['cdk-slo'].dependencies['aws-cdk-lib'].version).toBe(lib);
    expect(dependencies['cdk-slo'].dependencies.constructs.version).toBe(constructs);
  });

  it.each(['commonjs/tsconfig.json', 'module/tsconfig.json', 'module/tsconfig.bundler.json'])(
    'compiles: %s',
    (project) => {
      expect(runs('node_modules/.bin/tsc', ['-p', project], folder).stdout).toBe('');
    },
  );

  it('synthesizes the lines of the README, as CommonJS and as ES module alike', () => {
    const [commonjs, module] = KINDS.map((kind) => {
      succeeds(process.execPath, ['app.js'], join(folder, kind));
      return JSON.parse(readFileSync(join(folder, kind, 'cdk.out/Shop.template.json'), 'utf8'));
    });
    const types = Object.values<{ Type: string }>(commonjs.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type === 'AWS::ApplicationSignals::ServiceLevelObjective')).toHaveLength(1);
    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(4);
    expect(module).toEqual(commonjs);
  });

  it('is checked by `npx slo check`', () => {
    const { status, stdout, stderr } = runs('npx', ['--no', 'slo', 'check', '--json'], join(folder, 'commonjs'));
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, ok: true });
    expect(status).toBe(0);
  });

  it.each(program().commands.map((verb) => verb.name()))('has the verb %s', (verb) => {
    expect(succeeds('node_modules/.bin/slo', [verb, '--help'], folder)).toMatch(new RegExp(`^Usage: slo ${verb} `));
  });

  it('reaches the schemas of the documents by the name of the package', () => {
    const title = `require('cdk-slo/schemas/check.json').title + ' ' + require('cdk-slo/package.json').version`;
    expect(succeeds(process.execPath, ['-p', title], folder)).toBe(`slo check --json ${manifest.version}\n`);
  });
}
