import { Deliveries } from '../../lambda/ledger/deliveries';
import { DynamoTable } from '../../lambda/ledger/dynamo-table';
import { Ledger } from '../../lambda/ledger/ledger';
import type { LocalStack } from '../../lib/local';
import type { Audience } from '../../lib/model/contracts/target-config';
import type { Milestone } from '../../lib/model/incident';
import { newsFor } from '../../lib/model/wording';
import { type RemoteObject, type RemoteSide, remoteSides } from './remote-side';

/**
 * What is wrong at the other side about an incident that should be over and told (docs/architecture.md, invariants 4 and 5): one
 * surviving object per target, every change of state told in exactly one note, and the right end. Sentences; none when all is well.
 */
export async function brokenInvariants(stack: LocalStack, incident: string): Promise<string[]> {
  const table = new DynamoTable(stack.dynamodb, stack.physicalName('AWS::DynamoDB::Table'));
  const [sides, state] = await Promise.all([remoteSides(stack, incident), new Ledger(table, () => 0).state(incident)]);
  if (state === undefined) return [`${incident}: the ledger has no such incident`];
  const faults = sides.map(async (side) => {
    const { object } = await new Deliveries(table, () => 0, 0).rows(incident, side.target);
    return brokenAt(
      side,
      newsFor(state, audienceOf(stack, side)).filter(({ n }) => n > (object?.createdRevision ?? 0)),
    );
  });
  const end = state.status === 'resolved' ? [] : [`the ledger says ${state.status}`];
  return [...end, ...(await Promise.all(faults)).flat()].map((fault) => `${incident}: ${fault}`);
}

function audienceOf({ targets }: LocalStack, { target }: RemoteSide): Audience {
  return targets.find(({ name }) => name === target)!.audience;
}

/** @param owed changes of state that are not told by the object's creation */
function brokenAt({ target, objects }: RemoteSide, owed: readonly Milestone[]): string[] {
  const [object] = objects;
  if (object === undefined || objects.length > 1)
    return [
      `${target}: got ${objects.length} objects (${objects.map(({ id }) => id).join(', ')}), allowed is exactly one`,
    ];
  return [...brokenEnd(object), ...brokenNotes(object, owed)].map((fault) => `${target}: ${fault}`);
}

function brokenEnd({ over, text, revision, notes }: RemoteObject): string[] {
  const newest = Math.max(0, ...notes.map(({ to }) => to));
  return [
    ...(over ? [] : [`does not say that it is over: "${text.split('\n')[0]}"`]),
    ...(revision >= newest ? [] : [`shows revision ${revision}, and a note tells of ${newest}`]),
  ];
}

function brokenNotes({ notes }: RemoteObject, owed: readonly Milestone[]): string[] {
  const stretches = notes.map(({ from, to }) => `${from}-${to}`).join(', ') || 'none';
  const wrong = owed.filter(({ n }) => notes.filter(({ from, to }) => from <= n && n <= to).length !== 1);
  const twice = new Set(notes.map(({ text }) => text)).size < notes.length;
  return [
    ...wrong.map(
      ({ kind, n }) => `"${kind}" of revision ${n} is not told in exactly one note: got notes of ${stretches}`,
    ),
    ...(twice ? ['the same note stands there twice'] : []),
  ];
}
