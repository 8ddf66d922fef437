import type { UpdateOpsItemRequest } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { ok, rejected } from '../../lib/model/contracts/target-result';
import { opsItemUrl } from '../../lib/model/links';
import { andThen, orGone } from './and-then';
import { opsItemsApi } from './opsitems-api';
import {
  fieldsFound,
  fieldsWanted,
  identity,
  isOf,
  marked,
  noted,
  notesIn,
  type OpsItem,
  ofIncident,
  opsItem,
  ratingsOf,
  revisionOf,
} from './opsitems-item';
import { opsItemDescription, opsItemNote, opsItemTitle } from './opsitems-text';
import { apiUrl, settingsOf } from './settings';
import type { RemoteObject, RemoteRef, Target, TargetDependencies } from './target';
import { untouched } from './untouched';

export const opsItemsSettings = settingsOf({
  apiUrl: v.optional(apiUrl('')),
  topicArn: v.optional(v.pipe(v.string(), v.regex(/^arn:[\w-]+:sns:[\w:-]+$/, 'the ARN of an SNS topic'))),
});

const SOURCE = 'cdk-slo';
const RESOLVED = 'Resolved';
/** There is one, as a rule; a look-up looks at no more. */
const MOST_CANDIDATES = 10;

const id = v.string();
const created = v.object({ OpsItemId: id, __type: v.optional(v.string()) });
const shown = v.object({ OpsItem: opsItem });
const listed = v.object({ OpsItemSummaries: v.array(v.object({ OpsItemId: id, Status: v.optional(v.string()) })) });

/**
 * OpsItems of Systems Manager OpsCenter, in the account and region of the function: one per incident, no secret. Markers travel in operational
 * data, which readers find below the description: that of the last write in `slo/marker`, those of notes in the keys of the notes.
 * The role needs ssm:CreateOpsItem, ssm:GetOpsItem, ssm:UpdateOpsItem and ssm:DescribeOpsItems.
 *
 * A deduplication string makes a second creation fail with the id of the first one while that is not resolved, so what is in doubt is simply
 * done again ("Managing duplicate OpsItems" in the Systems Manager user guide).
 */
export function opsItemsTarget({ config, timeoutMs }: TargetDependencies): Target {
  const { apiUrl: endpoint, topicArn } = opsItemsSettings(config.settings);
  const call = opsItemsApi(endpoint, timeoutMs);

  const read = (OpsItemId: string) =>
    andThen(call('GetOpsItem', { OpsItemId }, shown), ({ OpsItem }) => ok<OpsItem>(OpsItem));
  const update = (change: UpdateOpsItemRequest & { OpsItemId: string }) =>
    andThen(call('UpdateOpsItem', change, v.unknown()), () => ok(refOf(change.OpsItemId)));

  const edit: Target['edit'] = ({ id: OpsItemId }, document, write) =>
    andThen(read(OpsItemId), (found) => {
      const wanted = fieldsWanted(document);
      // A creation whose answer was lost left what is wanted, and open: what stands there otherwise under its marker is a person's.
      const left = revisionOf(found) === write.revision ? [{ ...wanted, state: 'open' }] : [];
      const { title, priority, state } = untouched(wanted, fieldsFound(found), write.ours ?? left);
      return update({
        OpsItemId,
        Description: opsItemDescription(document),
        ...(title && { Title: title }),
        ...(priority && ratingsOf(document)),
        ...(state && { Status: state === 'closed' ? RESOLVED : 'Open' }),
        ...marked(write, found),
      });
    });

  /** Of several that which is not resolved: a creation would be taken for it. */
  const candidates = (incident: string) =>
    andThen(call('DescribeOpsItems', { OpsItemFilters: [ofIncident(incident)] }, listed), ({ OpsItemSummaries }) => {
      const items = OpsItemSummaries.toSorted((a, b) => Number(a.Status === RESOLVED) - Number(b.Status === RESOLVED));
      return ok(items.map(({ OpsItemId }) => OpsItemId));
    });

  return {
    abilities: { find: true, edit: true, note: true, remove: false, chart: false },
    fields: fieldsWanted,
    edit,
    create(document, write) {
      const input = {
        Title: opsItemTitle(document),
        Description: opsItemDescription(document),
        Source: SOURCE,
        Category: 'Availability',
        ...ratingsOf(document),
        OperationalData: identity(write),
        ...(topicArn && { Notifications: [{ Arn: topicArn }] }),
      };
      return andThen(call('CreateOpsItem', input, created), ({ OpsItemId, __type: refusal }) => {
        if (refusal) return edit({ id: OpsItemId }, document, write);
        // OpsItems are born open.
        return document.status === 'resolved' ? update({ OpsItemId, Status: RESOLVED }) : ok(refOf(OpsItemId));
      });
    },
    note: ({ id: OpsItemId }, note, { marker }) =>
      andThen(update({ OpsItemId, OperationalData: noted(marker, opsItemNote(note)) }), (ref) =>
        ok({ ...ref, id: marker }),
      ),
    find: (incident, { ref: known }) =>
      andThen<string[], RemoteObject | undefined>(known ? ok([known.id]) : candidates(incident), async (ids) => {
        for (const candidate of ids.slice(0, MOST_CANDIDATES)) {
          const found = await orGone(read(candidate));
          if (found.outcome !== 'ok') return found;
          if (!found.value || !isOf(found.value, incident)) continue;
          const ref = refOf(candidate);
          const notes = notesIn(found.value, incident).map(({ marker }) => ({ marker, ref: { ...ref, id: marker } }));
          return ok({ ref, revision: revisionOf(found.value), notes, duplicates: [] });
        }
        return ok(undefined);
      }),
    // The deduplication string keeps a second one from coming into being beside an open one.
    remove: async () => rejected('clientError', 'OpsCenter: got a duplicate, allowed is one OpsItem'),
  };
}

function refOf(id: string): RemoteRef {
  const url = opsItemUrl(process.env.AWS_REGION ?? '', id);
  return { id, ...(url && { url }) };
}
