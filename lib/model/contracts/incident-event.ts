import * as v from 'valibot';
import { alarmValues } from './alarm-event';
import { catalogueEntry } from './catalogue';
import { person } from './command';
import { cause, findings } from './findings';
import { someRules } from './incident-rules';

/**
 * What can happen to an incident, version 1. The log of an incident is a numbered list of these, and everything else (state,
 * severity, words) is folded from it. All times are epoch milliseconds. An event of a type that this code does not know
 * is kept and ignored, so that an incident opened by newer code still folds after a rollback.
 */

const common = { version: v.literal(1), at: v.number() };

const knownAlarm = v.object({
  alarm: v.string(),
  value: v.picklist(alarmValues),
  at: v.number(),
  reading: v.optional(v.number()),
});

/** One alarm changed its state. `at` is the alarm's own timestamp. */
const alarm = v.object({
  ...common,
  type: v.literal('alarm'),
  /**
   * `alarmSignalKey`: the same however often the signal is delivered. Absent when no new signal came in: the ledger copied
   * what it already knew of a sibling alarm, or a repeated signal brought a new entry.
   */
  key: v.optional(v.string()),
  slo: v.string(),
  alarm: v.string(),
  value: v.picklist(alarmValues),
  /** When the ledger heard of it, where that was minutes later: nobody can have been told before. */
  heard: v.optional(v.number()),
  /** Most recent data point of the alarm, where AWS told it; for a tier the burn rate. */
  reading: v.optional(v.number()),
  /**
   * Catalogue entry of the SLO, with the first event that concerns the SLO, and again with an alarm that the entry before did not name
   * or when the SLO left shadow or entered it: the fold asks nobody.
   */
  entry: v.optional(catalogueEntry),
  /** With the entry: what the SLO's other alarms last said. Whether a tier pages depends on evidence that spoke before. */
  known: v.optional(v.array(knownAlarm)),
  /** With the first event of an incident: what its response stack sets of the rules by which it lives. */
  rules: v.optional(someRules),
});

const saidBySupport = {
  slo: v.string(),
  report: v.string(),
  /** Customers or tickets by now, all in all: a later event of the same report replaces it. */
  count: v.number(),
  operation: v.optional(v.string()),
  exception: v.optional(v.string()),
  url: v.optional(v.string()),
};

/** Support hears from customers. `at` is support's own time; `entry`, `known` and `rules` as with an alarm. */
const report = v.object({
  ...common,
  ...saidBySupport,
  type: v.literal('report'),
  key: v.string(),
  entry: v.optional(catalogueEntry),
  known: v.optional(v.array(knownAlarm)),
  rules: v.optional(someRules),
});

/** An alarm was deleted: it will never say that it is clear. `entry` is the SLO's newer catalogue entry where that no longer names the alarm. */
const alarmDeleted = v.object({
  ...common,
  type: v.literal('alarmDeleted'),
  key: v.string(),
  slo: v.string(),
  alarm: v.string(),
  entry: v.optional(catalogueEntry),
});

/** A page tier stayed in ALARM without evidence for its held time; bad requests in its short window were counted once. */
const held = v.object({
  ...common,
  type: v.literal('held'),
  slo: v.string(),
  alarm: v.string(),
  /** Since when the tier was in ALARM: says which spell was judged. */
  since: v.number(),
  /** null: the count could not be read, which pages. */
  badRequests: v.nullable(v.number()),
});

/** What a person did, at which target; `key` as in the command. */
const byPerson = { ...common, key: v.string(), by: person, via: v.string() };

/** By the clock, because all is quiet; or by a person, while it may still burn. */
const mitigated = v.object({
  ...common,
  type: v.literal('mitigated'),
  key: v.optional(v.string()),
  by: v.optional(person),
  via: v.optional(v.string()),
});
/** By the clock; or by a person, at the pager that owns the lifecycle. */
const resolved = v.object({
  ...common,
  type: v.literal('resolved'),
  key: v.optional(v.string()),
  by: v.optional(person),
  via: v.optional(v.string()),
});
/** Terminal: nothing may be appended after it, which keeps a slow writer from reopening an incident behind the pointer. */
const sealed = v.object({ ...common, type: v.literal('sealed') });

