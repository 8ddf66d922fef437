import * as v from 'valibot';
import { measurement } from './measurement-shape';
import { upgradedEntry } from './older-entry';

/**
 * Catalogue entry, version 1: what synth records of an SLO in the parameter `/slo/<stage>/<sloName>`.
 * Functions, simulator and documents read it; there is no second copy.
 */

const tier = v.object({
  /** Last part of the alarm's name: `fast`, `slow`, `ticket`. */
  alarm: v.string(),
  urgency: v.picklist(['page', 'ticket']),
  longMinutes: v.number(),
  shortMinutes: v.number(),
  /** Exact decimal share of the budget that is spent when the tier fires, `0.02`. */
  budgetShare: v.string(),
  /** Burn rate above which the tier fires. */
  threshold: v.number(),
  /** Page tiers: minutes in ALARM after which missing evidence no longer holds the page back. */
  heldMinutes: v.optional(v.number()),
});

const component = v.object({
  component: v.string(),
  logs: v.boolean(),
  metrics: v.boolean(),
  traces: v.boolean(),
});

/** How bad an incident is, the worst first. */
export const severities = ['sev1', 'sev2', 'sev3', 'info'] as const;

/** Of a ticket, the highest first: one for each severity. */
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;

const route = v.object({
  /** Names of targets; empty means every target of the response stack. */
  targets: v.array(v.string()),
  /** Least severity that is told. */
  from: v.picklist(severities),
});

const wayOut = v.object({ text: v.string(), command: v.optional(v.string()) });

const shape = v.object({
  version: v.literal(1),
  stage: v.string(),
  slo: v.string(),
  service: v.string(),
  segment: v.optional(v.string()),
  feature: v.optional(v.string()),
  /** Its name in Application Signals, where it is not `<stage>-<slo>`: an SLO that was adopted. */
  objective: v.optional(v.string()),
  /** Exact decimal percent, `99.9`. */
  attainmentGoal: v.string(),
  /** Exact decimal percent that was promised to customers by contract; the goal is not below it. */
  sla: v.optional(v.string()),
  /** Percent of the error budget left at which the SLO counts as in danger. */
  warningThreshold: v.optional(v.number()),
  interval: v.variant('kind', [
    v.object({ kind: v.literal('rolling'), days: v.number() }),
    v.object({ kind: v.literal('calendar'), months: v.number() }),
  ]),
  /** The sentence a customer would recognise: "Your order goes through." */
  promise: v.string(),
  businessImpact: v.string(),
  explanation: v.optional(v.string()),
  /** Who agreed to the goal. */
  agreedBy: v.optional(v.array(v.string())),
  /** What the organisation measures by this SLO, and who answers for it. */
  kpis: v.optional(v.array(v.object({ name: v.string(), owner: v.string() }))),
  critical: v.boolean(),
  customerFacing: v.boolean(),
  owner: v.object({ team: v.string(), contact: v.string(), stakeholder: v.string() }),
  /** IANA zone in which people of the team read times. */
  timeZone: v.string(),
  runbook: v.object({ url: v.string(), firstSteps: v.array(v.string()) }),
  /** The usual ways out, in words, and the command where there is one; `{region}` and `{stage}` in it are filled in. */
  waysOut: v.optional(
    v.object({ rollBack: v.optional(wayOut), scale: v.optional(wayOut), workAround: v.optional(wayOut) }),
  ),
  /** What agents may tell customers while the promise is not kept; reviewed by people, never generated. */
  reply: v.optional(v.string()),
  /** The service in Application Signals, where it is known there. */
  entity: v.optional(v.object({ name: v.string(), environment: v.string() })),
  /** Services of the stage that this one cannot do without. */
  dependsOn: v.optional(v.array(v.string())),
  /** Reports of customers that are usual, in an hour. */
  usualReportsPerHour: v.optional(v.number()),
  /** Where its logs are, and what to look for in them (CloudWatch Logs Insights). */
  logs: v.optional(v.object({ groups: v.array(v.string()), query: v.string() })),
  /** Name of the service's dashboard. */
  dashboard: v.optional(v.string()),
  /** How often the SLO is reviewed, and the date of the last review (`2026-11-02`); nobody has said when it was where there is none. */
  review: v.optional(v.object({ everyDays: v.number(), last: v.optional(v.string()) })),
  /** Where its page of `slo docs` is published. */
  page: v.optional(v.string()),
  tiers: v.array(tier),
  /** Whether the alarms `evidence` and `no-data` exist. */
  evidence: v.boolean(),
  noData: v.boolean(),
  /** Why the SLO has no alarms, where it was declared without. */
  noAlarms: v.optional(v.string()),
  /** Alarms on the budget itself; they open no incident. */
  budgetAlarms: v.optional(v.array(v.string())),
  /** Alarms and incidents are recorded, and nobody is told. */
  shadow: v.optional(v.boolean()),
  measurement,
  routes: v.array(route),
  /** Which parts behind the SLO deliver logs, metrics and traces. */
  coverage: v.optional(v.array(component)),
  /** The test alarm of the response stack, which is no SLO; see lib/model/incident/canary.ts. */
  canary: v.optional(v.boolean()),
});

/** The shape of an entry; older ones are brought to it. */
export const catalogueEntry = v.pipe(v.unknown(), v.transform(upgradedEntry), shape);

/** What synth records of an SLO. */
export type CatalogueEntry = v.InferOutput<typeof catalogueEntry>;
export type CatalogueTier = CatalogueEntry['tiers'][number];
export type { MetricReference } from './measurement-shape';
export type WayOut = v.InferOutput<typeof wayOut>;
export type Route = CatalogueEntry['routes'][number];
/** How bad an incident is. */
export type Severity = (typeof severities)[number];

/** @throws Error naming what is wrong with the text */
export function parseCatalogueEntry(text: string): CatalogueEntry {
  return v.parse(v.pipe(v.string(), v.parseJson(), catalogueEntry), text);
}
