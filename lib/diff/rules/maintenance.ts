import { isDeepStrictEqual } from 'node:util';
import type { Rule } from '../rule';

/** Times in which nothing counts. */
export const maintenance: Rule = ({ exclusions: was }, { exclusions: is }) => {
  if (isDeepStrictEqual(was, is)) return [];
  return [
    {
      kind: 'maintenance-changed',
      level: 'notice',
      before: words(was),
      after: words(is),
      consequence: 'Other times than before are left out of attainment and error budget.',
    },
  ];
};

function words(windows: unknown): string {
  if (!Array.isArray(windows) || windows.length === 0) return 'no exclusion window';
  return windows.map((window) => JSON.stringify(window)).join(', ');
}
