import { contact, GOAL, PROMISE, type Promised, runbook, STAGE, STEPS } from './estate';

/** The tiers of the default policy for 99.9 % over 28 days, as literals. */
export const TIERS = [
  {
    kind: 'fast',
    urgency: 'page',
    longMinutes: 60,
    shortMinutes: 5,
    budgetShare: '0.02',
    threshold: 13.44,
    heldMinutes: 15,
    percent: '2',
    shown: '13.44',
    long: '1 h',
    short: '5 min',
  },
  {
    kind: 'slow',
    urgency: 'page',
    longMinutes: 360,
    shortMinutes: 30,
    budgetShare: '0.05',
    threshold: 5.6,
    heldMinutes: 60,
    percent: '5',
    shown: '5.6',
    long: '6 h',
    short: '30 min',
  },
  {
    kind: 'ticket',
    urgency: 'ticket',
    longMinutes: 4320,
    shortMinutes: 360,
    budgetShare: '0.1',
    threshold: 0.9333333333333333,
    heldMinutes: undefined,
    percent: '10',
    shown: '0.933',
    long: '3 days',
    short: '6 h',
  },
] as const;

/** What the incident response reads about an SLO, as somebody would write it who has no construct for it. */
export function catalogueText({ team, service, slo, operation }: Promised, businessImpact: string): string {
  const metric = (name: string) => ({ namespace: 'Shop', name, dimensions: { Operation: operation }, stat: 'Sum' });
  return JSON.stringify({
    version: 1,
    stage: STAGE,
    slo,
    service,
    attainmentGoal: String(GOAL),
    interval: { kind: 'rolling', days: 28 },
    promise: PROMISE,
    businessImpact,
    critical: false,
    customerFacing: true,
    owner: { team, contact: contact(team), stakeholder: 'Head of sales' },
    timeZone: 'UTC',
    runbook: { url: runbook(service), firstSteps: STEPS },
    review: { everyDays: 30 },
    tiers: TIERS.map(({ kind, urgency, longMinutes, shortMinutes, budgetShare, threshold, heldMinutes }) => {
      return { alarm: kind, urgency, longMinutes, shortMinutes, budgetShare, threshold, heldMinutes };
    }),
    evidence: true,
    noData: true,
    measurement: {
      kind: 'requests',
      periodSeconds: 60,
      bad: { expression: 'total - FILL(good, 0)', metrics: { total: metric('Total'), good: metric('Good') } },
      total: { metrics: { total: metric('Total') } },
    },
    routes: [{ targets: [], from: 'info' }],
  });
}
