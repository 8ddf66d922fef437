import { readFileSync, writeFileSync } from 'node:fs';

/** Not by `Object.defineProperty` with the name in place: Node.js reads that as an export that an import by name cannot have. */
const LAZY =
  'function lazy(name, get) { Object.defineProperty(exports, name, { enumerable: true, configurable: true, get }); }\n';

/**
 * Makes the compiled index load a module when something of it is first used, as aws-cdk-lib's own index does: an app that only
 * declares SLOs does not pay for loading the incident response. Measured by `npm run bench:synth`. ES modules import by name what
 * the compiler's `exports.Slo = void 0` announces, and load everything.
 *
 * @param compiled what tsc makes of an index that only re-exports by name
 * @throws Error when there is something in it that this does not know
 */
export function lazyIndex(compiled: string): string {
  const modules = new Map<string, string>();
  const withoutRequires = compiled.replace(/^(?:var|const) (\w+) = require\("([^"]+)"\);\n/gm, (_, name, path) => {
    modules.set(name, path);
    return '';
  });
  const lazy = withoutRequires.replace(
    /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
    (_, exported, name, member) => `lazy("${exported}", () => require("${modules.get(name)}").${member});`,
  );
  const left = [...modules.keys()].filter((name) => new RegExp(`\\b${name}\\b`).test(lazy));
  if (modules.size === 0 || left.length > 0) {
    throw new Error(`index: got uses of ${left.join(', ') || 'no module'}, allowed are exports by name`);
  }
  return lazy + LAZY;
}

export function makeLazy(file: string): void {
  writeFileSync(file, lazyIndex(readFileSync(file, 'utf8')));
}
