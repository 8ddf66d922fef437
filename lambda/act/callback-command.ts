import type { Callback } from '../../lib/model/contracts/callback';
import type { Command } from '../../lib/model/contracts/command';
import type { IncidentState } from '../../lib/model/incident';
import { pageNow, pagerDecides } from '../../lib/model/incident/pager';
import { callKey, type Group } from '../../lib/model/names';
import type { Deliveries, ObjectRow } from '../ledger/deliveries';
import type { Incident, Ledger } from '../ledger/ledger';
import type { Asked } from './act';

/** What a callback is held against. */
export interface Records {
  readonly ledger: Pick<Ledger, 'active' | 'state'> & {
    current(group: Group): Promise<Pick<Incident, 'id'> | undefined>;
  };
  readonly deliveries: Pick<Deliveries, 'rows'>;
  readonly stage: string;
  /** Names of the targets that wake people. */
  readonly pagers: ReadonlySet<string>;
  /** Names of the targets where support reads along. */
  readonly support: ReadonlySet<string>;
  now(): number;
}

/** What a callback asks for; or why it asks for nothing, or nothing yet. */
export type Meant = { readonly request: Asked } | { readonly ignored: string } | { readonly waits: string };

/**
 * A delivery that is under way or in doubt is waited for so long: what it writes may be what came back. Longer than the message is hidden of a
 * worker that died while it called: what a person does to the ticket within minutes must not be taken for something else.
 */
const DOUBT_MS = 8 * 60_000;
/** Clocks differ, and an edit is a few calls. */
const OUR_EDIT_MS = 30_000;

/**
 * The command that a callback means. Names of incidents at the other side can be copied by anybody, so that it counts only for the very
 * object that the ledger knows as the incident's; and nothing that we wrote ourselves counts as a person's deed.
 *
 * @throws Error when the ledger does not answer: the callback must come again
 */
export async function commandOf(callback: Callback, records: Records): Promise<Meant> {
  const { id, target, at, by, says } = callback;
  // Whoever takes support's ticket, or solves it, is on it for customers: a call to engineers must go on until one of them answers.
  if (says.type !== 'shared' && records.support.has(target)) return { ignored: 'only support works there' };
  const found = await incidentOf(callback, records);
  if (found === undefined) return { ignored: 'no incident has this object' };
  const { incident, row } = found;
  const now = records.now();
  const state = await records.ledger.state(incident);
  const atPager = records.pagers.has(target);
  // Its key says which call it is, and that somebody answers it is proof that it was made, whether or not we came to write that down.
  const isCall = atPager && state && callback.object === callKey(incident, pageNow(state)?.cycle ?? 0);
  const isInDoubt = row.leaseUntil > now || (row.phase === 'intent' && row.ref === undefined && !isCall);
  if (isInDoubt && now - at < DOUBT_MS) return { waits: 'the target is being written' };
  if (state === undefined || !(isCall || row.ref?.id === callback.object)) return { ignored: 'it is another object' };
  if (isEcho(callback, row, state, atPager)) return { ignored: 'we wrote it' };
  const command = meaning(says, pagerDecides(state, atPager));
  return { request: { version: 1, id, incident, at, by: { name: by.name }, via: target, command, atPager } };
}

/** @param decides whether whoever says it decides what becomes of the incident */
function meaning(says: Callback['says'], decides: boolean): Command {
  switch (says.type) {
    case 'acknowledged':
      return { type: 'acknowledge' };
    // It may still burn: then it is called mitigated, and comes back if it does.
    case 'closed':
      return { type: decides ? 'resolve' : 'mitigated' };
    case 'shared':
      return { type: 'note', text: says.text, support: true };
  }
}

/** Where the other side does not say which incident it is, every one that is not over is looked at. */
async function incidentOf(
  { incident, target, object }: Callback,
  { ledger, deliveries, stage }: Records,
): Promise<{ readonly incident: string; readonly row: ObjectRow } | undefined> {
  if (incident !== undefined) {
    const { object: row } = await deliveries.rows(incident, target);
    return row && { incident, row };
  }
  for (const group of await ledger.active(stage)) {
    const current = await ledger.current(group);
    const { object: row } = current === undefined ? {} : await deliveries.rows(current.id, target);
    if (current !== undefined && row?.ref?.id === object) return { incident: current.id, row };
  }
  return undefined;
}

/**
 * What stands at the other side as we last wrote it is no news. When we open again what was closed, it looks as if somebody had taken
 * it; a person who does so in that moment is heard the next time.
 */
function isEcho(
  { says, at }: Callback,
  { ours = [], editedAt = 0 }: ObjectRow,
  { episode }: IncidentState,
  atPager: boolean,
): boolean {
  if (says.type === 'closed') return ours.some(({ state }) => state === 'closed');
  // A pager says itself whether a person did it, who may answer a call within seconds.
  if (atPager) return false;
  return says.type === 'acknowledged' && episode.reopened && Math.abs(at - editedAt) <= OUR_EDIT_MS;
}
