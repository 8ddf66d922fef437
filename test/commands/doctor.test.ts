import type { DoctorDocument } from '../../lib/model/contracts/documents';
import { schemaFaults } from '../support/documents';
import { plainEstate } from '../support/estate';
import { sloProcess } from '../support/slo-process';
import { World } from '../support/world';

const estate = plainEstate();
let world: World;

beforeAll(async () => {
  world = await World.start(estate.assembly);
});
afterAll(async () => {
  await world.stop();
  estate.remove();
});

function slo(args: readonly string[]) {
  return sloProcess(['doctor', ...args], world.stack.environment).ended;
}

async function documentOf(...args: string[]): Promise<{ code: number | null; document: DoctorDocument }> {
  const { code, stdout, stderr } = await slo([...args, '--json']);
  expect(stderr).toBe('');
  const document = JSON.parse(stdout) as DoctorDocument;
  expect(schemaFaults('doctor', document)).toEqual([]);
  return { code, document };
}

/** What stands in a map by the end of its name. */
function changed(map: Map<string, string>, end: RegExp, value: (before: string) => string): () => void {
  const [name, before] = [...map].find(([key]) => end.test(key))!;
  map.set(name, value(before));
  return () => map.set(name, before);
}

describe('slo doctor', () => {
  it('finds nothing where all is well', async () => {
    const { code, document } = await documentOf();
    expect([code, document]).toEqual([
      0,
      {
        version: 1,
        ok: true,
        stage: 'prod',
        deliveries: 'on',
        targets: [
          { name: 'incidents', kind: 'slack', examined: true },
          { name: 'tickets', kind: 'github', examined: true },
        ],
        findings: [],
      },
    ]);
  });

  it('finds secrets that nobody filled, a target of its own kind and one that nobody described, and a switch that is off', async () => {
    const { secrets, parameters } = world.stack;
    const back = [
      changed(secrets, /incidents/, () => '{"botToken":"to-be-filled"}'),
      changed(parameters, /targets\/tickets$/, (value) => value.replace('"kind":"github"', '"kind":"gitea"')),
      changed(parameters, /deliveries$/, () => 'off'),
    ];
    const { code, document } = await documentOf();
    expect(code).toBe(1);
    expect(document).toMatchObject({
      ok: false,
      deliveries: 'off',
      targets: [{ examined: false }, { kind: 'gitea', examined: false }],
      findings: [{ target: 'incidents', kind: 'slack', id: 'secret-not-filled', level: 'error' }],
    });
    parameters.delete('/slo-response/prod/targets/tickets');
    const undescribed = await documentOf('--target', 'tickets');
    expect(undescribed.document.findings).toMatchObject([{ kind: 'unknown', id: 'not-described', level: 'warning' }]);
    for (const undo of back) undo();
  });

  it('finds what the ledger knows: a target that does not answer, and what was refused', async () => {
    world.slack.next(/chat\.postMessage/, {
      kind: 'status',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"ok":false,"error":"invalid_blocks"}',
    });
    const failing = { kind: 'status', status: 500 } as const;
    for (let call = 0; call < 3; call += 1) world.github.next(/^POST .*\/issues$/, failing);
    await world.alarm('place-order', 'fast', 'ALARM');
    for (let minute = 0; minute < 2; minute += 1) await world.jump(1);
    const { code, stdout } = await slo([]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /incidents Slack[\s\S]*error delivery-refused[\s\S]*Slack: invalid_blocks[\s\S]*slo redeliver --incident inc-/,
    );
    expect(stdout).toMatch(/tickets GitHub[\s\S]*error not-reached[\s\S]*since 2026-11-14T20:0/);
    expect(stdout).toMatch(/2 targets looked at: 2 errors\n$/);
  });

  it.each([
    [['--target', 'pager'], /--target: got "pager", allowed are the targets of stage prod: incidents, tickets/],
    [['--stage', 'test'], /--stage: got "test", which has no parameter \/slo-response\/test/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await slo(args);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});
