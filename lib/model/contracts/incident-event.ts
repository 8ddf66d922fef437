import * as v from 'valibot';
import { alarmValues } from './alarm-event';
import { catalogueEntry } from './catalogue';

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
  /** Most recent data point of the alarm, where AWS told it; for a tier the burn rate. */
  reading: v.optional(v.number()),
  /**
   * Catalogue entry of the SLO, with the first event that concerns the SLO, and again with an alarm that the entry before did not name
   * or when the SLO left shadow or entered it: the fold asks nobody.
   */
  entry: v.optional(catalogueEntry),
  /** With the entry: what the SLO's other alarms last said. Whether a tier pages depends on evidence that spoke before. */
  known: v.optional(v.array(knownAlarm)),
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

const mitigated = v.object({ ...common, type: v.literal('mitigated') });
const resolved = v.object({ ...common, type: v.literal('resolved') });
/** Terminal: nothing may be appended after it, which keeps a slow writer from reopening an incident behind the pointer. */
const sealed = v.object({ ...common, type: v.literal('sealed') });

const incidentEvent = v.variant('type', [alarm, alarmDeleted, held, mitigated, resolved, sealed]);

export type IncidentEvent = v.InferOutput<typeof incidentEvent>;
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
