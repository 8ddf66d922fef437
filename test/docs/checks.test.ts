import { RULES } from '../../lib/check/rules';
import { textOf } from './blocks';

/** Rows of the tables of findings: id and level. */
const rows = [...textOf('docs/checks.md').matchAll(/^\| `([a-z-]+)` \| (error|warning|info) \|(.+)\|(.+)\|$/gm)];

it('docs/checks.md says of every finding what it means and what to do, and of no other', () => {
  const documented = rows.map(([, id, level]) => `${level} ${id}`).sort();
  expect(documented).toEqual(RULES.map(({ id, level }) => `${level} ${id}`).sort());
  for (const [, , , meaning, advice] of rows) {
    expect(meaning!.trim()).toMatch(/^[A-Z].+\.$/);
    expect(advice!.trim()).toMatch(/^[A-Z`].+\.$/);
  }
});
