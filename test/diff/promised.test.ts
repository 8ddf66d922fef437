import { Duration } from 'aws-cdk-lib';
import { GoodWhen, Interval, Maintenance, Sli } from '../../lib';
import { requests } from '../constructs/fixture';
import { found, only } from './sides';

describe('what is promised', () => {
  it('S2.16: each changed target is listed with old and new value and its consequence', () => {
    const tighter = { slo: { attainmentGoal: 99.95 } };
    expect(found(tighter)).toEqual([
      [
        'budget-changed',
        'notice',
        '99.9 % of requests over 28 days',
        '99.95 % of requests over 28 days',
        // 0.05 % of 40,320 minutes.
        'The error budget shrinks by 50 %: from 40.32 minutes to 20.16 minutes in 28 days, and of a million 1000 to 500 may be bad; what was bad within the interval counts against the new one from the first minute on.',
      ],
    ]);
    expect(only('budget-changed', {}, tighter).consequence).toMatch(/^The error budget grows by 100 %: /);
    const week = { slo: { attainmentGoal: 99.5, interval: Interval.rolling(Duration.days(7)) } };
    // 0.5 % of 10,080 minutes is 50.4.
    expect(only('budget-changed', week)).toMatchObject({
      after: '99.5 % of requests over 7 days',
      consequence: expect.stringMatching(
        /^The error budget grows by 25 %: from 40.32 minutes in 28 days to 50.4 minutes in 7 days, and of a million 1000 to 5000 /,
      ),
    });
  });

  it('budget-changed: the start of intervals of the calendar', () => {
    const from = (firstMonth: string, months = 3) => {
      return { slo: { interval: Interval.calendarMonths({ months, firstMonth }) } };
    };
    expect(only('budget-changed', from('2026-02'), from('2026-01'))).toMatchObject({
      before: 'intervals begin in 2026-01',
      after: 'intervals begin in 2026-02',
    });
    // They begin on the same days all the same.
    expect(found(from('2026-04'), from('2026-01'))).toEqual([]);
    expect(found(from('2026-02', 1), from('2026-01', 1))).toEqual([]);
  });

  it('measurement-changed: what counts as good', () => {
    const sli = Sli.ratio({ good: requests('Stored'), total: requests('Total') });
    expect(found({ slo: { sli } })).toEqual([
      [
        'measurement-changed',
        'notice',
        'bad: total - FILL(good, 0) of total = Shop Total {Operation=orders} Sum, good = Shop Good {Operation=orders} Sum',
        'bad: total - FILL(good, 0) of total = Shop Total {Operation=orders} Sum, good = Shop Stored {Operation=orders} Sum',
        'For 28 days attainment mixes what was counted before with what is counted then, and the error budget with it.',
      ],
    ]);
    const lag = (most: number) => {
      const judged = Sli.metric({ metric: requests('Lag'), goodWhen: GoodWhen.atMost(most) });
      return { slo: { sli: judged, attainmentGoal: 99 } };
    };
    expect(only('measurement-changed', lag(300), lag(250)).after).toMatch(/LessThanOrEqualTo 300 is good/);
  });

  it('measurement-changed: what Application Signals is told beyond what alarms can count', () => {
    const pages = (environment: string) => ({
      slo: { sli: Sli.pageLoad({ operation: 'GET /' }) },
      service: { environment },
    });
    expect(only('measurement-changed', pages('eks:new/shop'), pages('eks:old/shop'))).toMatchObject({
      before: expect.stringContaining('eks:old/shop'),
      after: expect.stringContaining('eks:new/shop'),
    });
    const operations = (...names: string[]) => ({
      slo: { sli: Sli.availability({ operations: names }) },
      service: { environment: 'eks:prod/shop' },
    });
    const many = Array.from({ length: 11 }, (_, at) => `GET /${at}`);
    expect(
      only('measurement-changed', operations(...many), operations(...many.slice(0, 10), 'GET /old')),
    ).toMatchObject({
      before: expect.stringContaining('GET /old'),
      after: expect.stringContaining('GET /10'),
    });
  });

  it('promise-changed: the sentence, the contract, who notices, what it costs the business', () => {
    const changed = {
      promise: 'Your order is on its way.',
      sla: 99.5,
      customerFacing: false,
      businessImpact: 'A lost sale.',
    };
    expect(found({ slo: changed }).map(([kind, , before, after]) => [kind, before, after])).toEqual([
      ['promise-changed', 'Your order goes through.', 'Your order is on its way.'],
      ['promise-changed', 'no contract', 'contract: 99.5 %'],
      ['promise-changed', 'customers notice', 'customers do not notice'],
      ['promise-changed', 'impact: Every failed order is a lost sale.', 'impact: A lost sale.'],
    ]);
  });

  it('maintenance-changed: what is left out', () => {
    const maintenance = [
      Maintenance.daily({
        at: '02:00',
        duration: Duration.hours(2),
        from: '2026-12-01',
        reason: 'Nightly import',
        timeZone: 'UTC',
      }),
    ];
    expect(only('maintenance-changed', { slo: { maintenance } })).toMatchObject({
      before: 'no exclusion window',
      after: expect.stringContaining('Nightly import'),
    });
  });
});
