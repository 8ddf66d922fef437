import { loadTarget } from '../../lambda/targets';
import { ownTarget } from '../../lambda/targets/own';
import type { TargetDependencies } from '../../lambda/targets/target';
import { tools } from '../../lambda/targets/tools';

const dependencies = (kind: string): TargetDependencies => ({
  config: { name: 'birds', kind, audience: 'engineers', settings: { loft: 'north' } },
  secret: async () => ({}),
  timeoutMs: 1000,
});
const never = () => new Promise<never>(() => undefined);
const nothing = async () => tools.ok(undefined);
const target = {
  abilities: { find: false, edit: false, note: false, remove: false, chart: false },
  ...{ find: nothing, create: nothing, edit: nothing, note: nothing, remove: nothing },
};

describe('a target of one’s own', () => {
  const folders = process.env.CDK_SLO_TARGETS;
  afterEach(() => {
    if (folders === undefined) delete process.env.CDK_SLO_TARGETS;
    else process.env.CDK_SLO_TARGETS = folders;
  });

  it('is made by the default export of its file, from what it is handed', async () => {
    const asked: unknown[] = [];
    const factory = (...handed: unknown[]) => {
      asked.push(...handed);
      return target;
    };
    const load = async (path: string) => {
      asked.push(path);
      return { default: factory };
    };
    expect((await ownTarget(dependencies('pigeon'), load)).abilities).toBe(target.abilities);
    expect(asked).toEqual(
      ['/opt/cdk-slo/targets/pigeon.mjs', dependencies('pigeon'), tools].map((each) =>
        typeof each === 'string' || each === tools ? each : expect.objectContaining({ timeoutMs: 1000 }),
      ),
    );
  });

  it('may take its time to be made', async () => {
    const made = await ownTarget(dependencies('pigeon'), async () => ({ default: async () => target }));
    expect(made.abilities).toBe(target.abilities);
  });

  it.each<[string, () => Promise<object>]>([
    ['to load', never],
    ['to be made', async () => ({ default: never })],
  ])('may not take for ever %s: others of the same batch wait for it', async (_what, load) => {
    const impatient = { ...dependencies('pigeon'), timeoutMs: 10 };
    await expect(ownTarget(impatient, load)).rejects.toThrow(/pigeon\.mjs: .*no answer within 0\.01 s/);
  });

  it('changes neither the configuration nor the tools of others', async () => {
    const handed = dependencies('pigeon');
    const factory = ({ config }: { config: { settings: Record<string, string> } }) => {
      config.settings.loft = 'south';
      return target;
    };
    await ownTarget(handed, async () => ({ default: factory }));
    expect(handed).toEqual(expect.objectContaining({ config: dependencies('pigeon').config }));
    expect([Object.isFrozen(tools), Object.isFrozen(tools.v)]).toEqual([true, true]);
  });

  it.each<[string, object, string]>([
    ['no default export', {}, 'default export: got undefined, allowed is a function of dependencies and tools'],
    ['something else', { default: 42 }, 'default export: got number, allowed is a function of dependencies and tools'],
    ['a function that makes nothing', { default: () => undefined }, 'find: got undefined, allowed is a function'],
    [
      'a target that cannot tell',
      { default: () => ({ ...target, note: 1 }) },
      'note: got number, allowed is a function',
    ],
    ['null for abilities', { default: () => ({ ...target, abilities: null }) }, 'abilities: got null'],
    ['no abilities', { default: () => ({ ...target, abilities: undefined }) }, 'abilities: got undefined'],
  ])('is refused with its file when that has %s', async (_what, loaded, message) => {
    const path = '/opt/cdk-slo/targets/pigeon.mjs';
    await expect(ownTarget(dependencies('pigeon'), async () => loaded)).rejects.toThrow(`${path}: ${message}`);
  });

  it('is refused with its file when that does not load', async () => {
    const load = async () => Promise.reject(new SyntaxError('Unexpected token'));
    const message = '/opt/cdk-slo/targets/pigeon.mjs: does not load: Unexpected token';
    await expect(ownTarget(dependencies('pigeon'), load)).rejects.toThrow(message);
  });

  it('says what it has against its settings, with its name', async () => {
    process.env.CDK_SLO_TARGETS = '/nowhere';
    await expect(loadTarget(dependencies('pigeon'))).rejects.toThrow(
      /^target "birds": \/nowhere\/pigeon\.mjs: does not load: /,
    );
  });

  it.each(['../pigeon', 'Pigeon', ''])('has no path for its kind: %j', async (kind) => {
    await expect(loadTarget(dependencies(kind))).rejects.toThrow(`target "birds": got kind "${kind}", allowed are`);
  });

  it('is none where the kind is one of ours', async () => {
    await expect(loadTarget(dependencies('github'))).rejects.toThrow('target "birds": settings.repository: got ""');
  });
});
