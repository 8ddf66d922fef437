import type { OpsItemFilter, UpdateOpsItemRequest } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { incidentKey, parseWriteMarker, writeMarker } from '../../lib/model/names';
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

type OperationalData = NonNullable<UpdateOpsItemRequest['OperationalData']>;

const text = v.optional(v.string());
/** An OpsItem, as far as we read it: any of it may be missing. */
export const opsItem = v.object({
  Title: text,
  Severity: text,
  Priority: v.optional(v.number()),
  Status: text,
  OperationalData: v.optional(v.record(v.string(), v.object({ Value: text })), {}),
});
export type OpsItem = v.InferOutput<typeof opsItem>;

/** `priority` is severity and priority as OpsCenter has them, `2/3`: whoever changes one of them has looked at both. */
export function fieldsWanted(document: NeutralDocument): Fields {
  return fieldsFound({
    Title: opsItemTitle(document),
    ...ratingsOf(document),
    ...(document.status === 'resolved' && { Status: 'Resolved' }),
  });
}

export function fieldsFound({ Title = '', Severity, Priority, Status }: Partial<OpsItem>): Fields {
  return { title: Title, priority: `${Severity}/${Priority}`, state: Status === 'Resolved' ? 'closed' : 'open' };
}

/** 1 is the highest of both. */
export function ratingsOf({ severity, priority }: NeutralDocument): { Severity: string; Priority: number } {
  const rating = RATINGS[severity];
  return { Severity: `${rating}`, Priority: Number(priority?.slice(1) ?? rating) };
}

/** By what the incident's OpsItem is known: to OpsCenter, to look-ups and to us. */
export function identity({ incident, marker }: Write): OperationalData {
  return {
    '/aws/dedup': searchable(JSON.stringify({ dedupString: incidentKey(incident) })),
    [INCIDENT]: searchable(incident),
    [MARKER]: shown(marker),
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
  return { [`slo/note/r${from}-${to}`]: shown(note) };
}

/** Markers of the notes, and their keys; the oldest first. */
export function notesIn({ OperationalData }: OpsItem, incident: string): { key: string; marker: string }[] {
  const notes = Object.keys(OperationalData).flatMap((key) => {
    const [, from, to] = NOTE.exec(key) ?? [];
    return to === undefined ? [] : [{ key, marker: writeMarker(incident, Number(from), Number(to)), to: Number(to) }];
  });
  return notes.sort((a, b) => a.to - b.to);
}

/** The marker of an edit, and no more notes than are kept: the OpsItem says that there were others. */
export function marked({ incident, marker }: Write, found: OpsItem): Partial<UpdateOpsItemRequest> {
  const left = notesIn(found, incident).slice(0, -KEPT_NOTES);
  return {
    OperationalData: {
      [MARKER]: shown(marker),
      ...(left.length > 0 && { [OLDER_NOTES]: shown(`Only the newest ${KEPT_NOTES} notes are kept.`) }),
    },
    OperationalDataToDelete: left.map(({ key }) => key),
  };
}

function searchable(Value: string) {
  return { Value, Type: 'SearchableString' as const };
}

function shown(Value: string) {
  return { Value, Type: 'String' as const };
}
