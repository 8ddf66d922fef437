import { isDeepStrictEqual } from 'node:util';
import type { AlarmDefinition, Objective } from '../../assembly';
import { alarmKinds } from '../alarms';
import type { Rule } from '../rule';

/** Whom alarms tell by themselves, beside our routes: those on the budget do, and whatever a team has added. */
export const actions: Rule = ({ objective: was }, { objective: is }) => {
  const old = alarmKinds(was);
  return [...alarmKinds(is)].flatMap(([kind, alarm]) => {
    const known = old.get(kind);
    if (known === undefined) return [];
    const [before, after] = [told(known, was), told(alarm, is)];
    if (isDeepStrictEqual(before, after)) return [];
    const words = (whom: readonly string[]) => `${kind}: ${whom.length === 0 ? 'nobody by itself' : whom.join(', ')}`;
    const loses = before.some((whom) => !after.includes(whom));
    return [
      {
        kind: 'route-changed',
        level: 'notice',
        before: words(before),
        after: words(after),
        consequence: `The alarm ${kind} tells ${loses ? 'others than before' : 'more than before'} by its own actions.`,
      },
    ];
  });
};

/** Without what differs only because one side does not say where it is deployed, or what its stack is called. */
function told(
  { actions: { alarm }, actionsEnabled }: AlarmDefinition,
  { account, region, stack }: Objective,
): string[] {
  if (!actionsEnabled) return [];
  const named = alarm.map((action) =>
    action.startsWith(`${stack}.`) ? action.slice(stack.length + 1) : action.replace(`:${region}:${account}:`, ':'),
  );
  return [...new Set(named)].sort();
}
