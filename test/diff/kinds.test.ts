import { Duration } from 'aws-cdk-lib';
import {
  AlertPolicy,
  BurnRateTier,
  ExistingSlo,
  GoodWhen,
  Interval,
  Maintenance,
  Route,
  Severity,
  Sli,
} from '../../lib';
import type { Change, ChangeKind } from '../../lib/model/contracts/documents';
import { requests } from '../constructs/fixture';
import { changes, declare, type SideProps, side, synthesized } from './sides';

/** Each kind of change, by what a team would change in its code. */

const FAST = BurnRateTier.page({ name: 'fast', longWindow: Duration.hours(1), budgetPercent: 2 });
const SLOW = BurnRateTier.page({ name: 'slow', longWindow: Duration.hours(6), budgetPercent: 5 });
const TICKET = BurnRateTier.ticket({ name: 'ticket', longWindow: Duration.days(3), budgetPercent: 10 });
const policy = (...tiers: BurnRateTier[]): SideProps => ({ slo: { alertPolicy: AlertPolicy.of(...tiers) } });
const own = side(policy(FAST, SLOW, TICKET));

/** Kind, level, old and new value and consequence, without those of cost. */
function found(after: SideProps | string, before?: SideProps | string): string[][] {
  return changes(after, before)
    .filter(({ kind }) => kind !== 'cost-changed')
    .map(({ kind, level, before: was = '', after: is = '', consequence }) => [kind, level, was, is, consequence]);
}

function only(kind: ChangeKind, after: SideProps | string, before?: SideProps | string): Change {
  const its = changes(after, before).filter((change) => change.kind === kind);
  expect(its).toHaveLength(1);
  return its[0]!;
}

describe('what is lost', () => {
  it('conversion-refused: from requests to periods under one name', () => {
    const sli = Sli.metric({ metric: requests('Lag'), goodWhen: GoodWhen.atMost(250) });
    expect(only('conversion-refused', { slo: { sli } })).toMatchObject({
      level: 'danger',
      before: 'counts requests',
      after: 'judges minutes',
      consequence:
        'The deployment fails: Application Signals converts none into the other: declare it under a sloName of its own, and remove the old SLO when the new one has its history.',
    });
  });

  it('history-wiped: an SLO that is renamed is known by what it measures', () => {
    expect(found({ slo: { sloName: 'order-intake' } })).toEqual([
      [
        'history-wiped',
        'danger',
        'prod-orders',
        'prod-order-intake',
        'To Application Signals "prod-order-intake" is a new SLO: attainment, error budget and burn rates start again, and the history of "prod-orders" is lost with it.',
      ],
    ]);
  });

  it('history-wiped: an adopted SLO that is adopted no longer', () => {
    const adopted = side({ slo: { adopts: ExistingSlo.requestBased('Shop orders') } });
    expect(only('history-wiped', {}, adopted)).toMatchObject({ before: 'Shop orders', after: 'prod-orders' });
  });

  it('history-wiped: an SLO that moves to another region', () => {
    const [here, there] = ['eu-west-1', 'eu-west-3'].map((region) => ({ env: { account: '111122223333', region } }));
    expect(only('history-wiped', there!, here)).toMatchObject({
      before: 'prod-orders in 111122223333, eu-west-1',
      after: 'prod-orders in 111122223333, eu-west-3',
    });
  });

  it('recreated: an SLO that moves to another stack', () => {
    expect(found({ stack: 'Other' })).toEqual([
      [
        'recreated',
        'danger',
        'stack Shop',
        'stack Other',
        'Where stack Other is deployed first, it fails with a conflict, because stack Shop still has "prod-orders"; where Shop is, the SLO is deleted with its history and begins anew: keep it with `cdk import` (docs/adopting.md).',
      ],
    ]);
  });

  it('recreated: another sloName that takes the old SLO over meets the old one', () => {
    const renamed = { slo: { sloName: 'intake', adopts: ExistingSlo.requestBased('prod-orders') } };
    expect(only('recreated', renamed)).toMatchObject({
      level: 'danger',
      before: expect.stringMatching(/^logical id Sloprodorders/),
      after: expect.stringMatching(/^logical id Sloprodintake/),
      consequence:
        'The deployment fails with a conflict: CloudFormation creates "prod-orders" anew, under another logical id, before it deletes what has the name.',
    });
  });

  it('recreated: an alarm that has another logical id', () => {
    const other = synthesized((app) => declare(app).alarms.fast!.overrideLogicalId('Fast'));
    expect(only('recreated', other)).toMatchObject({
      after: 'Fast',
      consequence: expect.stringContaining('creates the alarm fast anew'),
    });
  });

  it('slo-removed, and slo-added the other way round', () => {
    const none = synthesized((app) => void declare(app, { slo: { holdBack: true } }));
    expect(found(none)).toEqual([
      [
        'slo-removed',
        'danger',
        '"Your order goes through.", 99.9 % of requests over 28 days',
        'no SLO',
        'Application Signals deletes "prod-orders" with its history, and nothing watches the promise any more.',
      ],
    ]);
    expect(found({}, none)).toEqual([
      [
        'slo-added',
        'info',
        'no SLO',
        '"Your order goes through.", 99.9 % of requests over 28 days, alarms: 5',
        'It is judged by what its metrics say of the past already, so that it may begin with a spent error budget; its alarms cost 0.90 USD a month.',
      ],
    ]);
  });
});

