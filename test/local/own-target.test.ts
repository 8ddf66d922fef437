import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { customTarget } from '../../lib';
import { FakeGitlab } from '../../lib/local/fakes/gitlab';
import { PlainResponse, shopForEngineers, synthesized } from '../support/estate';
import { World } from '../support/world';

/** No secret of the runner's: nobody stands behind this kind here. */
const PLACEHOLDER = 'to-be-filled';

const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-own-'));
let gitlab: FakeGitlab;
let world: World;
let remove: () => void;
beforeAll(async () => {
  gitlab = await FakeGitlab.start();
  gitlab.tokens = new Set([PLACEHOLDER]);
  writeFileSync(join(folder, 'broken.mjs'), 'export default { find() {} };\n');
  const targets = [
    customTarget({
      name: 'tickets',
      kind: 'own-gitlab',
      code: resolve(__dirname, '../../examples/own-target/gitlab-issues.mjs'),
      secretKeys: ['token'],
      settings: { project: 'echarpe/ops', apiUrl: `${gitlab.url}/api/v4` },
    }),
    customTarget({ name: 'incidents', kind: 'broken', code: join(folder, 'broken.mjs') }),
  ];
  const estate = synthesized(
    shopForEngineers,
    (app) => new PlainResponse(app, 'Response', { targets, enrichments: [] }),
  );
  remove = estate.remove;
  world = await World.start(estate.assembly);
});
afterAll(async () => {
  await world?.stop();
  await gitlab.stop();
  remove?.();
  rmSync(folder, { recursive: true });
});

it('a target of one’s own runs in the real bundle from its layer: one issue, notes, closed at the end', async () => {
  expect(world.stack.unsupportedResources).toEqual([]);
  await world.alarm('place-order', 'evidence', 'ALARM');
  await world.alarm('place-order', 'fast', 'ALARM');
  expect(gitlab.objects()).toMatchObject([{ isClosed: false }]);
  await world.jump(20);
  await world.alarm('place-order', 'fast', 'OK');
  for (const minutes of [61, 61, 3]) await world.jump(minutes);
  const [issue, ...others] = gitlab.objects();
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ isClosed: true, text: expect.stringMatching(/^Resolved: shop/) });
  expect(issue!.notes.length).toBeGreaterThan(0);
});

it('one that is none fails alone, and says which file it is and what is allowed', () => {
  const failures = world.log.flatMap(({ message }) => (message?.message === 'delivery failed' ? [message.why] : []));
  expect(new Set(failures)).toEqual(
    new Set([
      expect.stringMatching(
        /^target "incidents": \S+\/cdk-slo\/targets\/broken\.mjs: default export: got object, allowed is a function of dependencies and tools$/,
      ),
    ]),
  );
});
