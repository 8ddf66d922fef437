import { MINUTE, START } from '../support/incidents';
import { Harness } from './harness';
import { ENTITY, subject } from './subject';

const NOW = START + 10 * MINUTE;
const harness = Harness.forTests();

function trace(id: string, ...path: string[][]) {
  const EntityPath = path.map((names) => ({
    Exceptions: names.map((Name) => ({ Name, Message: 'card of Jane Doe' })),
  }));
  const FaultRootCauses = [{ Services: [{ Name: 'shop', EntityPath }] }];
  return {
    Id: id,
    HasFault: true,
    FaultRootCauses,
    Users: [{ UserName: 'jane.doe' }],
    Http: { ClientIp: '192.0.2.1' },
  };
}

function answer(...pages: unknown[][]): void {
  harness.fake.answers.set('GetTraceSummaries', ({ input }) => {
    const page = Number(input.NextToken ?? 0);
    return { TraceSummaries: pages[page], ...(page + 1 < pages.length ? { NextToken: String(page + 1) } : {}) };
  });
}

const find = async (name = ENTITY.name) => harness.find(['traces'], subject({ entity: { ...ENTITY, name } }));

describe('requests that failed', () => {
  it('are up to three, with what was thrown where it began, and nothing of who sent them', async () => {
    answer(
      [],
      [trace('1-a', ['OrderFailed'], ['LockTimeout']), trace('1-b')],
      [trace('1-c', ['X']), trace('1-d', ['Y'])],
    );
    const { traces, missing } = await find();
    expect(traces).toEqual([{ id: '1-a', exception: 'LockTimeout' }, { id: '1-b' }, { id: '1-c', exception: 'X' }]);
    expect(missing).toEqual([]);
  });

  it('are asked for by the service and its faults, of the last fifteen minutes', async () => {
    await find();
    expect(harness.fake.of('GetTraceSummaries').map(({ input }) => input)).toMatchObject([
      {
        FilterExpression: 'service("shop") { fault = true }',
        StartTime: (NOW - 15 * MINUTE) / 1000,
        EndTime: NOW / 1000,
      },
    ]);
  });

  it('are not looked for on and on', async () => {
    answer(...Array.from({ length: 50 }, () => []));
    expect((await find()).traces).toEqual([]);
    expect(harness.fake.of('GetTraceSummaries')).toHaveLength(5);
  });

  it.each([
    ['a quote', 'shop") OR service("bank'],
    ['a backslash', 'shop\\'],
    ['a line break', 'shop\n'],
  ])('are missing where the name of the service has %s: nothing of it reaches the filter', async (_, name) => {
    expect(await find(name)).toEqual({
      missing: [{ what: 'requests that failed', why: 'X-Ray cannot be asked for the name of the service' }],
    });
    expect(harness.fake.asked).toEqual([]);
  });

  it.each(['écharpe 🧣', 'متجر', "men's & kids {x}"])('are asked for under the name %s as it is', async (name) => {
    await find(name);
    expect(harness.fake.asked[0]!.input.FilterExpression).toBe(`service("${name}") { fault = true }`);
  });
});
