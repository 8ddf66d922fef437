import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';

/** A complete catalogue entry; tests change what they are about. */
export function entry(change: Partial<CatalogueEntry> = {}): CatalogueEntry {
  const metric = (name: string) => ({
    namespace: 'Shop',
    name,
    dimensions: { Operation: change.slo ?? 'orders' },
    stat: 'Sum',
  });
  return {
    version: 1,
    stage: 'prod',
    slo: 'orders',
    service: 'shop',
    attainmentGoal: '99.9',
    interval: { kind: 'rolling', days: 28 },
    promise: 'Your order goes through.',
    businessImpact: 'Every failed order is a lost sale.',
    critical: false,
    customerFacing: true,
    owner: { team: 'checkout', contact: 'checkout@shop.example', stakeholder: 'Head of sales' },
    timeZone: 'Europe/Paris',
    runbook: {
      url: 'https://runbooks.shop.example/orders',
      firstSteps: ['Look at the last deployment.', 'Look at locks.', 'Roll back.'],
    },
    tiers: [
      {
        alarm: 'fast',
        urgency: 'page',
        longMinutes: 60,
        shortMinutes: 5,
        budgetShare: '0.02',
        threshold: 13.44,
        heldMinutes: 15,
      },
      {
        alarm: 'slow',
        urgency: 'page',
        longMinutes: 360,
        shortMinutes: 30,
        budgetShare: '0.05',
        threshold: 5.6,
        heldMinutes: 60,
      },
      {
        alarm: 'ticket',
        urgency: 'ticket',
        longMinutes: 4320,
        shortMinutes: 360,
        budgetShare: '0.1',
        threshold: 0.9333,
      },
    ],
    evidence: true,
    noData: true,
    measurement: {
      kind: 'requests',
      periodSeconds: 60,
      bad: { expression: 'total - FILL(good, 0)', metrics: { good: metric('Good'), total: metric('Total') } },
      total: { metrics: { total: metric('Total') } },
    },
    routes: [{ targets: [], from: 'info' }],
    ...change,
  };
}
