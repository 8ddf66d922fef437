import * as v from 'valibot';
import { alarmValues } from '../alarm-event';
import { severities } from '../catalogue';
import { dollars, moment, said, urgency, version } from './parts';

/** Alert policies that are compared over one history, `declared` being what the template says. */
export const policies = ['declared', 'aws', 'google', 'static'] as const;
export type PolicyName = (typeof policies)[number];

const policy = said(
  v.picklist(policies),
  '`declared`: the alarms of the template and the incidents that the functions make of them; `aws`: the three pairs of the CloudWatch user guide; `google`: the four tiers of the SRE Workbook; `static`: the error rate of ten minutes is above the error budget',
);
const share = said(v.nullable(v.number()), 'a fraction of 1; null without a request');
const percent = said(v.nullable(v.number()), 'percent; null without a request');
const minutes = said(v.number(), 'minutes');

const budgetStatus = v.picklist(['OK', 'WARNING', 'BREACHED', 'INSUFFICIENT_DATA']);

const alarm = v.object({
  name: v.string(),
  tier: said(v.nullable(v.string()), 'null for alarms that are no tier, such as evidence and no-data'),
  urgency: v.nullable(urgency),
  state: v.picklist(alarmValues),
  at: moment,
  actionsSuppressedBy: v.optional(said(v.string(), 'its actions are held back: by an alarm, or while waiting for one')),
});

/** What customers felt, whatever alarms said. */
const fault = v.object({
  from: moment,
  to: moment,
  bad: said(v.number(), 'bad requests, or bad periods'),
  budgetShare: said(v.number(), 'of the budget of a whole interval at this traffic; a fraction of 1'),
});

/** Somebody was called. */
const notification = v.object({
  at: moment,
  urgency,
  by: said(v.array(v.string()), 'alarms that fired then'),
  fault: said(v.nullable(v.number()), 'index among the faults; null: nothing was wrong that was worth a call'),
  delayMinutes: said(v.nullable(v.number()), 'since the fault began'),
  budgetUsed: said(share, 'of the budget of the interval, used up at that moment'),
});

const incident = v.object({
  id: v.string(),
  status: v.picklist(['open', 'mitigated', 'resolved']),
  severity: said(v.picklist(severities), 'the worst it was'),
  members: said(v.array(v.string()), 'SLOs that broke their promise in it'),
  pages: v.number(),
  tickets: v.number(),
  openedAt: moment,
  mitigatedAt: v.optional(moment),
  resolvedAt: v.optional(moment),
  milestones: v.array(
    v.object({ at: moment, kind: v.string(), slo: v.optional(v.string()), severity: v.picklist(severities) }),
  ),
});

const counts = { pages: v.number(), tickets: v.number() };

const compared = v.object({
  policy,
  source: said(v.string(), 'where its numbers come from'),
  ...counts,
  found: said(v.number(), 'faults of which it told somebody'),
  falsePages: said(v.number(), 'pages while nothing was wrong that is worth one'),
  medianDelayMinutes: said(v.nullable(v.number()), 'from the beginning of a found fault to the first word of it'),
  medianBudgetUsed: said(share, 'of the budget of the interval, used up at that moment'),
  monthlyCostUsd: dollars,
  notifications: v.array(notification),
});

const proposedGoal = v.object({
  goal: said(v.string(), 'exact decimal percent'),
  declared: v.boolean(),
  met: said(v.boolean(), 'in every whole interval of the history; over the whole history where it is shorter than one'),
  attainment: said(percent, 'of the worst of them'),
  usedFraction: share,
  policies: v.array(v.object({ policy, ...counts })),
});

const lag = v.object({
  predicted: v.number(),
  recorded: v.number(),
  matched: v.number(),
  medianLagSeconds: v.nullable(v.number()),
  p95LagSeconds: v.nullable(v.number()),
});

const against = v.object({
  ...lag.entries,
  toleranceMinutes: v.number(),
  outside: said(v.number(), 'recorded changes outside the history, or of alarms that are not simulated'),
  alarms: v.array(
    v.object({
      name: v.string(),
      ...lag.entries,
      onlyPredicted: v.array(v.object({ state: v.picklist(alarmValues), at: moment })),
      onlyRecorded: v.array(v.object({ state: v.picklist(alarmValues), at: moment })),
    }),
  ),
});

const history = v.object({
  kind: said(v.picklist(['requests', 'periods']), 'what is good or bad: each request, or each period as a whole'),
  stepSeconds: v.number(),
  minutesWithData: v.number(),
  gaps: v.number(),
  longestGapMinutes: v.number(),
  total: said(v.number(), 'requests, or periods'),
  bad: v.number(),
  dropped: said(v.number(), 'faulty rows that `--lenient` left out'),
  excludedMinutes: said(v.number(), 'covered by exclusion windows of the SLO'),
});

const notSimulated = v.array(v.object({ alarm: v.string(), why: v.string() }));
const remarks = said(v.array(v.string()), 'what a reader must know to judge the figures');

/** What one SLO's alarms would have done. */
export const simulatedObjective = v.object({
  slo: v.string(),
  stage: v.string(),
  policy,
  ok: said(v.boolean(), 'the declared goal would have been met'),
  goal: said(v.string(), 'exact decimal percent'),
  from: moment,
  to: moment,
  minutes,
  attainment: said(percent, 'over the interval that ends the history'),
  budget: v.object({ totalBad: v.number(), usedFraction: share, status: budgetStatus }),
  alarms: said(v.array(alarm), 'every change of state'),
  pages: v.number(),
  tickets: v.number(),
  firstDetection: v.optional(
    said(
      v.object({ at: moment, budgetUsed: share, delayMinutes: v.nullable(v.number()) }),
      'the first call; no delay where nothing was wrong that was worth one',
    ),
  ),
  monthlyCostUsd: v.number(),
  wakes: said(v.object({ team: v.string(), contact: v.string() }), 'who is called'),
  history,
  faults: v.array(fault),
  incidents: v.array(incident),
  policies: said(v.array(compared), 'the same history under other policies'),
  goals: said(v.array(proposedGoal), 'the same history under other goals'),
  notSimulated,
  remarks,
  against: v.optional(against),
});

/** `slo simulate --json`: one SLO, or several side by side whose incidents are those of their services. */
export const simulationDocument = v.union([
  v.object({ version, ...simulatedObjective.entries }),
  v.object({
    version,
    ok: v.boolean(),
    from: moment,
    to: moment,
    minutes,
    ...counts,
    incidents: v.array(incident),
    simulations: said(v.array(simulatedObjective), 'each SLO as if it were alone'),
    alarms: said(
      v.array(alarm),
      'changes of alarms that belong to no SLO: composite ones, and those of metrics that were given',
    ),
    notSimulated,
    remarks,
  }),
]);

export type SimulatedObjective = v.InferOutput<typeof simulatedObjective>;
export type SimulatedIncidentDocument = v.InferOutput<typeof incident>;
export type ComparedPolicy = v.InferOutput<typeof compared>;
export type ProposedGoal = v.InferOutput<typeof proposedGoal>;
export type Notification = v.InferOutput<typeof notification>;
export type Fault = v.InferOutput<typeof fault>;
export type SimulationDocument = v.InferOutput<typeof simulationDocument>;
