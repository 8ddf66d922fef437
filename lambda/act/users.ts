import * as v from 'valibot';
import { ok, type TargetResult } from '../../lib/model/contracts/target-result';
import type { SlackCall } from '../targets/slack-api';

const shape = v.object({ users: v.array(v.string()) });

/** Ids of the users in a user group of Slack; needs the scope usergroups:read. */
export function usersOf(call: SlackCall, usergroup: string): () => Promise<TargetResult<readonly string[]>> {
  return async () => {
    const listed = await call('usergroups.users.list', { usergroup }, shape, true);
    return listed.outcome === 'ok' ? ok(listed.value.users) : listed;
  };
}
