import { EXAMINERS } from '../../lib/doctor';
import { kindInWords } from '../../lib/model/wording/target-words';
import { capital } from '../../lib/render/text';
import { KINDS } from '../conformance/kinds';
import { textOf } from './blocks';

/** Rows of both tables of the index by the name of the kind, linked or not. */
const rows = textOf('docs/targets/README.md').split('\n');

it.each(KINDS)(
  'docs/targets says of $kind how it is set up, what it can do and what it promises',
  ({ kind, secret, cannot = {} }) => {
    const name = capital(kindInWords(kind));
    const [setUp, ...more] = rows.filter((candidate) => candidate.startsWith(`| [${name}](${kind}.md) | \``));
    expect(more).toEqual([]);
    for (const key of Object.keys(secret(''))) expect(setUp).toContain(`\`${key}\``);
    const [can, ...others] = rows.filter((candidate) => candidate.startsWith(`| ${name} |`));
    expect(others).toEqual([]);
    const isDoubled = 'find' in cannot && !/do not arise/.test(can!);
    expect(can).toMatch(isDoubled ? /\| never none \|$/ : /\| at most one, never none \|$/);
    const page = textOf(`docs/targets/${kind}.md`);
    for (const heading of ['## Set-up', '## Limits']) expect(page).toContain(heading);
  },
);

it('every kind has somebody who examines it', () => {
  expect([...EXAMINERS.keys()].sort()).toEqual(KINDS.map(({ kind }) => kind).sort());
});
