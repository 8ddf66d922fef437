import { brokenOfOurs } from '../broken';
import type { Rule } from '../rule';

/** What could not be read was not checked: alarms of kinds that we do not know, and what is known at deployment only. */
export const UNREADABLE: Rule = {
  id: 'not-checked',
  level: 'info',
  *find(estate) {
    const broken = brokenOfOurs(estate);
    for (const error of estate.unreadable) {
      if (broken.has(error)) continue;
      const { stack = '', logicalId = '' } = error.place;
      yield {
        place: { stack, logicalId },
        what: 'definition',
        got: error.fault,
        allowed: 'is what can be read before it is deployed',
      };
    }
  },
};
