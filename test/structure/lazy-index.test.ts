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

  it.each([
    ['uses a module itself', `${COMPILED}slo_1.start();\n`, 'index: got uses of slo_1, allowed are exports by name'],
    ['exports nothing', '"use strict";\n', 'index: got uses of no module, allowed are exports by name'],
  ])('is refused when it %s', (_what, compiled, message) => {
    expect(() => lazyIndex(compiled)).toThrow(message);
  });
});
