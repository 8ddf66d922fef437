import type { StoryPerson } from '../../model/contracts/story-person';

/** What a person of a story does, after the person's name. */
export function deedInWords(person: StoryPerson): string {
  switch (person.does) {
    case 'acknowledge':
      return 'acknowledges the incident';
    case 'mitigated':
      return 'calls it mitigated';
    case 'falsePositive':
      return `calls it a false positive: ${person.reason}`;
    case 'nameCause':
      return `names the cause${person.repeat ? ', the same as before' : ''}: ${person.text}`;
    case 'closeCause':
      return person.how === 'fixed' ? 'says that the cause is fixed' : 'says that the cause is followed up';
    case 'note':
      return `notes${person.support ? ', for support too' : ''}: ${person.text}`;
    case 'confirm':
      return `records who confirms that it works again: ${person.customer}`;
    case 'review':
      return 'records the review';
    case 'merge':
      return `merges it into the incident of ${person.into}`;
  }
}
