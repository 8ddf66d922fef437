import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lazyIndex } from '../../scripts/lazy-index';

const COMPILED = [
  '"use strict";',
  'Object.defineProperty(exports, "__esModule", { value: true });',
  'exports.Slo = void 0;',
  'var slo_1 = require("./constructs/slo");',
  'Object.defineProperty(exports, "Slo", { enumerable: true, get: function () { return slo_1.Slo; } });',
  '',
].join('\n');

describe('the compiled index', () => {
  it('loads a module when something of it is used, not before', () => {
    const loaded: string[] = [];
    const exported: { Slo?: unknown } = {};
    const load = (path: string) => {
      loaded.push(path);
      return { Slo: 'the construct' };
    };
    new Function('exports', 'require', lazyIndex(COMPILED))(exported, load);
    expect(loaded).toEqual([]);
    expect(exported.Slo).toBe('the construct');
    expect(loaded).toEqual(['./constructs/slo']);
  });

  it('can be imported by name from an ES module', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-lazy-'));
    writeFileSync(join(folder, 'index.cjs'), lazyIndex(COMPILED.replace('./constructs/slo', 'node:path')));
    writeFileSync(join(folder, 'app.mjs'), "import { Slo } from './index.cjs';\nconsole.log(Slo);\n");
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'app.mjs')], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect([stdout, stderr]).toEqual(['undefined\n', '']);
  });

  it.each([
    ['uses a module itself', `${COMPILED}slo_1.start();\n`, 'index: got uses of slo_1, allowed are exports by name'],
    ['exports nothing', '"use strict";\n', 'index: got uses of no module, allowed are exports by name'],
  ])('is refused when it %s', (_what, compiled, message) => {
    expect(() => lazyIndex(compiled)).toThrow(message);
  });
});
