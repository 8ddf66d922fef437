import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { program } from '../../bin/program';

const root = resolve(__dirname, '../..');
const slo = (args: readonly string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(root, 'bin/slo.ts'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
const verbs = program().commands.filter((verb) => !(verb as Command & { _hidden?: boolean })._hidden);

/** What a verb's help says, with its examples. */
function helpOf(verb: Command): string {
  let text = '';
  verb.configureOutput({ writeOut: (part) => (text += part) });
  verb.outputHelp();
  return text;
}

describe('every verb', () => {
  it.each(verbs.map((verb) => [verb.name(), verb] as const))(
    '%s says what it does and how it is used',
    (name, verb) => {
      expect(verb.summary()).toMatch(/^[a-z][^.]+$/);
      expect(verb.description()).toMatch(/^[A-Z].+\.$/);
      for (const { description } of verb.options) expect(description).not.toBe('');
      const examples = [...helpOf(verb).matchAll(/^ {2}\$ (?:.*\()?(slo .*)$/gm)].map(([, line]) => line);
      expect(examples).not.toEqual([]);
      for (const example of examples) {
        expect(example).toMatch(new RegExp(`^slo ${name}\\b`));
        for (const [option] of example!.matchAll(/--[a-z-]+/g)) {
          expect(verb.options.map(({ long }) => long)).toContain(option);
        }
      }
    },
  );

  it.each(verbs.filter((verb) => verb.name() !== 'completion').map((verb) => [verb.name(), verb] as const))(
    '%s prints one JSON document where that is wanted',
    (_, verb) => {
      expect(verb.options.map(({ long }) => long)).toContain('--json');
    },
  );
});

describe('the command line', () => {
  it.each([
    [['chek'], /unknown command 'chek'\n\(Did you mean check\?\)\n\(slo --help lists the verbs/],
    [['check', '--asembly', 'x'], /unknown option '--asembly'\n\(Did you mean --assembly\?\)/],
    [['check', '--ignore', 'not-cheked'], /^slo: --ignore: got "not-cheked", did you mean "not-checked"\?\n$/],
    [['completion', 'tcsh'], /value 'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish/],
  ])('answers %j with 2 and what was meant', (args, message) => {
    const { status, stdout, stderr } = slo(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('is coloured for people only', () => {
    const colour = '\u001b[';
    const args = ['check', '--assembly', 'test/commands/broken-alarm.yaml'];
    expect(slo(args, { FORCE_COLOR: '1' }).stdout).toContain(colour);
    expect(slo(args).stdout).not.toContain(colour);
    expect(slo(args, { NO_COLOR: '1' }).stdout).not.toContain(colour);
  });
});

/** What the package bash-completion brings, as far as the script asks for it, where nobody types. */
const BASH_COMPLETION = `
_get_comp_words_by_ref() { words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur="\${words[$cword]}"; prev="\${words[$((cword - 1))]}"; }
compopt() { :; }`;

const FULL = '/dev/full';

describe('an answer that cannot be written', () => {
  (existsSync(FULL) ? it : it.skip)(`is an error in one line, and no "no" (where there is ${FULL})`, () => {
    const script = `"${process.execPath}" --import tsx bin/slo.ts --help > ${FULL}; echo $?`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: root, encoding: 'utf8' });
    expect(stdout).toBe('2\n');
    expect(stderr).toMatch(/^slo: cannot write the answer: ENOSPC[^\n]*\n$/);
  });
});

describe('completion', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slo-completion-'));
  const shim = join(folder, 'slo');
  writeFileSync(
    shim,
    `#!/bin/sh\nexec "${process.execPath}" --import "${require.resolve('tsx')}" "${join(root, 'bin/slo.ts')}" "$@"\n`,
  );
  chmodSync(shim, 0o755);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('completes verbs, options and files in a real bash', () => {
    const asked = (...words: string[]) =>
      `COMP_WORDS=(slo ${words.join(' ')}); COMP_CWORD=${words.length}; COMP_LINE="slo ${words.join(' ')}"; COMP_POINT=\${#COMP_LINE}; COMPREPLY=(); __slo_complete; echo "\${COMPREPLY[@]}"`;
    const script = [
      BASH_COMPLETION,
      'source <(slo completion bash)',
      asked('sim'),
      asked('check', '--str'),
      asked('check', '--assembly', 'cdk.j'),
    ];
    const { stdout, stderr } = spawnSync('bash', ['-c', script.join('\n')], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder },
    });
    expect(stderr).toBe('');
    expect(stdout.split('\n').map((line) => line.trim())).toEqual(['simulate', '--strict', 'cdk.json', '']);
  });
});
