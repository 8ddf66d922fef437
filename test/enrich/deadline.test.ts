import { DEADLINE_MS, findAll } from '../../lambda/enrich/find';
import { enrichmentNames } from '../../lib/model/contracts/enrichment-name';
import type { Findings } from '../../lib/model/contracts/findings';
import type { Fault, Operation } from './fake-sources';
import { Harness } from './harness';
import { subject } from './subject';

const ALL = enrichmentNames.filter((name) => name !== 'related');
const harness = Harness.forTests();

beforeEach(() => {
  const { answers } = harness.fake;
  const metric = (MetricName: string) => ({ Namespace: 'ApplicationSignals', MetricName, Dimensions: [] });
  const MetricReferences = [metric('Fault'), metric('Latency')];
  const Name = 'prod-orders';
  answers.set('BatchGetServiceLevelObjectiveBudgetReport', () => ({
    Reports: [{ Name, BudgetStatus: 'OK' }],
    Errors: [],
  }));
  answers.set('ListEntityEvents', () => ({ ChangeEvents: [] }));
  answers.set('ListServiceDependencies', () => ({
    ServiceDependencies: [{ DependencyKeyAttributes: { Name: 'db' }, MetricReferences }],
  }));
  answers.set('ListServiceOperations', () => ({ ServiceOperations: [{ Name: 'GET /', MetricReferences }] }));
  answers.set('GetTraceSummaries', () => ({ TraceSummaries: [{ Id: '1-a' }] }));
  harness.fake.metric = () => 1;
});

/** Which part of the findings each operation is needed for, and how people call it. */
const NEEDED: readonly (readonly [Operation, (keyof Findings)[], string])[] = [
  ['BatchGetServiceLevelObjectiveBudgetReport', ['budgets'], 'Application Signals'],
  ['ListEntityEvents', ['changes'], 'Application Signals'],
  ['ListServiceDependencies', ['dependency'], 'Application Signals'],
  ['ListServiceOperations', ['contributors'], 'Application Signals'],
  ['GetTraceSummaries', ['traces'], 'X-Ray'],
  ['GetMetricData', ['lately', 'trends', 'dependency', 'contributors'], 'CloudWatch'],
];
const PARTS = [
  'budgets',
  'lately',
  'trends',
  'changes',
  'dependency',
  'contributors',
  'traces',
  'segments',
  'earlier',
] as const;

function parts(found: Findings) {
  return PARTS.filter((part) => found[part] !== undefined);
}

/** Everything that there is, where the deadline passes once, as soon as so many have answered: however busy this computer is. */
async function findWhenLate(answers: number): Promise<Findings> {
  let answered = 0;
  const watched = harness.enrichments(ALL).map((enrichment) => ({
    ...enrichment,
    find: async (...given: Parameters<typeof enrichment.find>) => {
      const found = await enrichment.find(...given);
      answered += 1;
      return found;
    },
  }));
  jest.useFakeTimers({
    doNotFake: ['setImmediate', 'setInterval', 'nextTick', 'queueMicrotask', 'Date', 'performance'],
  });
  try {
    const finding = findAll(watched, subject());
    while (answered < answers) await new Promise(setImmediate);
    jest.advanceTimersByTime(DEADLINE_MS);
    return await finding;
  } finally {
    jest.useRealTimers();
  }
}

describe('each enrichment has a deadline of its own', () => {
  it('of three seconds', () => {
    expect(DEADLINE_MS).toBe(3000);
  });

  it('finds everything when everybody answers', async () => {
    const found = await harness.find(ALL, subject());
    expect({ parts: parts(found), missing: found.missing }).toEqual({ parts: [...PARTS], missing: [] });
  });

  it.each(NEEDED)('%s hangs, and the others answer', async (operation, needing, source) => {
    harness.fake.faults.set(operation, 'silent');
    const found = await findWhenLate(ALL.length - needing.length);
    expect(parts(found)).toEqual(PARTS.filter((part) => !needing.includes(part)));
    expect(found.missing).toHaveLength(needing.length);
    expect(found.missing!.map(({ why }) => why)).toContain(`${source} did not answer within 3 s`);
  });

  it('nothing waits longer than one deadline when all of them hang', async () => {
    for (const [operation] of NEEDED) harness.fake.faults.set(operation, 'silent');
    harness.logs.ledger.neighbours = () => new Promise(() => {});
    harness.logs.ledger.earlierIncidents = () => new Promise(() => {});
    const found = await findWhenLate(0);
    expect({ parts: parts(found), missing: found.missing!.length }).toEqual({ parts: [], missing: 9 });
  });

  it('what hangs is told to stop', async () => {
    let aborted = false;
    const hanging = {
      name: 'budget',
      what: 'a',
      source: 'b',
      find: (_: unknown, signal: AbortSignal) =>
        new Promise<Findings>(() => signal.addEventListener('abort', () => (aborted = true))),
    } as const;
    await findAll([hanging], subject(), 5);
    expect(aborted).toBe(true);
  });
});

describe('whoever does not answer is named in words, never with an error', () => {
  const FAULTS: readonly (readonly [string, Fault, string])[] = [
    ['throttled', [400, 'ThrottlingException'], 'X-Ray had too many questions to answer'],
    ['throttled by X-Ray', [429, 'ThrottledException'], 'X-Ray had too many questions to answer'],
    ['refused', [403, 'AccessDeniedException'], 'the permission to ask X-Ray is missing'],
    ['broken', [500, 'InternalFailure'], 'X-Ray answered with an error'],
  ];

  it.each(FAULTS)('%s', async (_, fault, why) => {
    harness.fake.faults.set('GetTraceSummaries', fault);
    const { missing, ...found } = await harness.find(['traces', 'changes'], subject());
    expect({ missing, found }).toEqual({ missing: [{ what: 'requests that failed', why }], found: { changes: [] } });
    const [[line]] = (console.warn as jest.Mock).mock.calls;
    expect(line).toMatchObject({ message: 'enrichment failed', enrichment: 'traces', kind: fault[1] });
  });

  it('also when an answer makes no sense: it would hide what the others found', async () => {
    harness.fake.answers.set('BatchGetServiceLevelObjectiveBudgetReport', () => ({
      Reports: [{ Name: 'prod-orders', BudgetStatus: 'A_STATUS_OF_2030' }],
    }));
    const found = await harness.find(['budget', 'changes'], subject());
    expect(found).toEqual({
      changes: [],
      missing: [{ what: 'the error budget', why: 'Application Signals answered with an error' }],
    });
  });
});

it('one look asks each source once', async () => {
  await harness.find(ALL, subject());
  for (const [operation] of NEEDED.slice(0, 5)) expect(harness.fake.of(operation)).toHaveLength(1);
});
