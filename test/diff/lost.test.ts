import { ExistingSlo, GoodWhen, Sli } from '../../lib';
import { requests } from '../constructs/fixture';
import { changes, declare, found, only, side, synthesized } from './sides';

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

  it('history-wiped alone, whatever the stack is called there', () => {
    const [here, there] = ['eu-west-1', 'eu-west-3'].map((region) => ({ env: { region }, stack: `Shop-${region}` }));
    expect(changes(there!, here).map(({ kind }) => kind)).toEqual(['history-wiped']);
  });

  it('history-wiped: the same where the account is left open, and not where the region is', () => {
    const [here, there] = ['eu-west-1', 'eu-west-3'].map((region) => ({ env: { region } }));
    expect(only('history-wiped', there!, here).after).toBe('prod-orders in eu-west-3');
    expect(changes({ env: { account: '111122223333' } }, here)).toEqual([]);
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
