import { PARTS } from '../../bench/study/parts';
import { quantile } from '../../bench/study/statistics';
import { recordedData } from '../support/shared';
import { StudyWorker } from './worker';

/** A sample of what `npm run study` measures, with other random numbers. */
const EFFORT = { seed: 2, quick: true };

const worker = new StudyWorker();
afterAll(() => worker.close());

describe('the two page tiers alone', () => {
  it('begin to fire as often as in an independent simulation at 60 requests an hour', async () => {
    const compared = await worker.measure('published', 2, EFFORT);
    expect(compared.published).toMatchObject({ requestsPerHour: 60, diurnal: false });
    expect(Math.abs(compared.ours.mean - compared.published.static.mean)).toBeLessThan(8);
    expect(PARTS.published.missed([compared], EFFORT)).toEqual([]);
  });
});

describe('a healthy service', () => {
  it('comes in 108 kinds', () => {
    expect(PARTS.healthy.cells).toBe(108);
  });

  // Of all kinds.
  const sample = Array.from({ length: PARTS.healthy.cells }, (_, cell) => cell).filter((cell) => cell % 23 === 4);

  it.each(sample)('wakes nobody for nothing, cell %d', async (cell) => {
    const { pages } = await worker.measure('healthy', cell, EFFORT);
    expect(pages.mean).toBeLessThanOrEqual(0.5);
  });

  it('would wake somebody many times at 60 requests an hour without evidence, and writes tickets instead', async () => {
    const month = await worker.measure('healthy', 27, EFFORT);
    expect(month.cell).toMatchObject({ perHour: 60, swing: 0, budgetShare: 1, burst: 1 });
    expect(month.pages.mean).toBe(0);
    expect(month.unguarded.mean).toBeGreaterThan(20);
    expect(month.tickets.mean).toBeGreaterThan(20);
  });

  it('calls for ten failures in a row at 60 requests an hour, which are an outage of ten minutes', async () => {
    const month = await worker.measure('inARow', 11, EFFORT);
    expect(month.cell).toMatchObject({ perHour: 60, failures: 'inARow', budgetShare: 1, burst: 10 });
    expect(month.pages.mean).toBeGreaterThan(0.5);
  });
});

it('a total outage at 60 requests an hour is paged within 15 minutes at p95', async () => {
  const { cell, delays } = await worker.measure('outage', 2, EFFORT);
  expect(cell).toEqual({ perHour: 60, swing: 0 });
  const minutes = delays.map((delay) => delay ?? Number.POSITIVE_INFINITY);
  expect(quantile(minutes, 0.95)).toBeLessThanOrEqual(15);
  expect(quantile(minutes, 0.5)).toBeGreaterThan(3);
});

it.each(PARTS.silentNight.quickCells.slice(0, 4))(
  'a blown budget wakes nobody in a silent night, cell %d',
  async (at) => {
    const { cell, nights } = await worker.measure('silentNight', at, EFFORT);
    for (const { declared, tierFired, noDataFired } of nights) {
      expect(declared.pages).toBe(0);
      // The trap is real: a tier fires.
      expect(tierFired).toBe(true);
      expect(noDataFired).toBe(cell.noData);
    }
    expect(nights.some(({ unguarded }) => unguarded.pages > 0)).toBe(true);
  },
);

describe('the evening on which the database of Echarpe locks up', () => {
  const of = async (policy: string) => {
    const evenings = await worker.measure('echarpe', 0, EFFORT);
    return evenings!.filter((evening) => evening.policy === policy);
  };

  it('wakes somebody once for each promise, within four minutes of its first failed request', async () => {
    const declared = await of('declared');
    expect(declared.map(({ slo, pages, tickets }) => [slo, pages, tickets])).toEqual([
      ['place-order', 1, 0],
      ['text-preview', 1, 0],
    ]);
    for (const { delay, budgetUsed } of declared) {
      expect(delay).toBeLessThanOrEqual(4);
      expect(budgetUsed).toBeLessThan(0.1);
    }
  });

  it('is two pages and a ticket by the recipe of AWS, the first one a minute after the first failed order', async () => {
    const aws = await of('aws');
    expect(aws.map(({ pages, tickets }) => [pages, tickets])).toEqual([
      [2, 1],
      [2, 1],
    ]);
    expect(aws[0]!.delay).toBe(1);
  });
});

/** Recordings of others are not part of the package. */
function recorded(file: string, title: string, test: () => Promise<void>): void {
  if (recordedData(file) === undefined) it.skip(`${title} (skipped: ../shared/data is absent)`, test);
  else it(title, test);
}

recorded('nezha/2022-08-22/front_service.csv', 'injected faults that fail requests are one incident', async () => {
  const scored = (await worker.measure('nezha', 0, EFFORT))!;
  // As counted without the simulator: two of three faults of each kind that makes requests fail, none of the others, and
  // nothing from 08:07 on.
  expect(scored.map(({ policy }) => policy)).toEqual(['declared', 'aws', 'google', 'static']);
  for (const policy of scored) {
    expect(policy).toMatchObject({ failing: 4, others: 0, quietPages: 0, quietTickets: 0 });
  }
  expect(scored[0]!.pages).toBe(1);
  for (const { pages } of scored.slice(1)) expect(pages).toBeGreaterThan(4);
});

recorded(
  'nab/realKnownCause/ec2_request_latency_system_failure.csv',
  'samples just above a limit wake nobody by default, and often by any other policy',
  async () => {
    const [declared, ...others] = (await worker.measure('nab', 0, EFFORT))!;
    expect(declared).toMatchObject({ policy: 'declared', paged: 1, pagesElsewhere: 0 });
    for (const { pagesElsewhere } of others) expect(pagesElsewhere).toBeGreaterThanOrEqual(10);
  },
);
