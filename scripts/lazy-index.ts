import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Makes the compiled index load a module when something of it is first used, as aws-cdk-lib's own index does: an app that only
 * declares SLOs does not pay for loading the incident response. Measured by `npm run bench:synth`.
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
  const lazy = withoutRequires.replace(/\{ return (\w+)\.(\w+); \}/g, (_, name, exported) => {
    return `{ return require("${modules.get(name)}").${exported}; }`;
  });
  const left = [...modules.keys()].filter((name) => new RegExp(`\\b${name}\\b`).test(lazy));
  if (modules.size === 0 || left.length > 0) {
    throw new Error(`index: got uses of ${left.join(', ') || 'no module'}, allowed are exports by name`);
  }
  return lazy;
}

export function makeLazy(file: string): void {
  writeFileSync(file, lazyIndex(readFileSync(file, 'utf8')));
}

if (require.main === module) makeLazy(resolve(__dirname, '../dist/lib/index.js'));
