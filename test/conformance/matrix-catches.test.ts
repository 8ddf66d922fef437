import { createTarget } from '../../lambda/targets';
import type { Target, TargetDependencies } from '../../lambda/targets/target';
import { ok, unknown } from '../../lib/model/contracts/target-result';
import { github } from './kinds/github';
import { pagerduty } from './kinds/pagerduty';
import { ordinaryEvening, play, ROWS } from './matrix';

/** The matrix proves something only if it catches targets that do wrong. */
type Wrong = (right: Target, dependencies: TargetDependencies) => Partial<Target>;

const failsWhereItIsUnknown: Wrong = (right) => ({
  create: async (document, write) => {
    const created = await right.create(document, write);
    return created.outcome === 'unknown' ? { ...created, outcome: 'retryLater', afterSeconds: 30 } : created;
  },
});

const WRONGS: readonly (readonly [what: string, row: string, wrong: Wrong, message: RegExp])[] = [
  ['never finds', 'create-drop', () => ({ find: async () => ({ outcome: 'ok', value: undefined }) }), /more than one/],
  ...['create-drop', 'status-502'].map(
    (row) => ['takes a lost answer for a failure', row, failsWhereItIsUnknown, /more than one is open/] as const,
  ),
  [
    'does not know its notes again',
    'note-drop',
    (right) => ({
      find: async (incident, hint) => {
        const found = await right.find(incident, hint);
        return found.outcome === 'ok' && found.value ? { ...found, value: { ...found.value, notes: [] } } : found;
      },
    }),
    /each note once/,
  ],
  [
    'writes over what people wrote',
    'edited',
    (right) => ({ edit: (ref, document, { ours: _, ...write }) => right.edit(ref, document, write) }),
    /what a person wrote was written over/,
  ],
  [
    'opens again what a person closed',
    'closed-by-hand',
    (right) => ({ edit: (ref, document, { ours: _, ...write }) => right.edit(ref, document, write) }),
    /it was opened again/,
  ],
  [
    'never closes',
    'ordinary',
    (right) => ({ edit: (ref, document, write) => right.edit(ref, { ...document, status: 'open' }, write) }),
    /is it closed/,
  ],
  [
    'tries again by itself',
    'failing',
    (right) => ({
      create: async (document, write) => {
        for (let tries = 0; tries < 20; tries += 1) {
          const created = await right.create(document, write);
          if (created.outcome === 'ok') return created;
        }
        return unknown('serverError', 'gave up');
      },
    }),
    /the breaker does not open|it is told/,
  ],
  [
    'looks around at every edit',
    'ordinary',
    (right) => ({
      edit: async (ref, document, write) => {
        for (let looks = 0; looks < 9; looks += 1) await right.find(write.incident, { since: 0, ref });
        return right.edit(ref, document, write);
      },
    }),
    /got \d+ calls, allowed are/,
  ],
  [
    'says its token in a log line',
    'ordinary',
    (right, { secret }) => ({
      note: async (ref, note, write) => {
        console.info({ message: 'note', secret: await secret() });
        return right.note(ref, note, write);
      },
    }),
    /a secret was said/,
  ],
  [
    'shows its token to readers',
    'ordinary',
    (right, { secret }) => ({
      edit: async (ref, document, write) => right.edit(ref, { ...document, footer: (await secret()).token! }, write),
    }),
    /a secret was said/,
  ],
  [
    'keeps a token that is not good',
    'rotated',
    (_, { secret, ...others }) => ({ ...createTarget({ ...others, secret: () => secret() }) }),
    /it waits/,
  ],
];

describe('the fault matrix catches a target that', () => {
  // Bounds come from the one that does right.
  beforeAll(() => ordinaryEvening(github));

  it.each(WRONGS)('%s (row %s)', async (_what, id, wrong, message) => {
    const factory = (dependencies: TargetDependencies): Target => {
      const right = createTarget(dependencies);
      return { ...right, ...wrong(right, dependencies) };
    };
    const row = ROWS.find((candidate) => candidate.id === id)!;
    await expect(play(row, { ...github, factory })).rejects.toThrow(message);
  });

  it('leaves open what nobody can look for', async () => {
    await ordinaryEvening(pagerduty);
    const factory = (dependencies: TargetDependencies): Target => {
      const right = createTarget(dependencies);
      return {
        ...right,
        edit: async ({ id }, document, write) =>
          document.page?.state === 'over' ? ok({ id }) : right.edit({ id }, document, write),
      };
    };
    await expect(play(ROWS[0]!, { ...pagerduty, factory })).rejects.toThrow(/is it closed/);
  });
});
