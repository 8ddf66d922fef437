import { readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';
import type { OwnTarget } from '../../lambda/targets/author';

/** The default export of a target of one's own, in a process that cannot load ESM: jest. */
export function ownModule(path: string): OwnTarget {
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    jsc: { target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const module: { exports: { default?: OwnTarget } } = { exports: {} };
  new Function('module', 'exports', code)(module, module.exports);
  return module.exports.default!;
}
