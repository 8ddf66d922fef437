import type { Command } from '../../lib/model/contracts/command';
import type { TargetResult } from '../../lib/model/contracts/target-result';
import type { Members } from './members';

/** What support may say of an incident: what customers told it. The rest is for whoever works on it. */
const OF_SUPPORT: ReadonlySet<Command['type']> = new Set(['confirm', 'note']);

/** Whether a user may tell incidents that; why it is not known, when Slack does not say. */
export type May = (user: string, command: Command['type']) => Promise<TargetResult<boolean>>;

/** @param support who may do what is support's alone; nobody beside the others without it */
export function rights(people: Pick<Members, 'has'>, support?: Pick<Members, 'has'>): May {
  return async (user, command) => {
    const member = await people.has(user);
    const isAllowed = member.outcome === 'ok' && member.value;
    return isAllowed || support === undefined || !OF_SUPPORT.has(command) ? member : support.has(user);
  };
}
