import { enrich } from '../../lambda/enrich/enrich';
import type { Enrichment } from '../../lambda/enrich/enrichment';
import type { Incident } from '../../lambda/ledger/ledger';
import type { Findings } from '../../lib/model/contracts/findings';
import { alarm, MINUTE, START, timer } from '../support/incidents';
import { MemoryIncidents } from './memory-incidents';

const NOW = START + 10 * MINUTE;
let incidents: MemoryIncidents;
/** Whose targets were asked, for which revision. */
let told: string[];
/** How often something was found out. */
let looks: number;

beforeEach(() => {
  [incidents, told, looks] = [new MemoryIncidents(), [], 0];
  for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

function budget(find: () => Promise<Findings> = async () => ({ budgets: { orders: { status: 'OK', left: 0.5 } } })) {
  const counted: Enrichment['find'] = () => {
    looks += 1;
    return find();
  };
  return { name: 'budget', what: 'the error budget', source: 'Application Signals', find: counted } as const;
}

function run(revision: number, enrichment: Enrichment = budget(), relates = false, tell = true): Promise<void> {
  return enrich(
    { version: 1, incident: 'inc-1', revision },
    {
      incidents,
      enrichments: [enrichment],
      relates,
      now: () => NOW,
      deadlineMs: 50,
      tell: async ({ id, state }: Incident) => {
        if (!tell) throw new Error('the queue does not answer');
        told.push(`${id} r${state.revision}`);
      },
    },
  );
}

const opened = alarm(0, 'fast', 'ALARM');
const types = (id = 'inc-1') => incidents.of(id).log.map(({ event }) => event?.type);

describe('what is found out', () => {
  it('is one event, and the targets are asked for its revision', async () => {
    incidents.add('inc-1', [opened]);
    await run(1);
    expect(types()).toEqual(['alarm', 'enriched']);
    expect(incidents.of('inc-1').state.findings).toEqual({
      at: NOW,
      revision: 1,
      budgets: { orders: { status: 'OK', left: 0.5 } },
      missing: [],
    });
    expect(told).toEqual(['inc-1 r2']);
  });

  it('is there without what did not come, which the incident says', async () => {
    incidents.add('inc-1', [opened]);
    await run(
      1,
      budget(() => new Promise(() => {})),
    );
    expect(incidents.of('inc-1').state.findings.missing).toEqual([
      { what: 'the error budget', why: 'Application Signals did not answer within 0.05 s' },
    ]);
    expect(told).toEqual(['inc-1 r2']);
  });

  it('is found out once however often the request is delivered, and told again: the first try may have died', async () => {
    incidents.add('inc-1', [opened]);
    await expect(run(1, budget(), false, false)).rejects.toThrow('the queue does not answer');
    await run(1);
    await run(1);
    expect(types()).toEqual(['alarm', 'enriched']);
    expect({ looks, told }).toEqual({ looks: 1, told: ['inc-1 r2', 'inc-1 r2'] });
  });

  it('covers requests of earlier revisions that come late', async () => {
    incidents.add('inc-1', [opened, alarm(1, 'slow', 'ALARM'), alarm(2, 'fast', 'ALARM', { slo: 'pay' })]);
    for (const revision of [3, 1, 2]) await run(revision);
    expect({ looks, types: types().length }).toEqual({ looks: 1, types: 4 });
  });

  it('does not cover what happened while it was found out', async () => {
    incidents.add('inc-1', [opened]);
    const meanwhile = budget(async () => {
      if (looks === 1) incidents.append('inc-1', alarm(1, 'fast', 'ALARM', { slo: 'pay' }));
      return {};
    });
    await run(1, meanwhile);
    await run(2, meanwhile);
    expect(types()).toEqual(['alarm', 'alarm', 'enriched', 'enriched']);
  });

  it('is not found out anew when somebody else was faster to append', async () => {
    incidents.add('inc-1', [opened]);
    incidents.faster = alarm(1, 'slow', 'ALARM');
    await run(1);
    expect({ looks, types: types() }).toEqual({ looks: 1, types: ['alarm', 'alarm', 'enriched'] });
  });

  it('stands once when two try at the same time', async () => {
    incidents.add('inc-1', [opened]);
    await Promise.all([run(1), run(1)]);
    expect(types()).toEqual(['alarm', 'enriched']);
  });

  it.each([
    ['is sealed', [opened, timer(60, 'mitigated'), timer(120, 'resolved'), timer(2000, 'sealed')]],
    ['is sealed meanwhile', [opened, timer(60, 'mitigated'), timer(120, 'resolved')]],
  ])('is not appended to an incident that %s', async (_, events) => {
    incidents.add('inc-1', events);
    incidents.faster = timer(2000, 'sealed');
    await run(events.length);
    expect(types()).toEqual(['alarm', 'mitigated', 'resolved', 'sealed']);
  });

  it('is nothing for an incident that has no log', async () => {
    await run(1);
    expect({ looks, told }).toEqual({ looks: 0, told: [] });
  });

  it('must come again when the ledger does not answer', async () => {
    incidents.change = () => Promise.reject(new Error('no table'));
    await expect(run(1)).rejects.toThrow('no table');
  });
});

describe('incidents along a dependency edge', () => {
  const needs = (slo: string, ...dependsOn: string[]) => alarm(0, 'fast', 'ALARM', { slo, entry: { dependsOn } });
  const related = (id: string) => incidents.of(id).state.related;

  it.each([
    ['the other depends on ours', [opened], [needs('pay', 'shop')], 'dependent'],
    ['ours depends on the other', [needs('orders', 'pay')], [needs('pay')], 'dependsOn'],
  ] as const)('name each other once, and both are told, when %s', async (_, ours, others, relation) => {
    incidents.add('inc-1', ours).add('inc-2', others, { service: 'pay' });
    await run(1, budget(), true);
    const inverse = relation === 'dependsOn' ? 'dependent' : 'dependsOn';
    expect(related('inc-1')).toEqual([{ incident: 'inc-2', service: 'pay', relation }]);
    expect(related('inc-2')).toEqual([{ incident: 'inc-1', service: 'shop', relation: inverse }]);
    expect(told.sort()).toEqual(['inc-1 r3', 'inc-2 r2']);

    await run(3, budget(), true);
    expect([types('inc-1'), types('inc-2')].flat().filter((type) => type === 'related')).toHaveLength(2);
  });

  it('find only who is new to them', async () => {
    incidents.add('inc-1', [needs('orders', 'pay', 'stock')]).add('inc-2', [needs('pay')], { service: 'pay' });
    await run(1, budget(), true);
    incidents.add('inc-3', [needs('stock')], { service: 'stock' });
    await run(3, budget(), true);
    expect(related('inc-1').map(({ incident }) => incident)).toEqual(['inc-2', 'inc-3']);
    expect(types('inc-2')).toEqual(['alarm', 'related']);
  });

  it.each([
    ['of services that have nothing to do with each other', {}, [needs('pay', 'stock')]],
    ['of another stage', { stage: 'staging' }, [needs('pay', 'shop')]],
    ['of another account', { account: '999988887777' }, [needs('pay', 'shop')]],
    ['that recovered', {}, [needs('pay', 'shop'), timer(60, 'mitigated')]],
    ['in shadow', {}, [alarm(0, 'fast', 'ALARM', { slo: 'pay', entry: { dependsOn: ['shop'], shadow: true } })]],
  ])('do not name those %s', async (_, group, events) => {
    incidents.add('inc-1', [opened]).add('inc-2', [...events], { service: 'pay', ...group });
    await run(1, budget(), true);
    expect({ ours: related('inc-1'), told }).toEqual({ ours: [], told: ['inc-1 r2'] });
  });

  it('that cannot be read or are slow hold up nothing', async () => {
    incidents.add('inc-1', [opened]);
    incidents.neighbours = () => new Promise(() => {});
    await run(1, budget(), true);
    incidents.neighbours = () => Promise.reject(new Error('throttled'));
    await run(2, budget(), true);
    expect(types()).toEqual(['alarm', 'enriched', 'enriched']);
  });
});