const personal = [
  v.object({ ...byPerson, type: v.literal('acknowledged') }),
  v.object({ ...byPerson, type: v.literal('falsePositive'), reason: v.string() }),
  v.object({ ...byPerson, type: v.literal('causeNamed'), cause, repeatOf: v.optional(v.string()) }),
  v.object({ ...byPerson, type: v.literal('causeClosed'), how: v.picklist(['fixed', 'followedUp']) }),
  v.object({ ...byPerson, type: v.literal('noted'), text: v.string(), support: v.boolean() }),
  v.object({ ...byPerson, type: v.literal('confirmed'), customer: v.string() }),
  /** May come after the incident is sealed: people meet days later. */
  v.object({ ...byPerson, type: v.literal('reviewed'), url: v.optional(v.string()) }),
  /** Terminal, like `sealed`: what comes for its group goes to the older incident. */
  v.object({
    ...byPerson,
    type: v.literal('merged'),
    into: v.string(),
    group: v.object({
      account: v.string(),
      region: v.string(),
      stage: v.string(),
      service: v.string(),
      segment: v.optional(v.string()),
    }),
  }),
] as const;

/** The older incident takes over what a younger one knew: its SLOs, and what support heard of them. */
const absorbed = v.object({
  ...common,
  type: v.literal('absorbed'),
  incident: v.string(),
  /** Whose page it was, where the younger one had woken somebody: `pageRoute`. */
  route: v.optional(v.string()),
  /** Who answered that call. */
  acknowledged: v.optional(v.object({ at: v.number(), by: person })),
  parts: v.array(v.object({ entry: catalogueEntry, known: v.array(knownAlarm) })),
  reports: v.optional(v.array(v.object({ ...saidBySupport, since: v.number(), at: v.number() }))),
  heard: v.optional(v.array(v.object({ slo: v.string(), at: v.number(), more: v.number() }))),
});

const byTheClock = [
  /** A person called it mitigated, and it still burns. */
  v.object({ ...common, type: v.literal('reopened') }),
  /** Nobody acknowledged the page. */
  v.object({ ...common, type: v.literal('notifiedAgain') }),
  /** Working time went by without news. */
  v.object({ ...common, type: v.literal('reminded') }),
  /** Support was promised news by then. */
  v.object({ ...common, type: v.literal('updateMissed'), promised: v.number() }),
] as const;

/** Somebody on the same pager route was woken a moment ago, for that incident and by that call of it: this page belongs to it. */
const pageShared = v.object({
  ...common,
  type: v.literal('pageShared'),
  with: v.string(),
  cycle: v.optional(v.number()),
});

/** Whose page it shared is over, and this incident goes on with nobody on it: it calls by itself. */
const pageUnshared = v.object({ ...common, type: v.literal('pageUnshared') });

/** Incidents that go on in services along a dependency edge. */
const related = v.object({
  ...common,
  type: v.literal('related'),
  incidents: v.array(
    v.object({ incident: v.string(), service: v.string(), relation: v.picklist(['dependsOn', 'dependent']) }),
  ),
});

/** What was found out; parts that it does not name stay as they were. */
const enriched = v.object({ ...common, type: v.literal('enriched'), findings });

const incidentEvent = v.variant('type', [
  alarm,
  alarmDeleted,
  report,
  held,
  mitigated,
  resolved,
  sealed,
  ...personal,
  ...byTheClock,
  absorbed,
  pageShared,
  pageUnshared,
  related,
  enriched,
]);

export type IncidentEvent = v.InferOutput<typeof incidentEvent>;
export type ReportEvent = v.InferOutput<typeof report>;
export type PersonalEvent = v.InferOutput<(typeof personal)[number]>;
export type RelatedIncident = v.InferOutput<typeof related>['incidents'][number];
export type AlarmEvent = v.InferOutput<typeof alarm>;
export type AlarmDeletedEvent = v.InferOutput<typeof alarmDeleted>;
export type KnownAlarm = v.InferOutput<typeof knownAlarm>;

/** A log entry as stored; `event` is absent when this code does not know its type. */
export interface LogEntry {
  readonly n: number;
  readonly event?: IncidentEvent;
}

export function readLogEntry(n: number, stored: unknown): LogEntry {
  const parsed = v.safeParse(incidentEvent, stored);
  return parsed.success ? { n, event: parsed.output } : { n };
}
