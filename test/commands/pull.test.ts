import { existsSync } from 'node:fs';
import type { PullDocument } from '../../lib/model/contracts/documents';
import { PullTestWorld } from '../pull/world';
import { schemaFaults } from '../support/documents';
import { sloProcess } from '../support/slo-process';

let world: PullTestWorld;

beforeEach(async () => {
  world = await PullTestWorld.start();
  // The executable goes by the clock of this computer.
  world.now = Date.now();
  world.aws.metrics.set('Fault', () => 1);
});
afterEach(() => world.stop());

function slo(args: readonly string[], change: Readonly<Record<string, string>> = {}) {
  return sloProcess(['pull', ...args], {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_ENDPOINT_URL_APPLICATION_SIGNALS: world.aws.url,
    AWS_ENDPOINT_URL_CLOUDWATCH: world.aws.url,
    ...change,
  });
}

const asked = (days: string) => ['--slo', 'prod-place-order', '--days', days, '--out', world.out];

describe('slo pull', () => {
  it('prints one document and nothing beside it, although AWS wants it slower', async () => {
    world.aws.plan.push({ when: /GetMetricData/, fault: 'throttled' });
    const { code, stdout, stderr } = await slo([...asked('0.1'), '--alarms', world.alarms, '--json']).ended;
    expect([code, stderr]).toEqual([0, '']);
    const document: PullDocument = JSON.parse(stdout);
    expect(schemaFaults('pull', document)).toEqual([]);
    expect(document).toMatchObject({ rows: 144, gaps: 0, requests: { good: 144 * 59, total: 144 * 60 } });
    expect(world.rows()).toHaveLength(144);
    expect(existsSync(world.alarms)).toBe(true);
  });

  it('goes on after Ctrl-C where it was', async () => {
    // The first piece is read, the second one hangs.
    world.aws.plan.push(
      ...[undefined, undefined, 'silent' as const].map((fault) => ({ when: /GetMetricData/, fault })),
    );
    const { child, ended } = slo(asked('2'));
    while (world.aws.plan.length > 0) await new Promise((next) => setTimeout(next, 20));
    child.kill('SIGINT');
    expect(await ended).toEqual({
      code: 130,
      stdout: '',
      stderr: `slo: interrupted\nWhat was read stays in ${world.partial}; the same command goes on from there.\n`,
    });
    world.aws.metricDataCalls.length = 0;
    const { code, stdout, stderr } = await slo(asked('2')).ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^prod-place-order \(99.9 % over rolling 28 days\): 2,880 rows in .*\n {2}from .*Z, 1 min a row; none is missing\n/,
    );
    expect(stdout).toContain('172,800 requests, 2,880 of them bad');
    expect(stdout).toContain('An earlier command had begun');
    expect([world.aws.metricDataCalls.length, existsSync(world.partial)]).toEqual([2, false]);
  });

  it.each([
    [
      'credentials',
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      [],
      /^slo: AWS credentials: got none that work/,
    ],
    ['a region', { AWS_REGION: '' }, [], /^slo: AWS region: got none, allowed is one in AWS_REGION/],
    ['a number', {}, ['--step', 'five'], /'five' is invalid. Allowed are numbers/],
  ])('says so where %s is missing', async (_what, change, more, message) => {
    const { code, stdout, stderr } = await slo([...asked('1'), ...more], change).ended;
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, '']);
  });
});