describe('what is watched', () => {
  it('promise-unwatched: no alarm is left', () => {
    const none = { slo: { alertPolicy: AlertPolicy.none('Nobody looks at it yet.') } };
    expect(only('promise-unwatched', none)).toMatchObject({
      level: 'danger',
      before: 'fast, slow, ticket, evidence, no-data',
      after: 'no alarm (declared so: Nobody looks at it yet.)',
    });
  });

  it('promise-unwatched: a page tier goes, and nothing takes its place', () => {
    expect(only('promise-unwatched', policy(SLOW, TICKET), own)).toMatchObject({
      before: 'fast: page: 2 % of the budget within 1 h, and in the last 5 min (burn rate above 13.44)',
      consequence: 'The promise stays, and fewer faults call someone: no alarm takes the place of fast.',
    });
    expect(found(policy(TICKET), own).map(([kind, , , , consequence]) => [kind, consequence])).toEqual([
      ['promise-unwatched', 'The promise stays, and nobody is called any more: no alarm takes the place of fast.'],
      ['promise-unwatched', 'The promise stays, and nobody is called any more: no alarm takes the place of slow.'],
      ['alarm-removed', 'No page tier asks for it any more.'],
    ]);
  });

  it('promise-unwatched: evidence goes while page tiers stay', () => {
    expect(only('promise-unwatched', { slo: { requestsPerHourAtTrough: 10_000 } })).toMatchObject({
      before: 'evidence: above 0 in 4 of 60 periods of 1 min, missing data is notBreaching',
      after: 'no such alarm',
    });
  });

  it('alarm-removed and alarm-added: another page tier takes the place, silence is not heard', () => {
    const quick = BurnRateTier.page({ name: 'quick', longWindow: Duration.hours(2), budgetPercent: 3 });
    const replaced = found(policy(quick, SLOW, TICKET), own);
    expect(replaced.map(([kind, level]) => [kind, level])).toEqual([
      ['alarm-removed', 'notice'],
      ['alarm-added', 'info'],
    ]);
    expect(only('alarm-removed', { slo: { requestsPerHourAtTrough: undefined } })).toMatchObject({
      before: 'no-data: below 1 in 13 of 13 periods of 1 min, missing data is breaching',
      consequence: 'Nobody hears any more when nothing is counted at all.',
    });
  });

  it('policy-changed: shares, windows and urgencies', () => {
    const later = BurnRateTier.page({ name: 'fast', longWindow: Duration.hours(2), budgetPercent: 5 });
    expect(found(policy(later, SLOW, TICKET), own)).toEqual([
      [
        'policy-changed',
        'notice',
        'fast: page: 2 % of the budget within 1 h, and in the last 5 min (burn rate above 13.44)',
        'fast: page: 5 % of the budget within 2 h, and in the last 10 min (burn rate above 16.8)',
        'The alarm fast fires at a faster burn only, looks further back, ends later after a fault and calls someone later without evidence.',
      ],
    ]);
    expect(only('policy-changed', { slo: { warningThreshold: 30 } })).toMatchObject({
      before: 'warning: 50 % left',
      after: 'warning: 30 % left',
    });
    // ln(10 x 40,320 x rate) / rate, rounded up: 13 minutes at 60 requests an hour (the decision record says so, too), 25 at 30.
    expect(only('policy-changed', { slo: { requestsPerHourAtTrough: 30 } })).toMatchObject({
      before: expect.stringContaining('no-data: below 1 in 13 of 13 periods'),
      after: expect.stringContaining('no-data: below 1 in 25 of 25 periods'),
    });
  });

  it('severity-changed: a tier that pages no longer, and a critical SLO', () => {
    const asTicket = BurnRateTier.ticket({ name: 'fast', longWindow: Duration.hours(1), budgetPercent: 2 });
    expect(found(policy(asTicket, SLOW, TICKET), own).map(([kind, level, , , text]) => [kind, level, text])).toEqual([
      ['policy-changed', 'notice', 'The alarm fast writes a ticket instead of calling someone.'],
      ['severity-changed', 'notice', 'fast is SEV3 instead of SEV2.'],
    ]);
    expect(found({ slo: { critical: true } })).toEqual([
      [
        'severity-changed',
        'notice',
        'not critical, fast SEV2, slow SEV2, ticket SEV3, no-data SEV3',
        'critical, fast SEV1, slow SEV2, ticket SEV3, no-data SEV2',
        'fast is SEV1 instead of SEV2 and no-data is SEV2 instead of SEV3.',
      ],
    ]);
  });

  it('severity-changed is dangerous where nobody is called any more', () => {
    const asTicket = BurnRateTier.ticket({ name: 'fast', longWindow: Duration.hours(1), budgetPercent: 2 });
    expect(only('severity-changed', policy(asTicket, TICKET), policy(FAST, TICKET))).toMatchObject({
      level: 'danger',
      consequence: 'fast is SEV3 instead of SEV2, and nobody is called any more.',
    });
  });
});

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

