import { EXAMINERS } from '../../lib/doctor';
import { kindInWords } from '../../lib/model/wording/target-words';
import { capital } from '../../lib/render/text';
import { KINDS } from '../conformance/kinds';
import { textOf } from './blocks';

/** Rows of both tables of the index by the name of the kind, linked or not. */
const rows = textOf('docs/targets/README.md').split('\n');
const kinds = KINDS.map(({ kind }) => kind);

it.each(kinds)('docs/targets says of %s how it is set up, what it can do and what it promises', (kind) => {
  const name = capital(kindInWords(kind));
  expect(rows.filter((row) => row.startsWith(`| [${name}](${kind}.md) | \``))).toHaveLength(1);
  const [row, ...others] = rows.filter((candidate) => candidate.startsWith(`| ${name} |`));
  expect(others).toEqual([]);
  const cannot = KINDS.find((one) => one.kind === kind)!.cannot ?? {};
  const isDoubled = 'find' in cannot && !/do not arise/.test(row!);
  expect(row).toMatch(isDoubled ? /\| never none \|$/ : /\| at most one, never none \|$/);
  const page = textOf(`docs/targets/${kind}.md`);
  for (const heading of ['## Set-up', '## Limits']) expect(page).toContain(heading);
});

it('every kind has somebody who examines it', () => {
  expect([...EXAMINERS.keys()].sort()).toEqual([...kinds].sort());
});
