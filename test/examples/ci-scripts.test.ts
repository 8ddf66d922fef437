import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const workflows = resolve(__dirname, '../../examples/ci/github-actions');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

interface Run {
  readonly status: number | null;
  /** Calls of the commands that are stood in for. */
  readonly calls: string[];
  /** A file that the script wrote. */
  readonly file: (name: string) => string;
}

/**
 * Runs the script of one step as a runner does.
 *
 * @param commands what stands in for commands: a script that sees the arguments as `$*`
 */
function runs(
  file: string,
  stepName: string,
  commands: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Run {
  const { jobs } = parse(readFileSync(join(workflows, file), 'utf8'));
  const steps = Object.values<{ steps: { name?: string; run: string }[] }>(jobs).flatMap((job) => job.steps);
  const script = steps.find(({ name }) => name === stepName)!.run;
  const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-ci-'));
  folders.push(folder);
  const work = join(folder, 'work');
  mkdirSync(work);
  for (const [command, body] of Object.entries(commands)) {
    const path = join(folder, command);
    writeFileSync(path, `#!/bin/sh\necho "${command} $*" >> "${folder}/calls"\n${body}\n`);
    chmodSync(path, 0o755);
  }
  writeFileSync(join(folder, 'calls'), '');
  const { status } = spawnSync('bash', ['-e', '-c', script], {
    cwd: work,
    env: {
      ...process.env,
      PATH: `${folder}:${process.env.PATH}`,
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_REPOSITORY: 'example/slos',
      GITHUB_SHA: 'c0ffee',
      ...env,
    },
    encoding: 'utf8',
  });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { status, calls: read('calls').trim().split('\n'), file: read };
}

describe('the comment on a pull request', () => {
  const step = 'Write the comment, or write it anew';
  const comments = 'repos/example/slos/issues/7/comments';

  it.each([
    ['is written where there is none', '', `gh api --silent --method POST ${comments} --field body=@comment.md`],
    [
      'is the same one afterwards',
      'case "$*" in *--paginate*) echo 42; echo 43;; esac',
      'gh api --silent --method PATCH repos/example/slos/issues/comments/42 --field body=@comment.md',
    ],
  ])('%s', (_what, gh, call) => {
    const { status, calls } = runs('pull-request.yml', step, { gh }, { NUMBER: '7' });
    expect(status).toBe(0);
    expect(calls).toEqual([expect.stringContaining(`gh api --paginate ${comments} --jq `), call]);
  });

  it('says what slo says, and is never longer than a comment may be', () => {
    const npx = `case "$*" in *diff*) echo '## Changes';; *) i=0; while [ $i -lt 4000 ]; do echo 'Every order: 1 € a month'; i=$((i+1)); done;; esac`;
    const { status, file } = runs('pull-request.yml', 'Tell what changes', { npx });
    expect(status).toBe(0);
    const comment = file('comment.md');
    expect(comment).toMatch(/^<!-- cdk-slo -->\n## Changes\n\nEvery order: 1 € a month\n/);
    expect(comment.length).toBeLessThan(65_536);
    expect(comment).not.toContain('\uFFFD');
    expect(file('summary')).toBe(comment);
    expect(file('output')).toBe('told=true\n');
  });

  it('is not written when slo fails', () => {
    const { status, file } = runs('pull-request.yml', 'Tell what changes', { npx: 'exit 2' });
    expect(status).toBe(2);
    expect(() => file('output')).toThrow('ENOENT');
  });
});

describe('a deployment', () => {
  const stacks = JSON.stringify([
    { id: 'Shop', name: 'prod-slos-shop' },
    { id: 'Support', name: 'prod-slos-support' },
    { id: 'Response', name: 'prod-response' },
  ]);

  it('goes on with the stacks that change, in their order', () => {
    const aws = 'case "$*" in *prod-slos-support*) echo UNAVAILABLE;; *) echo AVAILABLE;; esac';
    const { status, calls, file } = runs('deploy.yml', 'Find the stacks that change', { npx: `echo '${stacks}'`, aws });
    expect(status).toBe(0);
    expect(file('output')).toBe('stacks=Shop Response\n');
    expect(calls[1]).toContain('--stack-name prod-slos-shop --change-set-name slo-c0ffee');
  });

  it('stops where nothing changes, and where nobody can say', () => {
    const npx = `echo '${stacks}'`;
    const step = 'Find the stacks that change';
    expect(runs('deploy.yml', step, { npx, aws: 'echo UNAVAILABLE' }).file('output')).toBe('stacks=\n');
    expect(runs('deploy.yml', step, { npx, aws: 'exit 254' }).status).toBe(254);
  });

  it('executes each change set that was approved, and stops at the first one that fails', () => {
    const execute = (npx: string) =>
      runs('deploy.yml', 'Execute what was approved', { npx }, { STACKS: 'Shop Response' });
    const method = '--app assembly --require-approval never --method execute-change-set --change-set-name slo-c0ffee';
    const all = [`npx cdk deploy Shop ${method}`, `npx cdk deploy Response ${method}`];
    expect(execute('')).toMatchObject({ status: 0, calls: all });
    expect(execute('exit 1')).toMatchObject({ status: 1, calls: all.slice(0, 1) });
  });
});
