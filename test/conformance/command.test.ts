import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

it.each([
  ['--target', 'jirra', /allowed choices are slack, github, jira/i],
  ['--fault', 'create-drob', /allowed choices are .*create-drop/i],
])('`npm run conformance` plays nothing, and says so, for %s %s', (option, value, message) => {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/conformance.ts', option, value],
    { cwd: root, encoding: 'utf8' },
  );
  expect(stderr).toMatch(message);
  expect([status === 0, stdout]).toEqual([false, '']);
});
