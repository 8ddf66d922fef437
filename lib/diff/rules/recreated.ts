import { listInWords } from '../../model/wording/words';
import { alarmKinds } from '../alarms';
import type { Found, Rule } from '../rule';
import { hasMoved } from './history';

/**
 * What keeps its physical name and is made anew. CloudFormation creates before it deletes (CloudFormation user guide, "update behaviors of
 * stack resources": replacement), so it meets its own old self.
 */
export const recreated: Rule = (before, after) => {
  const [was, is] = [before.objective, after.objective];
  if (was.objectiveName !== is.objectiveName || hasMoved(before, after)) return [];
  if (before.stack !== undefined && after.stack !== undefined && before.stack !== after.stack) {
    return [movedStack(before.stack, after.stack, is.objectiveName)];
  }
  if (was.logicalId !== is.logicalId) return [anew(is.objectiveName, was.logicalId, is.logicalId)];
  const [old, now] = [alarmKinds(was), alarmKinds(is)];
  const changed = [...now.keys()].filter((kind) => {
    const [one, other] = [old.get(kind), now.get(kind)];
    return one !== undefined && one.name === other!.name && one.logicalId !== other!.logicalId;
  });
  if (changed.length === 0) return [];
  const ids = (alarms: typeof old) => listInWords(changed.map((kind) => alarms.get(kind)!.logicalId));
  const [first] = changed;
  const names = changed.length === 1 ? `alarm ${first}` : `alarms ${listInWords(changed)}`;
  return [
    {
      kind: 'recreated',
      level: 'danger',
      before: ids(old),
      after: ids(now),
      consequence: `The deployment fails with a conflict: CloudFormation creates the ${names} anew, under another logical id, before it deletes what has the name.`,
    },
  ];
};

function movedStack(before: string, after: string, name: string): Found {
  return {
    kind: 'recreated',
    level: 'danger',
    before: `stack ${before}`,
    after: `stack ${after}`,
    consequence: `Where stack ${after} is deployed first, it fails with a conflict, because stack ${before} still has "${name}"; where ${before} is, the SLO is deleted with its history and begins anew: keep it with \`cdk import\` (docs/adopting.md).`,
  };
}

function anew(name: string, before: string, after: string): Found {
  return {
    kind: 'recreated',
    level: 'danger',
    before: `logical id ${before}`,
    after: `logical id ${after}`,
    consequence: `The deployment fails with a conflict: CloudFormation creates "${name}" anew, under another logical id, before it deletes what has the name.`,
  };
}
