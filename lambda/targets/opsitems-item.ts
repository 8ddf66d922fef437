import type { OpsItemFilter, UpdateOpsItemRequest } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { parseWriteMarker } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording/document';
import { opsItemTitle } from './opsitems-text';
import type { Fields, Write } from './target';

/** Keys of operational data; those that begin with `aws` and the like are taken. */
const INCIDENT = 'slo/incident';
const MARKER = 'slo/marker';
const NOTE = /^slo\/note\/r(\d+)-(\d+)$/;
const OLDER_NOTES = 'slo/note/older';
/** How many values an OpsItem takes is not documented; nobody reads more. */
const KEPT_NOTES = 40;

const RATINGS = { sev1: 1, sev2: 2, sev3: 3, info: 4 } as const;

export const opsItemId = v.pipe(v.string(), v.regex(/^oi-[0-9a-f]{12}$/));

/** As GetOpsItem shows it. */
export const opsItem = v.object({
  OpsItemId: opsItemId,
  Title: v.optional(v.string(), ''),
  Status: v.string(),
  Severity: v.optional(v.string(), ''),
  Priority: v.optional(v.number()),
  CreatedTime: v.date(),
  OperationalData: v.optional(v.record(v.string(), v.object({ Value: v.optional(v.string(), '') })), {}),
});
export type OpsItem = v.InferOutput<typeof opsItem>;
type OperationalData = NonNullable<UpdateOpsItemRequest['OperationalData']>;

/** `priority` is severity and priority as OpsCenter has them, `2/3`: whoever changes one of them has looked at both. */
export function fieldsOf(document: NeutralDocument): Fields {
  const { Severity, Priority } = ratingsOf(document);
  const state = document.status === 'resolved' ? 'closed' : 'open';
  return { title: opsItemTitle(document), priority: `${Severity}/${Priority}`, state };
}

export function fieldsIn({ Title, Severity, Priority, Status }: OpsItem): Fields {
  return { title: Title, priority: `${Severity}/${Priority ?? ''}`, state: Status === 'Resolved' ? 'closed' : 'open' };
}

/** 1 is the highest of both. */
export function ratingsOf({ severity, priority }: NeutralDocument): { Severity: string; Priority: number } {
  const rating = RATINGS[severity];
  return { Severity: String(rating), Priority: priority === undefined ? rating : Number(priority.slice(1)) };
}

/** By what the incident's OpsItem is known: to OpsCenter, to look-ups and to us. */
export function identity({ incident, marker }: Write): OperationalData {
  return {
    '/aws/dedup': searchable(JSON.stringify({ dedupString: `slo-${incident}` })),
    [INCIDENT]: searchable(incident),
    [MARKER]: text(marker),
  };
}

/** The form is that of DescribeOpsItems in the API reference. */
export function ofIncident(incident: string): OpsItemFilter {
  return { Key: 'OperationalData', Operator: 'Equal', Values: [JSON.stringify({ key: INCIDENT, value: incident })] };
}

export function isOf({ OperationalData }: OpsItem, incident: string): boolean {
  return OperationalData[INCIDENT]?.Value === incident;
}

/** 0 when nothing says so. */
export function revisionOf({ OperationalData }: OpsItem): number {
  return parseWriteMarker(OperationalData[MARKER]?.Value ?? '')?.to ?? 0;
}

export function noted(marker: string, note: string): OperationalData {
  const { from, to } = parseWriteMarker(marker)!;
  return { [`slo/note/r${from}-${to}`]: text(note) };
}

/** The marker of an edit, and no more notes than are kept: the OpsItem says that there were others. */
export function marked({ marker }: Write, shown: OpsItem): Partial<UpdateOpsItemRequest> {
  const left = notesIn(shown).slice(0, -KEPT_NOTES);
  if (left.length === 0) return { OperationalData: { [MARKER]: text(marker) } };
  return {
    OperationalData: { [MARKER]: text(marker), [OLDER_NOTES]: text(`Only the newest ${KEPT_NOTES} notes are kept.`) },
    OperationalDataToDelete: left.map(({ key }) => key),
  };
}

/** Oldest first. */
export function notesIn({ OperationalData }: OpsItem): { key: string; from: number; to: number }[] {
  const notes = Object.keys(OperationalData).flatMap((key) => {
    const [, from, to] = NOTE.exec(key) ?? [];
    return from === undefined ? [] : [{ key, from: Number(from), to: Number(to) }];
  });
  return notes.sort((a, b) => a.to - b.to);
}

/** The one that a creation would be taken for comes first: that which is not resolved; of several the oldest. */
export function byRank(a: OpsItem, b: OpsItem): number {
  const [first, second] = [a, b].map(({ Status }) => Number(Status === 'Resolved'));
  return first! - second! || a.CreatedTime.getTime() - b.CreatedTime.getTime();
}

function searchable(Value: string) {
  return { Value, Type: 'SearchableString' as const };
}

function text(Value: string) {
  return { Value, Type: 'String' as const };
}
