import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CHANGES } from '../../lib/model/contracts/documents';

it('docs/changes.md says of every kind of change what it means, worst first, and of no other', () => {
  const page = readFileSync(resolve(__dirname, '../../docs/changes.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (`[^|]+`) \| .+ \|$/gm)].map(([, kinds]) => kinds!);
  expect(rows.flatMap((kinds) => [...kinds.matchAll(/`([^`]+)`/g)].map(([, kind]) => kind))).toEqual([...CHANGES]);
});
