import type { Rule } from '../rule';

/** What could not be read was not checked: alarms of kinds that we do not know, and what is known at deployment only. */
export const UNREADABLE: Rule = {
  id: 'not-checked',
  level: 'info',
  *find({ unreadable }) {
    for (const { place, fault } of unreadable) {
      const { stack = '', logicalId = '' } = place;
      yield {
        place: { stack, logicalId },
        what: 'definition',
        got: fault,
        allowed: 'is what can be read before it is deployed',
      };
    }
  },
};
