import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { changedLines } from '../../scripts/api/changed-lines';
import { apiReport } from '../../scripts/api/report';

// Below the project, so that the declarations find the types of Node.js.
const cache = resolve(__dirname, '../../node_modules/.cache');
mkdirSync(cache, { recursive: true });
const root = mkdtempSync(join(cache, 'api-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** @param declarations of a package's only entry point */
function reportOf(declarations: string) {
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'shop', version: '1.0.0' }));
  writeFileSync(join(root, 'index.d.ts'), declarations);
  return apiReport({ root, entryPoint: join(root, 'index.d.ts'), scratch: root });
}

const ORDER = '/** An order. */\nexport interface Order {\n  /** Its number. */\n  readonly id: string;\n}\n';

describe('the report of the public API', () => {
  it('says each public name and its shape', () => {
    const { report, faults } = reportOf(ORDER);
    expect(report).toContain('export interface Order {\n    readonly id: string;\n}');
    expect(faults).toEqual([]);
  });

  it('stops at what is public without a docstring, and at internal members that users can see', () => {
    const { faults } = reportOf(
      `${ORDER}export declare class Shop {\n  /** Sells. */\n  sell(): void;\n  /** Half done. */\n  readonly _stock: number;\n}\n`,
    );
    expect(faults).toEqual([
      'index.d.ts:6: Missing documentation for "Shop". (ae-undocumented)',
      '_stock: got an internal member in the declarations, allowed is one with a docstring that says @internal',
    ]);
  });

  it.each([
    ['nothing', 'export class A {\n    a(): void;\n}', []],
    ['a member that is gone', 'export class A {\n}', ['- export class A: a(): void;']],
    [
      'a member that went to another class',
      'export class A {\n}\nexport class B {\n    a(): void;\n}',
      ['- export class A: a(): void;', '+ export class B {', '+ export class B: a(): void;', '+ }'],
    ],
    ['an order', '}\nexport class A {\n    a(): void;', ['the same lines in another order']],
  ])('shows what changed: %s', (_what, after, lines) => {
    expect(changedLines('export class A {\n    a(): void;\n}', after)).toEqual(lines);
  });
});
