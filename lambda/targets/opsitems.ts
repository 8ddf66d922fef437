import {
  CreateOpsItemCommand,
  DescribeOpsItemsCommand,
  GetOpsItemCommand,
  UpdateOpsItemCommand,
  type UpdateOpsItemRequest,
} from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { writeMarker } from '../../lib/model/names';
import { opsItemsApi } from './opsitems-api';
import {
  byRank,
  fieldsIn,
  fieldsOf,
  identity,
  isOf,
  marked,
  noted,
  notesIn,
  type OpsItem,
  ofIncident,
  opsItem,
  opsItemId,
  ratingsOf,
  revisionOf,
} from './opsitems-item';
import { opsItemDescription, opsItemNote, opsItemTitle } from './opsitems-text';
import { apiUrl, checkedSettings } from './settings';
import type { RemoteRef, Target, TargetDependencies } from './target';
import { untouched } from './untouched';

/**
 * OpsItems of Systems Manager OpsCenter, in the account and region of the function: one per incident, no secret. Markers travel in operational
 * data, which readers find below the description: that of the last write in `slo/marker`, those of notes in the keys of the notes.
 * The role needs ssm:CreateOpsItem, ssm:GetOpsItem, ssm:UpdateOpsItem and ssm:DescribeOpsItems.
 *
 * A deduplication string makes a second creation fail with the id of the first one while that is not resolved, so what is in doubt is simply
 * done again ("Managing duplicate OpsItems" in the Systems Manager user guide).
 */
const settings = v.strictObject(
  {
    apiUrl: v.optional(apiUrl('')),
    topicArn: v.optional(v.pipe(v.string(), v.regex(/^arn:[\w-]+:sns:[\w:-]+$/, 'the ARN of an SNS topic'))),
  },
  'no other than apiUrl and topicArn',
);

/** @throws Error that names each wrong setting, what it got and what is allowed */
export function opsItemsSettings(given: Readonly<Record<string, string>>): v.InferOutput<typeof settings> {
  return checkedSettings(settings, given);
}

const SOURCE = 'cdk-slo';
/** Look-ups ask for so many pages, and look at so many OpsItems: there is one, as a rule. */
const MOST_PAGES = 5;
const MOST_CANDIDATES = 10;

const created = v.object({ OpsItemId: opsItemId, existed: v.optional(v.boolean()) });
const found = v.object({
  OpsItemSummaries: v.array(v.object({ OpsItemId: opsItemId })),
  NextToken: v.optional(v.string()),
});

export function opsItemsTarget({ config, timeoutMs }: TargetDependencies): Target {
  const { apiUrl: endpoint, topicArn } = opsItemsSettings(config.settings);
  const call = opsItemsApi(endpoint, timeoutMs);

  const existing = async (OpsItemId: string): Promise<TargetResult<OpsItem | undefined>> => {
    const got = await call(new GetOpsItemCommand({ OpsItemId }), v.object({ OpsItem: opsItem }));
    if (got.outcome === 'rejected' && got.reason === 'gone') return ok(undefined);
    return got.outcome === 'ok' ? ok(got.value.OpsItem) : got;
  };
  const update = async (change: UpdateOpsItemRequest): Promise<TargetResult<RemoteRef>> => {
    const updated = await call(new UpdateOpsItemCommand(change), v.object({}));
    return updated.outcome === 'ok' ? ok(refOf(change.OpsItemId!)) : updated;
  };
  const candidates = async (incident: string): Promise<TargetResult<string[]>> => {
    const OpsItemFilters = [ofIncident(incident)];
    const ids: string[] = [];
    let NextToken: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = { OpsItemFilters, ...(NextToken !== undefined && { NextToken }) };
      const answer = await call(new DescribeOpsItemsCommand(asked), found);
      if (answer.outcome !== 'ok') return answer;
      ids.push(...answer.value.OpsItemSummaries.map(({ OpsItemId }) => OpsItemId));
      NextToken = answer.value.NextToken;
      if (NextToken === undefined) break;
    }
    return ok(ids.slice(0, MOST_CANDIDATES));
  };
  /** Those that say themselves that they are the incident's. */
  const itemsOf = async (incident: string, ids: readonly string[]): Promise<TargetResult<OpsItem[]>> => {
    const items: OpsItem[] = [];
    for (const candidate of ids) {
      const got = await existing(candidate);
      if (got.outcome !== 'ok') return got;
      if (got.value !== undefined && isOf(got.value, incident)) items.push(got.value);
    }
    return ok(items.sort(byRank));
  };

  const edit: Target['edit'] = async (ref, document, write) => {
    const got = await existing(ref.id);
    if (got.outcome !== 'ok') return got;
    if (got.value === undefined) return rejected('gone', `OpsCenter: ${ref.id} was deleted`);
    const { title, priority, state } = untouched(fieldsOf(document), fieldsIn(got.value), write.ours);
    return update({
      OpsItemId: ref.id,
      Description: opsItemDescription(document),
      ...(title !== undefined && { Title: title }),
      ...(priority !== undefined && ratingsOf(document)),
      ...(state !== undefined && { Status: state === 'closed' ? 'Resolved' : 'Open' }),
      ...marked(write, got.value),
    });
  };

  return {
    abilities: { find: true, edit: true, note: true, remove: false, chart: false },
    fields: fieldsOf,
    async create(document, write) {
      const answer = await call(
        new CreateOpsItemCommand({
          Title: opsItemTitle(document),
          Description: opsItemDescription(document),
          Source: SOURCE,
          Category: 'Availability',
          ...ratingsOf(document),
          OperationalData: identity(write),
          ...(topicArn !== undefined && { Notifications: [{ Arn: topicArn }] }),
        }),
        created,
      );
      if (answer.outcome !== 'ok') return answer;
      const ref = refOf(answer.value.OpsItemId);
      if (answer.value.existed) return edit(ref, document, write);
      // OpsItems are born open.
      return document.status === 'resolved' ? update({ OpsItemId: ref.id, Status: 'Resolved' }) : ok(ref);
    },
    edit,
    async note(ref, note, { marker }) {
      const added = await update({ OpsItemId: ref.id, OperationalData: noted(marker, opsItemNote(note)) });
      return added.outcome === 'ok' ? ok({ ...added.value, id: marker }) : added;
    },
    async find(incident, { ref }) {
      const ids = ref === undefined ? await candidates(incident) : ok([ref.id]);
      if (ids.outcome !== 'ok') return ids;
      const items = await itemsOf(incident, ids.value);
      if (items.outcome !== 'ok') return items;
      const [first, ...others] = items.value;
      if (first === undefined) return ok(undefined);
      const ours = refOf(first.OpsItemId);
      const notes = notesIn(first).map(({ from, to }) => writeMarker(incident, from, to));
      return ok({
        ref: ours,
        revision: revisionOf(first),
        notes: notes.map((marker) => ({ marker, ref: { ...ours, id: marker } })),
        duplicates: others.map((other) => refOf(other.OpsItemId)),
      });
    },
    // The deduplication string keeps a second one from coming into being beside an open one.
    remove: async ({ id: duplicate }) =>
      rejected('clientError', `OpsCenter: ${duplicate}: got a duplicate, allowed is one`),
  };
}

/** The console's address is inferred; where the region is not known there is none. */
function refOf(OpsItemId: string): RemoteRef {
  const region = process.env.AWS_REGION;
  if (region === undefined) return { id: OpsItemId };
  return { id: OpsItemId, url: `https://${region}.console.aws.amazon.com/systems-manager/opsitems/${OpsItemId}` };
}
