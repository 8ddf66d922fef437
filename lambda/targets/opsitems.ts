import {
  CreateOpsItemCommand,
  DescribeOpsItemsCommand,
  GetOpsItemCommand,
  UpdateOpsItemCommand,
  type UpdateOpsItemRequest,
} from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { opsItemUrl } from '../../lib/model/links';
import { opsItemsApi } from './opsitems-api';
import {
  fieldsIn,
  fieldsOf,
  identity,
  isOf,
  marked,
  noted,
  notesIn,
  ofIncident,
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
/** There is one, as a rule; a look-up looks at no more. */
const MOST_CANDIDATES = 10;

export function opsItemsTarget({ config, timeoutMs }: TargetDependencies): Target {
  const { apiUrl: endpoint, topicArn } = opsItemsSettings(config.settings);
  const call = opsItemsApi(endpoint, timeoutMs);

  const read = (OpsItemId: string) => call(new GetOpsItemCommand({ OpsItemId }), ({ OpsItem }) => OpsItem);
  const update = (change: UpdateOpsItemRequest) =>
    call(new UpdateOpsItemCommand(change), () => refOf(change.OpsItemId!));

  const edit: Target['edit'] = async ({ id: OpsItemId }, document, write) => {
    const found = await read(OpsItemId);
    if (found.outcome !== 'ok') return found;
    const { title, priority, state } = untouched(fieldsOf(document), fieldsIn(found.value), write.ours);
    return update({
      OpsItemId,
      Description: opsItemDescription(document),
      ...(title && { Title: title }),
      ...(priority && ratingsOf(document)),
      ...(state && { Status: state === 'closed' ? 'Resolved' : 'Open' }),
      ...marked(write, found.value),
    });
  };

  /** Of several that which is not resolved: a creation would be taken for it. */
  const candidates = async (incident: string): Promise<TargetResult<string[]>> => {
    const OpsItemFilters = [ofIncident(incident)];
    const listed = await call(new DescribeOpsItemsCommand({ OpsItemFilters }), (output) => output.OpsItemSummaries);
    if (listed.outcome !== 'ok') return listed;
    const items = listed.value.toSorted((a, b) => Number(a.Status === 'Resolved') - Number(b.Status === 'Resolved'));
    return ok(items.flatMap(({ OpsItemId }) => OpsItemId ?? []));
  };

  return {
    abilities: { find: true, edit: true, note: true, remove: false, chart: false },
    fields: fieldsOf,
    edit,
    async create(document, write) {
      const created = await call(
        new CreateOpsItemCommand({
          Title: opsItemTitle(document),
          Description: opsItemDescription(document),
          Source: SOURCE,
          Category: 'Availability',
          ...ratingsOf(document),
          OperationalData: identity(write),
          ...(topicArn && { Notifications: [{ Arn: topicArn }] }),
        }),
        ({ OpsItemId, existed }) => (OpsItemId ? { ref: refOf(OpsItemId), existed } : undefined),
      );
      if (created.outcome !== 'ok') return created;
      const { ref, existed } = created.value;
      if (existed) return edit(ref, document, write);
      // OpsItems are born open.
      return document.status === 'resolved' ? update({ OpsItemId: ref.id, Status: 'Resolved' }) : ok(ref);
    },
    async note({ id: OpsItemId }, note, { marker }) {
      const added = await update({ OpsItemId, OperationalData: noted(marker, opsItemNote(note)) });
      return added.outcome === 'ok' ? ok({ ...added.value, id: marker }) : added;
    },
    async find(incident, { ref }) {
      const ids = ref === undefined ? await candidates(incident) : ok([ref.id]);
      if (ids.outcome !== 'ok') return ids;
      for (const id of ids.value.slice(0, MOST_CANDIDATES)) {
        const found = await read(id);
        if (found.outcome !== 'ok' && found.reason !== 'gone') return found;
        if (found.outcome !== 'ok' || !isOf(found.value, incident)) continue;
        const notes = notesIn(found.value, incident).map(({ marker }) => ({
          marker,
          ref: { ...refOf(id), id: marker },
        }));
        return ok({ ref: refOf(id), revision: revisionOf(found.value), notes, duplicates: [] });
      }
      return ok(undefined);
    },
    // The deduplication string keeps a second one from coming into being beside an open one.
    remove: async () => rejected('clientError', 'OpsCenter: got a duplicate, allowed is one OpsItem'),
  };
}

function refOf(id: string): RemoteRef {
  const url = opsItemUrl(process.env.AWS_REGION ?? '', id);
  return { id, ...(url && { url }) };
}
