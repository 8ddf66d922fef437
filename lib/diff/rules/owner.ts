import type { CatalogueEntry } from '../../model/contracts/catalogue';
import type { Rule } from '../rule';

/** Who answers for it. */
export const owner: Rule = ({ objective: { entry: was } }, { objective: { entry: is } }) => {
  const parts = PARTS.filter((part) => was.owner[part] !== is.owner[part]);
  if (parts.length === 0) return [];
  const words = ({ owner: who }: CatalogueEntry) => parts.map((part) => `${part} ${who[part]}`).join(', ');
  return [
    {
      kind: 'owner-changed',
      level: 'notice',
      before: words(was),
      after: words(is),
      consequence: `From the next alarm on, messages name ${words(is)}${parts.includes('team') ? '; the tag owner changes with it' : ''}.`,
    },
  ];
};

const PARTS = ['team', 'contact', 'stakeholder'] as const;
