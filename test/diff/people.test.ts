import { Duration } from 'aws-cdk-lib';
import { AlertPolicy, BudgetAlarms, Route, Severity } from '../../lib';
import { changes, found, only, side } from './sides';

describe('who hears and who answers', () => {
  it('route-changed: each target that hears more or less', () => {
    const routed = side({ team: { routes: [Route.always('chat'), Route.from(Severity.SEV2, 'pager')] } });
    expect(found({ team: { routes: [Route.from(Severity.SEV1, 'pager'), Route.always('desk')] } }, routed)).toEqual([
      [
        'route-changed',
        'notice',
        'chat: everything, pager: SEV2 and worse',
        'desk: everything, pager: SEV1 and worse',
        'From now on chat hears of it no longer, desk hears of everything and pager hears of SEV1 and worse instead of SEV2 and worse.',
      ],
    ]);
    expect(only('route-changed', {}, routed).consequence).toBe(
      'From now on every target hears of everything and pager hears of everything instead of SEV2 and worse.',
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

  it('route-changed: whom alarms tell by their own actions', () => {
    const telling = (...topics: string[]) =>
      side({
        slo: {
          budgetAlarms: BudgetAlarms.of({
            warning: false,
            actions: topics.map((topic) => ({ bind: () => ({ alarmActionArn: `arn:aws:sns:eu-west-1:1:${topic}` }) })),
          }),
        },
      });
    expect(only('route-changed', telling('b'), telling('a'))).toMatchObject({
      before: 'budget-exhausted: arn:aws:sns:eu-west-1:1:a',
      after: 'budget-exhausted: arn:aws:sns:eu-west-1:1:b',
      consequence: 'The alarm budget-exhausted tells others than before by its own actions.',
    });
    expect(only('route-changed', telling(), telling('a'))).toMatchObject({
      after: 'budget-exhausted: nobody by itself',
    });
    expect(only('route-changed', telling('a', 'b'), telling('a')).consequence).toMatch(/ tells more than before /);
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
      consequence:
        'Its alarms open incidents of another group, beside one that is open in the old group; prod-store-breach watches it then.',
    });
    expect(only('group-changed', { slo: { segment: 'pro' } })).toMatchObject({
      after: 'shop-pro',
      consequence: 'Its alarms open incidents of another group, beside one that is open in the old group.',
    });
  });

  it('details-changed: whatever else people read', () => {
    const after = { slo: { agreedBy: ['Ada'] }, service: { reviewCycle: Duration.days(90) } };
    expect(found(after).map(([kind, level, was, is]) => [kind, level, was, is])).toEqual([
      [
        'details-changed',
        'info',
        'review: every 30 days, nobody has said when last',
        'review: every 90 days, nobody has said when last',
      ],
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
