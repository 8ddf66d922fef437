import type { RedeliveryDocument } from '../../lib/model/contracts/documents';
import { echarpe } from '../support/estate';
import { sloProcess } from '../support/slo-process';
import { World } from '../support/world';

const estate = echarpe();
let world: World;

beforeAll(async () => {
  world = await World.start(estate.assembly);
});
afterAll(async () => {
  await world.stop();
  estate.remove();
});

function slo(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = world.stack.environment,
) {
  return sloProcess(['redeliver', ...args], environment).ended;
}

const REFUSAL = {
  kind: 'status',
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"ok":false,"error":"is_archived"}',
} as const;

describe('slo redeliver', () => {
  it('has nothing to ask for where nothing burns', async () => {
    const { code, stdout, stderr } = await slo(['--all', '--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({ version: 1, asked: [] });
    expect((await slo(['--all'])).stdout).toContain('no incident is active');
  });

  it('brings to a target what it refused before, and nothing twice', async () => {
    // Both channels: that of engineers and that of support.
    for (let channel = 0; channel < 2; channel += 1) world.slack.next(/chat\.postMessage/, REFUSAL);
    await world.alarm('place-order', 'fast', 'ALARM');
    expect(await world.stack.vendors.conversations()).toEqual([]);
    const [incident] = (await world.report()).incidents;

    const { code, stdout, stderr } = await slo(['--incident', incident!.id, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const asked = (JSON.parse(stdout) as RedeliveryDocument).asked;
    expect(asked).toEqual([
      { incident: incident!.id, target: 'incidents', revision: 2 },
      { incident: incident!.id, target: 'support', revision: 2 },
      { incident: incident!.id, target: 'tickets', revision: 2 },
    ]);
    await world.stack.drain();
    expect(await world.stack.vendors.conversations()).toHaveLength(2);
    expect(await world.stack.vendors.tickets()).toHaveLength(1);
    expect((await world.report()).incidents[0]!.targets.map(({ state }) => state)).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
    ]);
  });

  it('asks one target for every active incident, in words', async () => {
    const [incident] = (await world.report()).incidents;
    const { code, stdout } = await slo(['--all', '--target', 'tickets']);
    expect([code, stdout]).toEqual([0, `asked tickets again to show ${incident!.id} at revision 2\n`]);
    await world.stack.drain();
    expect(await world.stack.vendors.tickets()).toHaveLength(1);
  });

  it.each([
    [
      ['--incident', 'inc-ffffffffffff'],
      /--incident: got "inc-ffffffffffff", allowed are ids .* active in stage prod: inc-/,
    ],
    [
      ['--all', '--target', 'pager'],
      /--target: got "pager", allowed are the targets of stage prod: incidents, support, tickets/,
    ],
    [['--all', '--stage', 'test'], /--stage: got "test", which has no parameter \/slo-response\/test in eu-/],
    [['--all', '--stage', 'a/b'], /--stage: got "a\/b", allowed are letters and digits/],
    [[], /--incident, --all: got neither, allowed is one of them/],
    [['--all', '--incident', 'inc-1'], /--incident, --all: got both, allowed is one of them/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await slo(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, '']);
  });

  it.each([
    ['credentials', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, /AWS credentials: got none that work/],
    ['a region', { AWS_REGION: undefined }, /AWS region: got none, allowed is one in AWS_REGION/],
    ['the name of a region', { AWS_REGION: '' }, /AWS region: got none, allowed is one in AWS_REGION/],
    ['anybody at the other end', { AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:9' }, /AWS: got .*ECONNREFUSED|AWS: got/],
  ])('says so where %s is missing', async (_what, change, message) => {
    const { code, stdout, stderr } = await slo(['--all'], { ...world.stack.environment, ...change });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, '']);
  });
});