describe('who hears and who answers', () => {
  it('route-changed: each target that hears more or less', () => {
    const routed = side({ team: { routes: [Route.always('chat'), Route.from(Severity.SEV2, 'pager')] } });
    expect(found({ team: { routes: [Route.from(Severity.SEV1, 'pager'), Route.always('desk')] } }, routed)).toEqual([
      [
        'route-changed',
        'notice',
        'chat: everything, pager: SEV2 and worse',
        'desk: everything, pager: SEV1 and worse',
        'chat hears of it no longer, desk hears of everything and pager hears of SEV1 and worse instead of SEV2 and worse.',
      ],
    ]);
    expect(only('route-changed', {}, routed).consequence).toBe(
      'every target hears of everything and pager hears of everything instead of SEV2 and worse.',
    );
    const twice = { team: { routes: [Route.always(), Route.always('chat')] } };
    expect(only('route-changed', twice).consequence).toBe('The same targets hear of the same as before.');
  });

  it('route-changed is dangerous where nobody is told any more', () => {
    const shadow = { slo: { alertPolicy: AlertPolicy.shadow() } };
    expect(only('route-changed', shadow)).toMatchObject({
      level: 'danger',
      before: 'people are told',
      after: 'in shadow: nobody is told',
    });
    expect(only('route-changed', {}, shadow)).toMatchObject({ level: 'notice' });
  });

  it('owner-changed: team, contact and stakeholder', () => {
    expect(found({ team: { teamName: 'orders', businessStakeholder: 'Head of shops' } })).toEqual([
      [
        'owner-changed',
        'notice',
        'team checkout, stakeholder Head of sales',
        'team orders, stakeholder Head of shops',
        'From the next alarm on, messages name team orders, stakeholder Head of shops; the tag owner changes with it.',
      ],
    ]);
  });

  it('group-changed: another service', () => {
    expect(only('group-changed', { service: { serviceName: 'store' } })).toMatchObject({
      before: 'shop',
      after: 'store',
    });
  });

  it('details-changed: whatever else people read', () => {
    const after = { slo: { agreedBy: ['Ada'] }, service: { reviewCycle: Duration.days(90) } };
    expect(found(after).map(([kind, level, was, is]) => [kind, level, was, is])).toEqual([
      ['details-changed', 'info', 'review: {"everyDays":30}', 'review: {"everyDays":90}'],
      ['details-changed', 'info', 'agreedBy: nothing', 'agreedBy: ["Ada"]'],
    ]);
  });

  it('cost-changed: of the SLO, and of all together', () => {
    const cheaper = changes({ slo: { requestsPerHourAtTrough: undefined } });
    const costs = cheaper.filter(({ kind }) => kind === 'cost-changed');
    expect(costs.map(({ slo, before, after, consequence }) => [slo, before, after, consequence])).toEqual([
      ['orders', '0.90 USD a month', '0.80 USD a month', 'Its alarms cost 0.10 USD a month less.'],
      ['', '1.40 USD a month', '1.30 USD a month', 'All alarms and dashboards together cost 0.10 USD a month less.'],
    ]);
  });
});
