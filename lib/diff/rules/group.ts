import { serviceLabel } from '../../model/names';
import type { Rule } from '../rule';

/** What its incidents are about: service and segment. */
export const group: Rule = ({ objective: { entry: was } }, { objective: { entry: is } }) => {
  if (was.service === is.service && was.segment === is.segment) return [];
  return [
    {
      kind: 'group-changed',
      level: 'notice',
      before: serviceLabel(was.service, was.segment),
      after: serviceLabel(is.service, is.segment),
      consequence:
        'Its alarms open incidents of another group, beside one that is open in the old group, and the composite alarms of the other service watch it.',
    },
  ];
};
