import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import { context } from '../../cdk.json';
import { readObjectives } from '../../lib/assembly';
import { monthlyCostUsd } from '../../lib/cost/objective';
import { echarpe } from '../support/estate';

const estate = echarpe();
afterAll(() => estate.remove());

describe('the example estate', () => {
  const objectives = readObjectives(estate.assembly);
  const of = (slo: string) => objectives.find(({ entry }) => entry.slo === slo)!;

  it('promises what the story says', () => {
    expect(objectives.map(({ entry }) => [entry.slo, entry.attainmentGoal, entry.promise])).toEqual([
      ['incident-delivery', '99', 'A broken promise is told within a minute.'],
      ['order-store', '99.9', 'Orders are kept, and found again.'],
      ['place-order', '99.9', 'Your order goes through.'],
      ['text-preview', '99.5', 'You see your words before you buy.'],
      ['browse', '99.9', 'You can look at our scarves.'],
      ['browse-speed', '99', 'Our pages come fast.'],
      ['basket', '99.5', 'Your basket keeps what you choose.'],
      ['payments', '99.5', 'You can pay by card.'],
      ['order-mail', '99.9', 'You get a mail that confirms your order.'],
      ['mail-resolution', '90', 'Your question is solved within a working day.'],
      ['order-lookup', '99', 'Whoever you ask sees your order.'],
      ['pick-list', '99.5', 'Paid orders reach the packers.'],
    ]);
    expect(of('text-preview').entry.feature).toBe('text-preview');
  });

  it('is read back by the assembly reader with all its alarms and the composite', () => {
    for (const objective of [of('place-order'), of('text-preview'), of('order-mail'), of('browse')]) {
      expect(objective.alarms.map(({ name }) => name.split('/').at(-1)).sort()).toEqual([
        'evidence',
        'fast',
        'no-data',
        'slow',
        'ticket',
      ]);
      expect(objective.composite?.name).toBe(`prod-${objective.entry.service}-breach`);
    }
  });

  it('watches support without waking anyone, and nobody hears of the partner yet', () => {
    expect(of('mail-resolution').alarms.map(({ name }) => name)).toEqual([
      'slo/prod/mail-resolution/today',
      'slo/prod/mail-resolution/week',
    ]);
    expect(of('mail-resolution').entry.tiers.map(({ urgency }) => urgency)).toEqual(['ticket', 'ticket']);
    expect(of('payments').entry.shadow).toBe(true);
  });

  it('has five services that cannot work without the database of orders', () => {
    const needs = new Map(objectives.map(({ entry }) => [entry.service, entry.dependsOn ?? []]));
    expect(Object.fromEntries(needs)).toEqual({
      'incident-response': [],
      'orders-database': [],
      shop: ['orders-database'],
      storefront: ['orders-database', 'shop'],
      mail: ['orders-database'],
      'support-desk': ['orders-database'],
      warehouse: ['orders-database'],
    });
    // Each of them makes a promise that counts requests in own metrics, so that a recording can be played.
    for (const slo of ['order-store', 'place-order', 'basket', 'order-mail', 'order-lookup', 'pick-list']) {
      const { measurement } = of(slo).entry;
      expect([slo, measurement.kind, measurement.total.metrics.total?.namespace]).toEqual([slo, 'requests', 'Echarpe']);
    }
  });

  it('tells support what customers notice, and nothing else', () => {
    for (const { entry } of objectives) {
      const { slo, routes, reply, shadow, customerFacing: noticed } = entry;
      const toSupport = routes.filter(({ targets }) => targets.includes('support'));
      expect([slo, toSupport]).toEqual([slo, noticed ? [{ targets: ['support'], from: 'sev2' }] : []]);
      expect([slo, typeof reply]).toEqual([slo, noticed && !shadow ? 'string' : 'undefined']);
    }
  });

  it('deploys the response first: the backup pager of the promises names one of its alarms', () => {
    const { artifacts } = JSON.parse(readFileSync(join(estate.directory, 'manifest.json'), 'utf8'));
    expect(artifacts.EcharpeShopPromises.dependencies).toContain('EcharpeResponse');
  });

  it.each([
    'EcharpeShopPromises',
    'EcharpeResponse',
    'EcharpeStorefrontPromises',
    'EcharpeMailPromises',
    'EcharpeSupportPromises',
    'EcharpeDatabasePromises',
    'EcharpeWarehousePromises',
    'EcharpeJourneys',
  ])('synthesizes %s as recorded', (stack) => {
    const text = readFileSync(join(estate.directory, `${stack}.template.json`), 'utf8');
    // Bundles change with the code of the functions and with Node.js.
    const lasting = text
      .replaceAll(/[0-9a-f]{64}/g, '<asset>')
      .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>');
    expect(JSON.parse(lasting)).toMatchSnapshot();
  });

  it('takes every feature flag that this version of the CDK recommends', () => {
    expect(context).toEqual({ ...recommended, '@aws-cdk/core:validateAgainstDefaultRules': true });
  });

  it('costs 1.15 dollars a month per SLO of two: nine metrics read and half a composite', () => {
    const ofShop = [of('place-order'), of('text-preview')];
    expect(ofShop.map((objective) => monthlyCostUsd(objective, objectives))).toEqual([1.15, 1.15]);
  });
});
