import type {
  ComparedPolicy,
  SimulatedIncidentDocument,
  SimulatedObjective,
  SimulationDocument,
} from '../../lib/model/contracts/documents/simulation';

/** An evening on which orders failed for half an hour: somebody was woken after four minutes, and the goal was missed. */
export function simulated(overrides: Partial<SimulatedObjective> = {}): SimulatedObjective {
  return {
    slo: 'place-order',
    stage: 'prod',
    policy: 'declared',
    ok: false,
    goal: '99.9',
    from: '2026-10-17T18:00:00.000Z',
    to: '2026-11-14T22:00:00.000Z',
    minutes: 40_560,
    attainment: 99.6203,
    budget: { totalBad: 4557, usedFraction: 3.797, status: 'BREACHED' },
    alarms: [
      changed('fast', 'page', 'ALARM', '2026-11-14T20:34:00.000Z'),
      changed('fast', 'page', 'OK', '2026-11-14T21:09:00.000Z'),
      changed('ticket', 'ticket', 'ALARM', '2026-11-14T21:00:00.000Z'),
    ],
    pages: 1,
    tickets: 1,
    firstDetection: { at: '2026-11-14T20:34:00.000Z', budgetUsed: 0.43, delayMinutes: 4 },
    monthlyCostUsd: 0.9,
    wakes: { team: 'storefront', contact: 'storefront@shop.example' },
    history: {
      kind: 'requests',
      stepSeconds: 60,
      minutesWithData: 40_500,
      gaps: 2,
      longestGapMinutes: 45,
      total: 1_200_300,
      bad: 4557,
      dropped: 0,
      excludedMinutes: 0,
    },
    faults: [
      { from: '2026-11-01T03:10:00.000Z', to: '2026-11-01T03:20:00.000Z', bad: 40, budgetShare: 0.033 },
      { from: '2026-11-14T20:30:00.000Z', to: '2026-11-14T21:02:00.000Z', bad: 4480, budgetShare: 3.73 },
    ],
    incidents: [incident()],
    policies: [
      compared({
        pages: 1,
        tickets: 1,
        found: 1,
        medianDelayMinutes: 4,
        medianBudgetUsed: 0.43,
        notifications: [
          {
            at: '2026-11-14T20:34:00.000Z',
            urgency: 'page',
            by: ['fast'],
            fault: 1,
            delayMinutes: 4,
            budgetUsed: 0.43,
          },
          {
            at: '2026-11-14T21:00:00.000Z',
            urgency: 'ticket',
            by: ['ticket'],
            fault: 1,
            delayMinutes: 30,
            budgetUsed: 3.7,
          },
        ],
      }),
      compared({
        policy: 'aws',
        pages: 3,
        tickets: 0,
        found: 2,
        falsePages: 1,
        medianDelayMinutes: 9,
        monthlyCostUsd: 1.2,
      }),
      compared({ policy: 'google', pages: 2, tickets: 2, found: 2, medianDelayMinutes: 6, monthlyCostUsd: 2.4 }),
      compared({ policy: 'static', pages: 41, found: 2, falsePages: 39, medianDelayMinutes: 3, monthlyCostUsd: 0.1 }),
    ],
    goals: [
      goal('99', true, 99.6203, 0.3797),
      goal('99.5', true, 99.6203, 0.7594),
      { ...goal('99.9', false, 99.6203, 3.797), declared: true },
      goal('99.95', false, 99.6203, 7.594),
    ],
    notSimulated: [],
    remarks: [],
    ...overrides,
  };
}

export function oneDocument(overrides: Partial<SimulatedObjective> = {}): SimulationDocument {
  return { version: 1, ...simulated(overrides) };
}

export function severalDocument(simulations: readonly SimulatedObjective[]): SimulationDocument {
  const sum = (key: 'pages' | 'tickets') => simulations.reduce((total, simulation) => total + simulation[key], 0);
  return {
    version: 1,
    ok: simulations.every(({ ok }) => ok),
    pages: sum('pages'),
    tickets: sum('tickets'),
    incidents: simulations.flatMap(({ incidents }) => incidents),
    simulations: [...simulations],
    from: simulations[0]!.from,
    to: simulations[0]!.to,
    minutes: simulations[0]!.minutes,
    alarms: [],
    notSimulated: [],
    remarks: [],
  };
}

/** A history in which nothing happened. */
export const CALM: Partial<SimulatedObjective> = {
  ok: true,
  attainment: 99.9712,
  budget: { totalBad: 345, usedFraction: 0.288, status: 'OK' },
  alarms: [],
  pages: 0,
  tickets: 0,
  faults: [],
  incidents: [],
  policies: [compared({})],
  goals: [{ ...goal('99.9', true, 99.9712, 0.288), declared: true }],
};

export function compared(overrides: Partial<ComparedPolicy>): ComparedPolicy {
  return {
    policy: 'declared',
    source: 'the template',
    pages: 0,
    tickets: 0,
    found: 0,
    falsePages: 0,
    medianDelayMinutes: null,
    medianBudgetUsed: null,
    monthlyCostUsd: 0.9,
    notifications: [],
    ...overrides,
  };
}

export function goal(goal: string, met: boolean, attainment: number, usedFraction: number) {
  const policies = [
    { policy: 'declared' as const, pages: met ? 0 : 1, tickets: 1 },
    { policy: 'aws' as const, pages: 3, tickets: 0 },
  ];
  return { goal, declared: false, met, attainment, usedFraction, policies };
}

export function changed(
  alarm: string,
  urgency: 'page' | 'ticket' | null,
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA',
  at: string,
  actionsSuppressedBy?: string,
): SimulatedObjective['alarms'][number] {
  const name = `slo/prod/place-order/${alarm}`;
  return {
    name,
    tier: urgency === null ? null : alarm,
    urgency,
    state,
    at,
    ...(actionsSuppressedBy ? { actionsSuppressedBy } : {}),
  };
}

export function incident(overrides: Partial<SimulatedIncidentDocument> = {}): SimulatedIncidentDocument {
  return {
    id: 'prod-checkout-1',
    status: 'resolved',
    severity: 'sev2',
    members: ['place-order'],
    pages: 1,
    tickets: 1,
    openedAt: '2026-11-14T20:34:00.000Z',
    mitigatedAt: '2026-11-14T21:10:00.000Z',
    resolvedAt: '2026-11-14T21:40:00.000Z',
    milestones: [
      { at: '2026-11-14T20:34:00.000Z', kind: 'opened', slo: 'place-order', severity: 'sev2' },
      { at: '2026-11-14T21:10:00.000Z', kind: 'mitigated', severity: 'sev2' },
      { at: '2026-11-14T21:40:00.000Z', kind: 'resolved', severity: 'sev2' },
    ],
    ...overrides,
  };
}
