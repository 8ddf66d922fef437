import { line } from '../render/text';
import type { Symptom } from './examiner';

/** What Jira does not tell now: nothing is found there, and nothing is said to be well. */
export function notChecked(what: string, why: string): Symptom {
  return {
    id: 'not-checked',
    level: 'warning',
    message: `Jira: got ${line(why)} for the ${what}, allowed is a list: whether they are right is not known`,
    remedy:
      'try again; where it stays so, look whether the account has a role in the project and the token read:jira-work',
  };
}
