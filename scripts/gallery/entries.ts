import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { parseGoal, recommendedTiers, threshold, toNumber } from '../../lib/model/slo';

/** Promises of the scarf shop, as complete declarations record them. */

const INTERVAL = { kind: 'rolling', days: 28 } as const;

const metric = (name: string, operation: string) => ({
  namespace: 'Echarpe',
  name,
  dimensions: { Operation: operation },
  stat: 'Sum',
});

/** One of the shop's SLOs; a scene changes what it is about. */
export function placeOrder(change: Partial<CatalogueEntry> = {}): CatalogueEntry {
  return {
    version: 1,
    stage: 'prod',
    slo: 'place-order',
    service: 'shop',
    attainmentGoal: '99.9',
    interval: INTERVAL,
    promise: 'Your order goes through.',
    businessImpact: 'Every failed order is a lost sale.',
    critical: false,
    customerFacing: true,
    owner: { team: 'storefront', contact: 'storefront@shop.example', stakeholder: 'Head of sales' },
    timeZone: 'Europe/Paris',
    runbook: {
      url: 'https://runbooks.shop.example/place-order',
      firstSteps: [
        'See whether there was a deployment in the last hour.',
        'Look for locks in the orders database.',
        'Look at the queue of payments.',
      ],
    },
    waysOut: {
      rollBack: {
        text: 'Deploy the version before.',
        command: 'aws deploy create-deployment --application-name shop-{stage} --revision previous --region {region}',
      },
      scale: {
        text: 'Double the number of tasks.',
        command: 'aws ecs update-service --cluster {stage} --service shop --desired-count 8 --region {region}',
      },
      workAround: { text: 'Switch the preview off: its queries hold the locks.' },
    },
    reply: 'Some orders fail at the moment. Your basket is kept, and nothing is charged twice. We are working on it.',
    entity: { name: 'shop', environment: 'eks:prod/shop' },
    dependsOn: ['orders-database'],
    logs: {
      groups: ['/echarpe/prod/shop'],
      query: 'fields @timestamp, @message\n| filter level = "ERROR"\n| limit 50',
    },
    dashboard: 'prod-shop',
    tiers: recommendedTiers({ goal: parseGoal('99.9'), interval: INTERVAL, periodMinutes: 1 }).map((tier) => ({
      alarm: tier.name,
      urgency: tier.urgency,
      longMinutes: tier.longMinutes,
      shortMinutes: tier.shortMinutes,
      budgetShare: tier.budgetShare,
      threshold: toNumber(threshold(tier, INTERVAL)),
      ...(tier.urgency === 'page' ? { heldMinutes: tier.name === 'fast' ? 15 : 60 } : {}),
    })),
    evidence: true,
    noData: true,
    measurement: {
      kind: 'requests',
      periodSeconds: 60,
      bad: { metrics: { bad: metric('Bad', 'POST /orders') } },
      total: { metrics: { total: metric('Total', 'POST /orders') } },
    },
    routes: [{ targets: [], from: 'info' }],
    ...change,
  };
}

export function textPreview(change: Partial<CatalogueEntry> = {}): CatalogueEntry {
  const { reply: _, ...entry } = placeOrder({
    slo: 'text-preview',
    attainmentGoal: '99.5',
    promise: 'You see your words before you buy.',
    businessImpact: 'Who cannot see the text does not buy it.',
  });
  return { ...entry, ...change };
}
