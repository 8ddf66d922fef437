import { serviceLabel } from '../../model/names';
import type { Rule } from '../rule';

/** What its incidents are about: service and segment. */
export const group: Rule = ({ objective: before }, { objective: after }) => {
  const [was, is] = [before.entry, after.entry];
  if (was.service === is.service && was.segment === is.segment) return [];
  const composite = after.composite?.name;
  const watched = composite === before.composite?.name ? '' : `; ${composite ?? 'no composite alarm'} watches it then`;
  return [
    {
      kind: 'group-changed',
      level: 'notice',
      before: serviceLabel(was.service, was.segment),
      after: serviceLabel(is.service, is.segment),
      consequence: `Its alarms open incidents of another group, beside one that is open in the old group${watched}.`,
    },
  ];
};
