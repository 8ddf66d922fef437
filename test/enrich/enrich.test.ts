import { type EnrichProps, enrich } from '../../lambda/enrich/enrich';
import type { Enrichment } from '../../lambda/enrich/enrichment';
import type { Findings } from '../../lib/model/contracts/findings';
import { incidentId } from '../../lib/model/names';
import { alarm, MINUTE, START, timer } from '../support/incidents';
import { GROUP, LedgerLogs } from './ledger-logs';

const NOW = START + 10 * MINUTE;
const OURS = incidentId(GROUP, 1);
let logs: LedgerLogs;
/** Whose targets were asked, for which revision. */
let told: string[];
/** How often something was found out. */
let looks: number;

beforeEach(() => {
  [logs, told, looks] = [new LedgerLogs(), [], 0];
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

function run(revision: number, change: Partial<EnrichProps> = {}): Promise<void> {
  return enrich(
    { version: 1, incident: OURS, revision },
    {
      incidents: logs.ledger,
      enrichments: [budget()],
      relates: true,
      now: () => NOW,
      tell: async ({ id, state }) => {
        told.push(`${id === OURS ? 'ours' : 'theirs'} r${state.revision}`);
      },
      ...change,
    },
  );
}

const opened = alarm(0, 'fast', 'ALARM');
const types = (id = OURS) => logs.types(id);
const findings = async () => (await logs.incident(OURS)).state.findings;

describe('what is found out', () => {
  it('is one event, and the targets are asked for its revision', async () => {
    await logs.add([opened]);
    await run(1);
    expect(await types()).toEqual(['alarm', 'enriched']);
    expect(await findings()).toEqual({
      at: NOW,
      revision: 1,
      budgets: { orders: { status: 'OK', left: 0.5 } },
      missing: [],
    });
    expect(told).toEqual(['ours r2']);
  });

  it('is there without what did not come, which the incident says', async () => {
    await logs.add([opened]);
    await run(1, { enrichments: [budget(() => new Promise(() => {}))], deadlineMs: 20 });
    expect((await findings()).missing).toEqual([
      { what: 'the error budget', why: 'Application Signals did not answer within 0.02 s' },
    ]);
    expect(told).toEqual(['ours r2']);
  });

  it('is found out once however often the request is delivered, and told again: the first try may have died', async () => {
    await logs.add([opened]);
    const dead = { tell: () => Promise.reject(new Error('the queue does not answer')) };
    await expect(run(1, dead)).rejects.toThrow('the queue does not answer');
    await run(1);
    await run(1);
    expect(await types()).toEqual(['alarm', 'enriched']);
    expect({ looks, told }).toEqual({ looks: 1, told: ['ours r2', 'ours r2'] });
  });

  it('covers requests of earlier revisions that come late', async () => {
    await logs.add([opened, alarm(1, 'slow', 'ALARM'), alarm(2, 'fast', 'ALARM', { slo: 'pay' })]);
    for (const revision of [3, 1, 2]) await run(revision);
    expect({ looks, types: (await types()).length }).toEqual({ looks: 1, types: 4 });
  });

  it('does not cover what happened while it was found out', async () => {
    await logs.add([opened]);
    const meanwhile = budget(async () => {
      if (looks === 1) await logs.append(OURS, alarm(1, 'fast', 'ALARM', { slo: 'pay' }));
      return {};
    });
    await run(1, { enrichments: [meanwhile] });
    await run(2, { enrichments: [meanwhile] });
    expect(await types()).toEqual(['alarm', 'alarm', 'enriched', 'enriched']);
  });

  it('is not found out anew when somebody else was faster to append', async () => {
    await logs.add([opened]);
    logs.beFaster(OURS, alarm(1, 'slow', 'ALARM'));
    await run(1);
    expect({ looks, types: await types() }).toEqual({ looks: 1, types: ['alarm', 'alarm', 'enriched'] });
  });

  it('stands once when two try at the same time', async () => {
    await logs.add([opened]);
    await Promise.all([run(1), run(1)]);
    expect(await types()).toEqual(['alarm', 'enriched']);
  });

  it.each([
    ['is sealed', [opened, timer(60, 'mitigated'), timer(120, 'resolved'), timer(2000, 'sealed')]],
    ['is sealed meanwhile', [opened, timer(60, 'mitigated'), timer(120, 'resolved')]],
  ])('is not appended to an incident that %s', async (_, events) => {
    await logs.add(events);
    logs.beFaster(OURS, timer(2000, 'sealed'));
    await run(events.length);
    expect(await types()).toEqual(['alarm', 'mitigated', 'resolved', 'sealed']);
  });

  it('is nothing for an incident that has no log', async () => {
    await run(1);
    expect({ looks, told }).toEqual({ looks: 0, told: [] });
  });

  it('must come again when the ledger does not answer', async () => {
    logs.ledger.change = () => Promise.reject(new Error('no table'));
    await expect(run(1)).rejects.toThrow('no table');
  });
});

describe('incidents along a dependency edge', () => {
  const needs = (slo: string, ...dependsOn: string[]) => alarm(0, 'fast', 'ALARM', { slo, entry: { dependsOn } });
  const related = async (id = OURS) => (await logs.incident(id)).state.related;

  it.each([
    ['the other depends on ours', [opened], [needs('pay', 'shop')], 'dependent'],
    ['ours depends on the other', [needs('orders', 'pay')], [needs('pay')], 'dependsOn'],
  ] as const)('name each other once, and both are told, when %s', async (_, ours, others, relation) => {
    await logs.add(ours);
    const theirs = await logs.add(others, { service: 'pay' });
    await run(1);
    const inverse = relation === 'dependsOn' ? 'dependent' : 'dependsOn';
    expect(await related()).toEqual([{ incident: theirs, service: 'pay', relation }]);
    expect(await related(theirs)).toEqual([{ incident: OURS, service: 'shop', relation: inverse }]);
    expect(told.sort()).toEqual(['ours r3', 'theirs r2']);

    await run(3);
    const all = [...(await types()), ...(await types(theirs))];
    expect(all.filter((type) => type === 'related')).toHaveLength(2);
  });

  it('find only who is new to them', async () => {
    await logs.add([needs('orders', 'pay', 'stock')]);
    const pay = await logs.add([needs('pay')], { service: 'pay' });
    await run(1);
    const stock = await logs.add([needs('stock')], { service: 'stock' });
    await run(3);
    expect((await related()).map(({ incident }) => incident)).toEqual([pay, stock]);
    expect(await types(pay)).toEqual(['alarm', 'related']);
  });

  it.each([
    ['of services that have nothing to do with each other', {}, [needs('pay', 'stock')]],
    ['of another stage', { stage: 'staging' }, [needs('pay', 'shop')]],
    ['of another account', { account: '999988887777' }, [needs('pay', 'shop')]],
    ['that recovered', {}, [needs('pay', 'shop'), timer(60, 'mitigated')]],
    ['in shadow', {}, [alarm(0, 'fast', 'ALARM', { slo: 'pay', entry: { dependsOn: ['shop'], shadow: true } })]],
  ])('do not name those %s', async (_, group, events) => {
    await logs.add([opened]);
    await logs.add(events, { service: 'pay', ...group });
    await run(1);
    expect({ ours: await related(), told }).toEqual({ ours: [], told: ['ours r2'] });
  });

  it('are of no interest to one that recovered', async () => {
    await logs.add([opened, timer(60, 'mitigated')]);
    const pay = await logs.add([needs('pay', 'shop')], { service: 'pay' });
    await run(2);
    expect({ ours: await related(), theirs: await related(pay) }).toEqual({ ours: [], theirs: [] });
  });

  it('that cannot be read or are slow hold up nothing', async () => {
    await logs.add([opened]);
    logs.ledger.neighbours = () => new Promise(() => {});
    await run(1, { deadlineMs: 20 });
    logs.ledger.neighbours = () => Promise.reject(new Error('throttled'));
    await run(2);
    expect(await types()).toEqual(['alarm', 'enriched', 'enriched']);
  });
});
