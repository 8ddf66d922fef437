import { RULES } from '../../lib/check/rules';
import { textOf } from './blocks';

/** Rows of the tables of findings: id, levels, what it means, what to do. */
const rows = [
  ...textOf('docs/checks.md').matchAll(/^\| `([a-z-]+)` \| ((?:error|warning|info)[a-z, ]*) \| (.+) \| (.+) \|$/gm),
];

it('docs/checks.md says of every finding what it means and what to do, and of no other', () => {
  expect(rows.map(([, id]) => id).sort()).toEqual(RULES.map(({ id }) => id).sort());
  for (const { id, level } of RULES)
    expect(rows.find((row) => row[1] === id)![2]).toMatch(new RegExp(`\\b${level}\\b`));
  for (const [, , , meaning, advice] of rows) expect(`${meaning} ${advice}`).toMatch(/^[A-Z`].+\. [A-Z`].+[.?]$/);
});
